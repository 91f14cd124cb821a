import type { TransactionSql } from 'postgres';
import { conflict, type Problem } from '../errors.ts';
import type { Source } from './view.ts';

interface Numbered {
  readonly source: Source;
  readonly sourceNumber: string | null;
}

/** What makes an incident the same when its source tells of it again; null where it gives no number. */
export const originOf = ({ source, sourceNumber }: Numbered): string | null =>
  sourceNumber === null ? null : `${source}:${sourceNumber}`;

/** The refusal of what is there already, naming it. */
export async function alreadySubmitted(tx: TransactionSql, incident: Numbered): Promise<Problem> {
  const [row] = await tx<{ number: string }[]>`
    select substr(number, 5) as number from incident where origin = ${originOf(incident)}`;
  return conflict('already-submitted', {
    zh: `来源编号 ${incident.sourceNumber} 已经登记为事件 ${row?.number ?? '？'}，没有重复登记`,
    en: `The source's number ${incident.sourceNumber} is incident ${row?.number ?? '?'} already; it was not submitted again`,
  });
}
