import type { Editions } from '../boundary/editions.ts';
import type { Place } from './summon.ts';

/** Names the district on a path of area codes, in an edition at hand; the city where the path has no district. */
export const districtIn =
  (editions: Editions) =>
  (edition: number, path: readonly string[]): Place['district'] => {
    const coverage = editions.byNumber(edition) ?? editions.current();
    const areas = path.flatMap((code) => coverage?.areas.get(code) ?? []);
    const { code, name, nameEn } = areas.find((a) => a.level === 'district') ??
      areas[0] ?? { code: '', name: '', nameEn: '' };
    return { code, name, nameEn };
  };
