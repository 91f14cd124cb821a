import { pinyin } from 'pinyin-pro';
import { type Area, rank } from '../../geodata/area.ts';

/** Areas by everything a person may type: name, English name, code, pinyin, pinyin initials ("gaw" finds 广安门外). */
export interface AreaIndex {
  readonly find: (query: string, limit: number) => readonly Area[];
}

export function indexAreas(areas: readonly Area[]): AreaIndex {
  const entries = areas.map((area) => {
    const syllables = pinyin(area.name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
    return {
      area,
      name: area.name,
      keys: [
        area.nameEn.toLowerCase(),
        area.code,
        syllables.join('').toLowerCase(),
        syllables
          .map((s) => s[0] ?? '')
          .join('')
          .toLowerCase(),
      ],
    };
  });
  return {
    find(query, limit) {
      const wanted = query.trim().toLowerCase();
      if (!wanted) return [];
      const found = entries.flatMap(({ area, name, keys }) => {
        if (name.startsWith(wanted) || keys.some((key) => key.startsWith(wanted)))
          return [{ area, quality: 0 }];
        if (name.includes(wanted) || keys.some((key) => key.includes(wanted))) return [{ area, quality: 1 }];
        return [];
      });
      found.sort(
        (a, b) =>
          a.quality - b.quality ||
          rank(a.area.level) - rank(b.area.level) ||
          a.area.code.localeCompare(b.area.code),
      );
      return found.slice(0, limit).map((f) => f.area);
    },
  };
}
