import { useEffect, useState } from 'react';

export type Initials = (text: string) => string;

const none: Initials = () => '';
let loaded: Initials | null = null;

/** Turns Chinese into the initials of its pinyin: 广安门外 → gamw. The dictionary is fetched on first use. */
export function useInitials(wanted: boolean): Initials {
  const [initials, setInitials] = useState<Initials>(() => loaded ?? none);
  useEffect(() => {
    if (!wanted || loaded !== null) return;
    void import('pinyin-pro').then(({ pinyin }) => {
      const known = new Map<string, string>();
      loaded = (text) => {
        const before = known.get(text);
        if (before !== undefined) return before;
        const made = pinyin(text, {
          pattern: 'first',
          toneType: 'none',
          type: 'array',
          nonZh: 'removed',
        }).join('');
        known.set(text, made);
        return made;
      };
      setInitials(() => loaded ?? none);
    });
  }, [wanted]);
  return initials;
}
