/** A rectangle of the hours of a week: weekdays 0 (Monday) to 6 and hours, each from the first to before the last. */
export interface HourRange {
  readonly weekdays: readonly [first: number, end: number];
  readonly hours: readonly [first: number, end: number];
}

/** Written as in the desk’s address: 4-5:18-21 for Friday from 18 to 21. */
export const writeHours = ({ weekdays, hours }: HourRange): string =>
  `${weekdays.join('-')}:${hours.join('-')}`;

/** Null for what is no range. */
export function readHours(text: string | undefined): HourRange | null {
  const found = /^([0-6])-([1-7]):(\d{1,2})-(\d{1,2})$/.exec(text ?? '');
  if (found === null) return null;
  const [first = 0, end = 0, from = 0, until = 0] = found.slice(1).map(Number);
  if (first >= end || from >= until || until > 24) return null;
  return { weekdays: [first, end], hours: [from, until] };
}

/** A 1 for each of the 168 hours that a range takes; null for all. */
export function hoursOf(text: string | undefined): Uint8Array | null {
  const range = readHours(text);
  if (range === null) return null;
  const mask = new Uint8Array(168);
  for (let weekday = range.weekdays[0]; weekday < range.weekdays[1]; weekday++)
    mask.fill(1, weekday * 24 + range.hours[0], weekday * 24 + range.hours[1]);
  return mask;
}
