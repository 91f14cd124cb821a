import type { Edition } from './contract.ts';

/** Editions that have been published, newest first: by the day from which they are valid, then by number. */
export const publishedOf = (editions: readonly Edition[]): readonly Edition[] =>
  editions
    .filter(({ status, validFrom }) => status === 'published' && validFrom !== null)
    .sort((a, b) => time(b.validFrom) - time(a.validFrom) || b.id - a.id);

/** Editions that are not yet in force nor thrown away, newest first. */
export const draftsOf = (editions: readonly Edition[]): readonly Edition[] =>
  editions.filter(({ status }) => status === 'draft' || status === 'checked').sort((a, b) => b.id - a.id);

/** The edition that was in force before this one, whichever was published last by then; null for the first. */
export function editionBefore(edition: Edition, editions: readonly Edition[]): Edition | null {
  if (edition.status !== 'published') return editions.find(({ id }) => id === edition.base) ?? null;
  const published = publishedOf(editions);
  return published[published.findIndex(({ id }) => id === edition.id) + 1] ?? null;
}

/**
 * The editions in force at some moment of the time from `from` to `to` (milliseconds since 1970), newest first: two where
 * one followed the other on that day.
 */
export const editionsBetween = (editions: readonly Edition[], from: number, to: number): readonly Edition[] =>
  publishedOf(editions).filter(
    ({ validFrom, validTo }) => time(validFrom) < to && (validTo === null || time(validTo) > from),
  );

/** Midnight at which a day (2026-05-08) begins in a time zone (IANA name), in milliseconds since 1970. */
export function startOfDay(day: string, timeZone: string): number {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`);
  // The offset at the guess may differ from that at the answer, where clocks are changed that night: asked twice.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return asIfUtc - offsetAt(guess, timeZone);
}

/** The day that follows: 2026-05-31 → 2026-06-01. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The day it is at an instant in a time zone: 2026-05-08. */
export const dayAt = (at: number, timeZone: string): string =>
  new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);

const time = (iso: string | null): number => (iso === null ? Number.NaN : Date.parse(iso));

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
