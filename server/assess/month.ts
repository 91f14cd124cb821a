/** A month of a time zone: 2026-05, from its first instant until that of the next month. */
export interface Month {
  readonly month: string;
  readonly from: Date;
  readonly until: Date;
}

/** The month of that name in a time zone (IANA name). */
export function monthOf(month: string, timeZone: string): Month {
  return { month, from: firstInstant(month, timeZone), until: firstInstant(next(month), timeZone) };
}

/** The month an instant lies in: 2026-05. */
export function monthAt(at: Date, timeZone: string): string {
  const { year, month } = partsAt(at.getTime(), timeZone);
  return `${year}-${month}`;
}

/** Months from the first to the last, newest first, at most `most` of them. */
export function monthsBetween(first: string, last: string, most: number): string[] {
  const months = [];
  for (let month = last; month >= first && months.length < most; month = previous(month)) months.push(month);
  return months;
}

function firstInstant(month: string, timeZone: string): Date {
  const asIfUtc = Date.parse(`${month}-01T00:00:00Z`);
  // The offset at the guess may differ from that at the answer, where clocks are changed that night: asked twice.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return new Date(asIfUtc - offsetAt(guess, timeZone));
}

function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsAt(at, timeZone);
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(at / 1000) * 1000;
}

function partsAt(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
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
  const [year, month, day] = [of('year').padStart(4, '0'), of('month'), of('day')];
  return { year, month, day, hour: of('hour'), minute: of('minute'), second: of('second') };
}

const shifted = (month: string, by: number): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
};
const next = (month: string) => shifted(month, 1);
const previous = (month: string) => shifted(month, -1);
