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

const time = (iso: string | null): number => (iso === null ? Number.NaN : Date.parse(iso));
