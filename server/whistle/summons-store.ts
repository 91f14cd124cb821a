import type { TransactionSql } from 'postgres';
import type { ReasonedCall } from './called-bodies.ts';

/** Calls bodies, all in one statement. One that was told it need not come is called again, with a clock of its own. */
export const putCalls = async (
  tx: TransactionSql,
  whistleId: string,
  calls: readonly ReasonedCall[],
  due: Date,
): Promise<void> => {
  await tx`
    insert into summons (whistle_id, area_code, body_code, body_name, body_name_en, short, short_en, posting, reason, due_at)
    select ${whistleId}, area, body, name, name_en, short, short_en, posting, reason, ${due}
    from unnest(${calls.map((c) => c.areaCode)}::text[], ${calls.map((c) => c.bodyCode)}::text[], ${calls.map((c) => c.bodyName)}::text[],
                ${calls.map((c) => c.bodyNameEn)}::text[], ${calls.map((c) => c.short)}::text[], ${calls.map((c) => c.shortEn)}::text[],
                ${calls.map((c) => c.posting)}::text[], ${calls.map((c) => c.reason)}::text[])
         with ordinality as given (area, body, name, name_en, short, short_en, posting, reason, position)
    order by position
    on conflict (whistle_id, area_code, body_code) do update
    set due_at = excluded.due_at, reason = excluded.reason, read_at = null, released_at = null`;
};

/** Who blew a whistle and for which task force. */
export async function callerOf(tx: TransactionSql, whistleId: string) {
  const [row] = await tx<{ caller: 'community' | 'subdistrict' | 'alliance' | 'services' | 'project' }[]>`
    select caller from whistle where id = ${whistleId}`;
  if (!row) throw new Error(`whistle ${whistleId} has gone`);
  return row.caller;
}
