/** Midnight at which a day (2026-05-08) begins in a time zone (IANA name), in milliseconds since 1970. */
export const startOfDay = (day: string, timeZone: string): number => instantOf(`${day}T00:00`, timeZone);

/** The instant at which a zone's clocks show a time (2026-05-08T09:30), in milliseconds since 1970. */
function instantOf(time: string, timeZone: string): number {
  const asIfUtc = Date.parse(`${time}:00Z`);
  // The offset at the guess may differ from that at the answer, where clocks are changed that night: asked twice.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return asIfUtc - offsetAt(guess, timeZone);
}

/** The same instant as the interface takes it. */
export const isoOf = (time: string, timeZone: string): string =>
  new Date(instantOf(time, timeZone)).toISOString();

/** The day that follows: 2026-05-31 → 2026-06-01. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The day it is at an instant in a time zone: 2026-05-08. */
export const dayAt = (at: number, timeZone: string): string =>
  new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
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
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(at / 1000) * 1000;
}
