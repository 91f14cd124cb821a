import type { Sql, TransactionSql } from 'postgres';
import type { ConsultationParty } from '../whistle/requests.ts';

export interface NewConsultation {
  readonly agenda: string;
  readonly place: string;
  readonly at: Date;
  readonly required: boolean;
  readonly calledFor: string;
  readonly by: string;
  readonly now: Date;
  readonly parties: readonly Omit<ConsultationParty, 'role' | 'duty'>[];
}

export async function insertConsultation(
  tx: TransactionSql,
  whistleId: string,
  called: NewConsultation,
): Promise<void> {
  const [row] = await tx<{ id: string }[]>`
    insert into consultation (whistle_id, agenda, place, at, required, called_for, called_by, called_at)
    values (${whistleId}, ${called.agenda}, ${called.place}, ${called.at}, ${called.required}, ${called.calledFor},
            ${called.by}, ${called.now})
    returning id`;
  if (!row) throw new Error(`no consultation was called for whistle ${whistleId}`);
  for (const { code, name, nameEn } of called.parties)
    await tx`
      insert into consultation_party (consultation_id, code, name, name_en)
      values (${row.id}, ${code}, ${name}, ${nameEn})`;
}

export async function markHeld(
  tx: TransactionSql,
  id: string,
  held: {
    readonly minutes: string;
    readonly plan: string;
    readonly deadline: Date | null;
    readonly parties: readonly ConsultationParty[];
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx`
    update consultation
    set held_at = ${held.at}, held_by = ${held.by}, minutes = ${held.minutes}, plan = ${held.plan}, deadline = ${held.deadline}
    where id = ${id}`;
  for (const { code, name, nameEn, role, duty } of held.parties)
    await tx`
      insert into consultation_party (consultation_id, code, name, name_en, role, duty)
      values (${id}, ${code}, ${name}, ${nameEn}, ${role}, ${duty})
      on conflict (consultation_id, code) do update set role = excluded.role, duty = excluded.duty`;
}

export const markCancelled = async (
  tx: TransactionSql,
  id: string,
  cancelled: { readonly reason: string; readonly by: string; readonly at: Date },
): Promise<void> => {
  await tx`
    update consultation
    set cancelled_at = ${cancelled.at}, cancelled_by = ${cancelled.by}, cancellation = ${cancelled.reason}
    where id = ${id}`;
};

/** Number of the whistle that a consultation is about; null for an unknown one. */
export async function whistleOf(sql: Sql, id: string): Promise<string | null> {
  const [row] = await sql<{ whistleId: string }[]>`
    select whistle_id::text as "whistleId" from consultation where id = ${id}`;
  return row?.whistleId ?? null;
}

/** Numbers of the whistles with the newest consultations, newest first. */
export const whistlesConsulted = async (sql: Sql, limit: number): Promise<string[]> =>
  (
    await sql<{ id: string }[]>`
      select whistle_id::text as id from consultation group by whistle_id order by max(at) desc, whistle_id desc limit ${limit}`
  ).map(({ id }) => id);
