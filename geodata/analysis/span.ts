import { addDays, type Calendar, daysBetween } from './calendar.ts';

/** Days from the first until the day after the last. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The days asked for; without them the twelve months up to the last incident. */
export function spanOf(
  asked: { from?: string | undefined; to?: string | undefined },
  calendar: Calendar,
): Span {
  const dayAfter = addDays(calendar.first, calendar.days);
  const to =
    asked.to ?? (asked.from !== undefined && asked.from >= dayAfter ? addDays(asked.from, 1) : dayAfter);
  const yearBefore = addDays(to, -365);
  return { from: asked.from ?? (calendar.first > yearBefore ? calendar.first : yearBefore), to };
}

/** What a span is set beside: as many days before it, or the same days a year earlier. */
export function earlierSpan({ from, to }: Span, compare: 'previous' | 'year'): Span {
  if (compare === 'previous') return { from: addDays(from, -daysBetween(from, to)), to: from };
  return { from: yearBefore(from), to: yearBefore(to) };
}

/** The same day a year earlier; 1 March where that year has no 29 February. */
function yearBefore(name: string): string {
  const day = `${Number(name.slice(0, 4)) - 1}${name.slice(4)}`;
  return day.endsWith('-02-29') ? `${day.slice(0, 4)}-03-01` : day;
}
