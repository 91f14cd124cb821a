import type { TransactionSql } from 'postgres';
import { dayIn } from '../calendar.ts';

/**
 * Draws running numbers of a day for so many incidents, and answers the first: one statement or two, however many. Whoever draws
 * keeps others waiting until the transaction ends, and gives the numbers back if it fails.
 */
export async function drawNumbers(tx: TransactionSql, day: string, count: number): Promise<number> {
  const [known] = await tx<{ last: number }[]>`
    update incident_day set last = last + ${count}::integer where day = ${day} returning last`;
  // The numbers there are matter on a day's first drawing alone: to look through them each time would take ever longer.
  const [row] = known
    ? [known]
    : await tx<{ last: number }[]>`
        insert into incident_day (day, last)
        select ${day}, coalesce(max(substr(number, 10)::integer), 0) + ${count}::integer
        from incident where number like ${`${day}-%`}
        on conflict (day) do update set last = incident_day.last + ${count}::integer
        returning last`;
  if (!row) throw new Error(`no number was drawn for ${day}`);
  return row.last - count + 1;
}

/** 20260508-0117; from the ten thousandth of a day on with as many digits as it takes. */
export const numberOf = (day: string, running: number): string =>
  `${day}-${String(running).padStart(4, '0')}`;

/** The day of an instant in a time zone, as numbers have it: 20260508. */
export const dayOfNumber = (timeZone: string, at: Date): string => dayIn(timeZone, at).replaceAll('-', '');
