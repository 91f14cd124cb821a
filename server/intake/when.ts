/** Milliseconds that a time zone is ahead of Greenwich at an instant. */
const aheadAt = (formats: Intl.DateTimeFormat, instant: number): number => {
  const parts = Object.fromEntries(
    formats.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
};

/** Clocks are put forward and back on the quarter of an hour, wherever. */
const quarter = 15 * 60_000;

/** The same, asked once a quarter of an hour: each row of a file has its time, and asking takes ten times as long as reading it. */
function rememberAhead(formats: Intl.DateTimeFormat): (instant: number) => number {
  const known = new Map<number, number>();
  return (instant) => {
    const since = Math.floor(instant / quarter);
    let ahead = known.get(since);
    if (ahead === undefined) {
      if (known.size >= remembered) known.clear();
      ahead = aheadAt(formats, since * quarter);
      known.set(since, ahead);
    }
    return ahead;
  };
}

/** A year of quarters of an hour, and some. */
const remembered = 40_000;

/**
 * Reads times as people and programs write them: ISO 8601, 2026-05-08 09:30, 2026/5/8 9:30:00, 2026年5月8日9时30分, 20260508093000.
 * Without an offset it is the clock's time of the zone. Null where it is no time, or no day of the calendar.
 */
export function createTimeReader(timeZone: string): (text: string) => Date | null {
  const formats = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const aheadOf = rememberAhead(formats);
  return (text) => {
    const plain = text.trim();
    const match = written.exec(plain) ?? together.exec(plain);
    if (!match) return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
      .slice(1, 7)
      .map((part) => Number(part ?? 0));
    const clock = Date.UTC(year, month - 1, day, hour, minute, second);
    const back = new Date(clock);
    if (
      back.getUTCMonth() !== month - 1 ||
      back.getUTCDate() !== day ||
      hour > 23 ||
      minute > 59 ||
      second > 59
    )
      return null;
    const offset = match[7];
    if (offset === 'Z' || offset === 'z') return back;
    if (offset) {
      const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
      return new Date(clock - (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000);
    }
    const ahead = aheadOf(clock - aheadOf(clock));
    return new Date(clock - ahead);
  };
}

const written =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(\d{1,2})\s*[:：时点]\s*(\d{1,2})\s*分?(?:\s*[:：]?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?)?\s*(Z|z|[+-]\d\d:?\d\d)?$/;
const together = /^(20\d\d)(\d\d)(\d\d)(?:\s?(\d\d)(\d\d)(\d\d)?)?()$/;
