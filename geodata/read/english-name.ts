import { pinyin } from 'pinyin-pro';

/** Endings of names of areas, longest first, with what stands for them in English. */
const endings: readonly (readonly [ending: string, english: string])[] = [
  ['自治州', 'Autonomous Prefecture'],
  ['自治县', 'Autonomous County'],
  ['居委会', 'Community'],
  ['村委会', 'Village'],
  ['街道', 'Subdistrict'],
  ['地区', 'Area'],
  ['社区', 'Community'],
  ['网格', 'Cell'],
  ['民族乡', 'Ethnic Township'],
  ['新区', 'New Area'],
  ['市', ''],
  ['区', 'District'],
  ['县', 'County'],
  ['镇', 'Town'],
  ['乡', 'Township'],
  ['村', 'Village'],
];

/**
 * English name of an area from its Chinese one: 广安门外街道 → Guang'anmenwai Subdistrict. Syllables are joined as GB/T 16159
 * has it, with an apostrophe before a, e and o. Text that is not Chinese is kept as it is.
 */
export function englishName(name: string): string {
  const trimmed = name.trim();
  if (!/\p{Script=Han}/u.test(trimmed)) return trimmed;
  const found = endings.find(([ending]) => trimmed.endsWith(ending) && trimmed.length > ending.length);
  const stem = found ? trimmed.slice(0, -found[0].length) : trimmed;
  return [spell(stem), found?.[1] ?? ''].filter(Boolean).join(' ');
}

function spell(text: string): string {
  const words = text.match(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu) ?? [];
  return words
    .map((word) => (/\p{Script=Han}/u.test(word) ? capital(join(syllables(word))) : word))
    .join(' ');
}

const syllables = (word: string): string[] => pinyin(word, { toneType: 'none', type: 'array' });
const join = (parts: readonly string[]): string =>
  parts.reduce((joined, part) => joined + (joined && /^[aeo]/.test(part) ? `'${part}` : part), '');
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
