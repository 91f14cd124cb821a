import type { Sql, TransactionSql } from 'postgres';

/** A shift as it is kept. */
export interface Shift {
  readonly id: string;
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly bodyNameEn: string;
  readonly areaCode: string;
  readonly person: string;
  readonly phone: string;
  readonly from: Date;
  readonly to: Date;
  readonly handover: {
    readonly at: string;
    readonly by: string;
    readonly to: string | null;
    readonly note: string;
  } | null;
}

const columns = (sql: Sql | TransactionSql) => sql`
  s.id::text, s.body_code as "bodyCode", coalesce(b.name, s.body_code) as "bodyName", coalesce(b.name_en, s.body_code) as "bodyNameEn",
  s.area_code as "areaCode", s.person, s.phone, s.from_at as from, s.to_at as to,
  case when s.handed_over_at is not null then jsonb_build_object(
    'at', s.handed_over_at, 'by', s.handed_over_by, 'to', s.handed_to::text, 'note', s.handover_note) end as handover`;

/** Who is on duty at an instant, in the areas of these codes or, with null, everywhere; at most `limit`. */
export const readOnDuty = (
  sql: Sql,
  {
    at,
    areas,
    body,
    limit,
  }: { at: Date; areas: readonly string[] | null; body: string | null; limit: number },
): Promise<Shift[]> => sql<Shift[]>`
    select ${columns(sql)}
    from shift s left join body b on b.code = s.body_code
    where s.from_at <= ${at} and s.to_at > ${at}
      and (${areas ? [...areas] : null}::text[] is null or s.area_code = any(${areas ? [...areas] : null}::text[]))
      and (${body}::text is null or s.body_code = ${body})
    order by s.area_code, s.body_code, s.from_at limit ${limit}`;

/** One shift, locked; null if there is none. */
export async function lockShift(tx: TransactionSql, id: string): Promise<Shift | null> {
  await tx`select 1 from shift where id = ${id} for update`;
  const [shift] = await tx<Shift[]>`
    select ${columns(tx)} from shift s left join body b on b.code = s.body_code where s.id = ${id}`;
  return shift ?? null;
}

/** The shift that takes over: of the same body and area, and begun or about to begin when this one ends. */
export async function findNext(tx: TransactionSql, shift: Shift, now: Date): Promise<Shift | null> {
  const [next] = await tx<Shift[]>`
    select ${columns(tx)}
    from shift s left join body b on b.code = s.body_code
    where s.body_code = ${shift.bodyCode} and s.area_code = ${shift.areaCode} and s.id <> ${shift.id}
      and s.from_at > ${shift.from} and s.from_at <= ${new Date(now.getTime() + earliest)} and s.to_at > ${now}
    order by s.from_at limit 1`;
  return next ?? null;
}

export const recordHandover = async (
  tx: TransactionSql,
  id: string,
  handover: { readonly at: Date; readonly by: string; readonly to: string; readonly note: string },
): Promise<void> => {
  await tx`
    update shift set handed_over_at = ${handover.at}, handed_over_by = ${handover.by}, handed_to = ${handover.to},
                     handover_note = ${handover.note}
    where id = ${id}`;
};

/** Milliseconds before its shift begins that somebody may take over. */
const earliest = 2 * 3_600_000;
