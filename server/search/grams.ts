import { pinyin } from 'pinyin-pro';

/** Wordings are cut off here for finding: what people search for stands at the beginning. */
const longest = 120;

/** What a wording of a place is found by beside itself: the first letters of its pinyin, and the whole of it. */
export function soundOf(place: string): { readonly initials: string; readonly spelling: string } {
  const syllables = pinyin(place.slice(0, longest), {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
  }).map((syllable) => syllable.toLowerCase().replace(/\s+/g, ''));
  return {
    initials: syllables.map((syllable) => syllable[0] ?? '').join(''),
    spelling: syllables.join(''),
  };
}

/** Pairs of neighbouring characters, each once. A word of one character has none. */
export function gramsOf(...texts: readonly string[]): readonly string[] {
  const grams = new Set<string>();
  for (const text of texts) {
    const characters = [...plain(text)];
    for (let i = 1; i < characters.length; i++) grams.add(`${characters[i - 1]}${characters[i]}`);
  }
  return [...grams];
}

/** As it is compared: lower case, without spaces. */
export const plain = (text: string): string => text.slice(0, longest).toLowerCase().replace(/\s+/g, '');
