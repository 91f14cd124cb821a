import { useCity } from '../text/city.ts';
import { dayAfter, startOfDay } from '../text/day.ts';
import { useText } from '../text/text.ts';
import type { Edition } from './contract.ts';
import { editionsBetween, publishedOf } from './spans.ts';

/** What a day in the address means: the editions of that day, and what to say where there were two or none. */
export function useDay(day: string | null, editions: readonly Edition[]) {
  const { t, format } = useText();
  const { timeZone } = useCity();
  const editionsOf = (one: string) =>
    editionsBetween(editions, startOfDay(one, timeZone), startOfDay(dayAfter(one), timeZone));
  const held = day === null ? [] : editionsOf(day);
  const earliest = publishedOf(editions).at(-1);
  return {
    editionsOf,
    missing:
      day === null || held.length > 0
        ? null
        : earliest?.validFrom
          ? t('admin.day.noneExplain', { from: format.fullDate(earliest.validFrom) })
          : t('admin.day.noneAtAll'),
    noteOf(edition: number): string | null {
      if (day === null) return null;
      const [last, former] = held;
      if (last === undefined || former === undefined || last.validFrom === null)
        return t('admin.day.note', { day, edition });
      return t('admin.day.two', { before: former.id, edition: last.id, at: format.time(last.validFrom) });
    },
  } as const;
}
