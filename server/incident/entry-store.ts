import type { TransactionSql } from 'postgres';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { EntryAction, EntryState } from './entry-flow.ts';

/** An incident as far as what comes before its whistle goes. */
export interface Entered extends EntryState {
  readonly number: string;
  /** Codes from the city down of every area its verdict names, as computed or decided. */
  readonly paths: readonly (readonly string[])[];
  /** The last of these steps that somebody took; null where none was, or where it was loaded. */
  readonly last: {
    readonly step: EntryAction;
    readonly name: string;
    readonly nameEn: string;
    readonly at: Date;
  } | null;
}

/** The incident, locked until the transaction ends; null where there is none that was judged. */
export async function lockEntry(tx: TransactionSql, id: string): Promise<Entered | null> {
  await tx`select 1 from incident where id = ${id} for update`;
  const [row] = await tx<Row[]>`
    select substr(i.number, 5) as number, i.status, i.accepted_at as "acceptedAt", i.registered_at as "registeredAt",
           i.refused_at as "refusedAt", i.refusal, w.id::text as "whistleId", w.blown_at as "blownAt", v.body as verdict,
           coalesce((select jsonb_agg(o.parties) from verdict_override o where o.incident_id = i.id), '[]') as overrides,
           a.display_name as name, a.display_name_en as "nameEn"
    from incident i
    join lateral (select body from verdict where incident_id = i.id order by id desc limit 1) v on true
    left join whistle w on w.incident_id = i.id
    left join account a on a.name = coalesce(i.refused_by, w.blown_by, i.registered_by, i.accepted_by)
    where i.id = ${id}`;
  if (!row) return null;
  const { acceptedAt, registeredAt, refusedAt, blownAt, refusal, verdict, overrides, name, nameEn, ...rest } =
    row;
  const taken = (
    [
      ['refuse', refusedAt],
      ['blow', blownAt],
      ['register', registeredAt],
      ['accept', acceptedAt],
    ] as const
  ).find(([, at]) => at !== null);
  const named = [...verdict.parties, ...verdict.touched, ...overrides.flat()];
  return {
    ...rest,
    acceptedAt: acceptedAt?.toISOString() ?? null,
    registeredAt: registeredAt?.toISOString() ?? null,
    refused: refusedAt && { reason: refusal ?? '' },
    paths: named.map(({ jurisdiction }) => jurisdiction.path),
    last:
      taken?.[1] && name !== null && nameEn !== null ? { step: taken[0], name, nameEn, at: taken[1] } : null,
  };
}

export const markAccepted = async (tx: TransactionSql, id: string, at: Date, by: string): Promise<void> => {
  await tx`update incident set accepted_at = ${at}, accepted_by = ${by} where id = ${id}`;
};

export const markRegistered = async (tx: TransactionSql, id: string, at: Date, by: string): Promise<void> => {
  await tx`update incident set registered_at = ${at}, registered_by = ${by} where id = ${id}`;
};

export const markRefused = async (
  tx: TransactionSql,
  id: string,
  at: Date,
  by: string,
  reason: string,
): Promise<void> => {
  await tx`
    update incident set refused_at = ${at}, refused_by = ${by}, refusal = ${reason}, status = 'closed'
    where id = ${id}`;
};

interface Row {
  readonly number: string;
  readonly status: 'open' | 'closed';
  readonly acceptedAt: Date | null;
  readonly registeredAt: Date | null;
  readonly refusedAt: Date | null;
  readonly refusal: string | null;
  readonly whistleId: string | null;
  readonly blownAt: Date | null;
  readonly verdict: Verdict;
  readonly overrides: readonly Verdict['parties'][];
  readonly name: string | null;
  readonly nameEn: string | null;
}
