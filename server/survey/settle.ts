import { fileURLToPath } from 'node:url';
import type { TransactionSql } from 'postgres';
import { append } from '../live/log.ts';

const settleFile = fileURLToPath(new URL('./settle.sql', import.meta.url));

/**
 * Closes the tickets of faults that an edition no longer has, in the transaction that publishes it: a gap in which the
 * place now lies in an area, an overlap in which it lies in one only, a line without basis that is there no more. An
 * edition for an earlier time than the last settles nothing.
 */
export async function settleTickets(tx: TransactionSql, edition: number): Promise<void> {
  const settled = await tx.file<{ id: string; at: Date }[]>(settleFile, [edition]);
  for (const { id, at } of settled)
    await append(tx, { at, step: 'survey.closed', body: { ticket: id, edition } });
}

/** Closes the tickets of a line of which somebody has now recorded what it follows. */
export async function settleRecorded(
  tx: TransactionSql,
  key: string,
  account: string,
  now: Date,
): Promise<void> {
  const settled = await tx<{ id: string }[]>`
    update survey_ticket
    set status = 'closed', closed_at = ${now}, closed_by = ${account}, closed_note = ${'已登记依据 / basis recorded'}
    where status = 'open' and kind = 'no-basis' and defect_key = ${key}
    returning id::text`;
  for (const { id } of settled)
    await append(tx, { at: now, step: 'survey.closed', actor: account, body: { ticket: id, key } });
}
