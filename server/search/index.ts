import { pinyin } from 'pinyin-pro';
import { type Area, rank } from '../../geodata/area.ts';
import { followsInitials } from '../../geodata/initials.ts';

/** Areas by everything a person may type: name, English name, code, pinyin, pinyin initials ("gaw" finds 广安门外). */
export interface AreaIndex {
  readonly find: (query: string, limit: number) => readonly Area[];
}

export function indexAreas(areas: readonly Area[]): AreaIndex {
  const entries = areas.map((area) => {
    const syllables = pinyin(area.name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
    const initials = syllables
      .map((syllable) => syllable[0] ?? '')
      .join('')
      .toLowerCase();
    return {
      area,
      name: area.name,
      initials,
      keys: [area.nameEn.toLowerCase(), area.code, syllables.join('').toLowerCase(), initials],
    };
  });
  return {
    find(query, limit) {
      const wanted = query.trim().toLowerCase();
      if (!wanted) return [];
      const found = entries.flatMap(({ area, name, initials, keys }) => {
        if (name.startsWith(wanted) || keys.some((key) => key.startsWith(wanted)))
          return [{ area, quality: 0 }];
        if (name.includes(wanted) || keys.some((key) => key.includes(wanted))) return [{ area, quality: 1 }];
        if (followsInitials(initials, wanted)) return [{ area, quality: 2 }];
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
