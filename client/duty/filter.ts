import { useEffect, useState } from 'react';
import { followsInitials } from '../../geodata/initials.ts';

type InitialsOf = (text: string) => string;
let loaded: InitialsOf | null = null;

/** Whether words contain what was typed, or begin with its pinyin initials; the dictionary is fetched on first use. */
export function useFilter(query: string): (...words: readonly string[]) => boolean {
  const [initialsOf, setInitialsOf] = useState<InitialsOf | null>(() => loaded);
  const wanted = query.trim().toLowerCase();
  const latin = /^[a-z]+$/.test(wanted);
  useEffect(() => {
    if (!latin || loaded !== null) return;
    void import('pinyin-pro').then(({ pinyin }) => {
      loaded = (text) =>
        pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('');
      setInitialsOf(() => loaded);
    });
  }, [latin]);
  return (...words) =>
    wanted === '' ||
    words.some(
      (word) =>
        word.toLowerCase().includes(wanted) ||
        (latin && initialsOf !== null && followsInitials(initialsOf(word), wanted)),
    );
}
