import type { TransactionSql } from 'postgres';
import { append } from '../live/log.ts';

/** What became of the lines between parties from one edition to the next, by their keys. */
export interface LinesMoved {
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly ended: readonly string[];
}

/**
 * Lets the open tickets of lines without basis follow their lines under the keys that an edition gives them, and closes
 * those of lines that it has no more, in the transaction that publishes it. An edition for an earlier time than the last
 * moves nothing.
 */
export async function moveTickets(
  tx: TransactionSql,
  edition: number,
  { renamed, ended }: LinesMoved,
): Promise<void> {
  const [last] = await tx`select 1 from edition where id = ${edition} and valid_to is null`;
  if (!last || renamed.length + ended.length === 0) return;
  // Set apart first: lines may have changed their keys with each other, and a key has one open ticket only.
  await tx`
    update survey_ticket set defect_key = '~' || defect_key
    where status = 'open' and kind = 'no-basis'
      and defect_key = any (${[...renamed.map(({ from }) => from), ...ended]}::text[])`;
  await tx`
    update survey_ticket t set defect_key = s.key, codes = array[s.left_code, s.right_code]
    from unnest(${renamed.map(({ from }) => from)}::text[], ${renamed.map(({ to }) => to)}::text[]) as given (old, key)
    join seam_line s on s.edition_id = ${edition} and s.key = given.key
    where t.status = 'open' and t.defect_key = '~' || given.old
      and not exists (select from survey_ticket other where other.status = 'open' and other.defect_key = given.key)`;
  const closed = await tx<{ id: string; at: Date }[]>`
    update survey_ticket t
    set status = 'closed', defect_key = substr(t.defect_key, 2), closed_at = coalesce(e.published_at, now()),
        resolved_by_edition = e.id, closed_note = '版本 ' || e.id || ' 已消除 / resolved by edition ' || e.id
    from edition e
    where e.id = ${edition} and t.status = 'open' and t.kind = 'no-basis' and t.defect_key like '~%'
    returning t.id::text, t.closed_at as at`;
  for (const { id, at } of closed)
    await append(tx, { at, step: 'survey.closed', body: { ticket: id, edition } });
}
