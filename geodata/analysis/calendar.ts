/** The days of a time zone over a span, so that instants are told by day, weekday and hour without asking for each. */
export interface Calendar {
  /** Name of day 0: 2026-05-08. */
  readonly first: string;
  readonly days: number;
  /** Seconds since 1970 of each day’s midnight, and of the midnight after the last. */
  readonly starts: Float64Array;
  /** Weekday of day 0: 0 for Monday to 6 for Sunday. */
  readonly weekday: number;
  /** Days on which clocks are changed: from when in that day, and by how many hours. */
  readonly changes: ReadonlyMap<number, { readonly at: number; readonly hours: number }>;
}

export const daySeconds = 86_400;

/** The days from one to another (2026-05-08), both included, in a time zone (IANA name). */
export function createCalendar(first: string, last: string, timeZone: string): Calendar {
  const zone = zoneOf(timeZone);
  const days = Math.max(1, daysBetween(first, last) + 1);
  const starts = Float64Array.from({ length: days + 1 }, (_, day) => zone.midnight(addDays(first, day)));
  const changes = new Map<number, { at: number; hours: number }>();
  for (let day = 0; day < days; day++) {
    const [start, end] = [starts[day] ?? 0, starts[day + 1] ?? 0];
    if (end - start !== daySeconds)
      changes.set(day, { at: zone.changeIn(start, end), hours: (daySeconds - (end - start)) / 3600 });
  }
  return { first, days, starts, weekday: (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7, changes };
}

/** Day of an instant, clamped to the calendar. */
export function dayAt({ starts, days }: Calendar, instant: number): number {
  let [low, high] = [0, days];
  while (low < high - 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= instant) low = middle;
    else high = middle;
  }
  return low;
}

/** Hour of the week of an instant in a day: 0 for Monday from 0 to 1, 167 for Sunday from 23 to 24. */
export function hourOfWeek(calendar: Calendar, day: number, instant: number): number {
  const since = instant - (calendar.starts[day] ?? 0);
  let hour = Math.floor(since / 3600);
  if (calendar.changes.size > 0) {
    const change = calendar.changes.get(day);
    if (change !== undefined && instant >= change.at) hour += change.hours;
  }
  return ((calendar.weekday + day) % 7) * 24 + Math.min(23, Math.max(0, hour));
}

/** Name of a day of the calendar: 2026-05-08. */
export const nameOfDay = ({ first }: Calendar, day: number): string => addDays(first, day);

export const addDays = (name: string, days: number): string =>
  new Date(Date.parse(`${name}T00:00:00Z`) + days * daySeconds * 1000).toISOString().slice(0, 10);

/** Days from one to another; negative where the other is earlier. */
export const daysBetween = (one: string, other: string): number =>
  Math.round((Date.parse(`${other}T00:00:00Z`) - Date.parse(`${one}T00:00:00Z`)) / (daySeconds * 1000));

/** Seconds since 1970 of a day’s first instant in a time zone. */
export const midnightOf = (name: string, timeZone: string): number => zoneOf(timeZone).midnight(name);

const zones = new Map<string, ReturnType<typeof makeZone>>();

/** A time zone with its clocks, made once: making the formats takes longer than any question to them. */
function zoneOf(timeZone: string) {
  const zone = zones.get(timeZone) ?? makeZone(timeZone);
  zones.set(timeZone, zone);
  return zone;
}

function makeZone(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const offsetAt = (instant: number): number => {
    const parts = new Map(format.formatToParts(instant * 1000).map(({ type, value }) => [type, value]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    const local = `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`;
    return Date.parse(local) / 1000 - instant;
  };
  return {
    midnight(name: string): number {
      const asIfUtc = Date.parse(`${name}T00:00:00Z`) / 1000;
      // The offset at the guess may differ from that at the answer, where clocks are changed that night: asked twice.
      return asIfUtc - offsetAt(asIfUtc - offsetAt(asIfUtc));
    },
    /** The instant between two at which the offset changes, to the minute. */
    changeIn(start: number, end: number): number {
      const before = offsetAt(start);
      let [low, high] = [start, end];
      while (high - low > 60) {
        const middle = Math.floor((low + high) / 2);
        if (offsetAt(middle) === before) low = middle;
        else high = middle;
      }
      return Math.ceil(low / 60) * 60;
    },
  };
}
