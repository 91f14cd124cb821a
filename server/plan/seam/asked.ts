import { z } from 'zod';
import { addDays, midnightOf } from '../../../geodata/analysis/calendar.ts';
import { dayIn } from '../../calendar.ts';
import { invalid } from '../../errors.ts';
import { planFilter } from '../filter.ts';
import type { Asked } from './ranking.ts';

/** What the planner's filter says that matters to seams, and metres within which an incident is at one. */
export const askedSchema = planFilter
  .pick({ from: true, to: true, category: true, kind: true, source: true, outcome: true })
  .extend({ distance: z.coerce.number().min(1).max(500).default(50) });

/** Days looked at where nobody says which: a year up to and with today. */
const usual = 365;

/** The filter as instants. @throws Problem 400 where the range ends before it begins, or a day is none. */
export function askedOf(query: z.infer<typeof askedSchema>, now: Date, timeZone: string): Asked {
  for (const name of ['from', 'to'] as const) {
    const day = query[name];
    if (day !== undefined && addDays(day, 0) !== day) throw noDay(name, day);
  }
  const to = query.to ?? addDays(dayIn(timeZone, now), 1);
  const from = query.from ?? addDays(to, -usual);
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
    from: new Date(midnightOf(from, timeZone) * 1000),
    until: new Date(midnightOf(to, timeZone) * 1000),
    categories: query.category?.split(',') ?? null,
    kind: query.kind ?? null,
    source: query.source ?? null,
    outcome: query.outcome ?? null,
    distance: query.distance,
  };
}

const noDay = (name: string, got: string) =>
  invalid({ zh: `“${got}”不是日历上的一天`, en: `"${got}" is no day of the calendar` }, [
    {
      pointer: `query/${name}`,
      got,
      detail: { zh: '应为日历上的一天', en: 'must be a day of the calendar' },
    },
  ]);
