import { z } from 'zod';
import { dayIn } from '../../calendar.ts';
import { invalid } from '../../errors.ts';
import type { Asked } from './ranking.ts';

const day = z.iso.date();
const list = z
  .string()
  .regex(/^[\w-]{1,40}(,[\w-]{1,40})*$/, 'must be codes with commas between')
  .transform((text) => text.split(','))
  .optional();

/** What the planner's filter says that matters to seams; days are those of the city, `to` is the first after. */
export const askedSchema = z.object({
  from: day.optional(),
  to: day.optional(),
  category: list,
  kind: list,
  source: list,
  outcome: z.enum(['sole', 'joint', 'uncertain', 'unassigned']).optional(),
  distance: z.coerce.number().min(1).max(500).default(50),
});

/** Days looked at where nobody says which: a year up to and with today. */
const usual = 365;

/** The filter as instants. @throws Problem 400 where the range ends before it begins. */
export function askedOf(query: z.infer<typeof askedSchema>, now: Date, timeZone: string): Asked {
  const to = query.to ?? shifted(dayIn(timeZone, now), 1);
  const from = query.from ?? shifted(to, -usual);
  if (from >= to)
    throw invalid({ zh: `时间段为空：${from} 至 ${to}`, en: `The range is empty: from ${from} to ${to}` }, [
      {
        pointer: 'query/to',
        got: to,
        detail: {
          zh: `应晚于 ${from}（结束日期不含当天）`,
          en: `must be after ${from}; the last day is the one before it`,
        },
      },
    ]);
  return {
    from: beginningOf(from, timeZone),
    until: beginningOf(to, timeZone),
    categories: query.category ?? null,
    kinds: query.kind ?? null,
    sources: query.source ?? null,
    outcome: query.outcome ?? null,
    distance: query.distance,
  };
}

const shifted = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first instant of a day in a time zone. */
function beginningOf(wanted: string, timeZone: string): Date {
  const asIfUtc = Date.parse(`${wanted}T00:00:00Z`);
  // The offset at the guess may differ from that at the answer, where clocks are changed that night: asked twice.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return new Date(asIfUtc - offsetAt(guess, timeZone));
}

function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return (
    Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`) -
    at
  );
}
