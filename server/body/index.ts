import { pinyin } from 'pinyin-pro';
import { followsInitials } from '../../geodata/initials.ts';
import type { BodyView } from './kinds.ts';

/** Bodies by everything a person may type: name, English name, code, pinyin initials ("tpqcg" finds 太平桥城管). */
export interface BodyIndex {
  readonly byCode: ReadonlyMap<string, BodyView>;
  /** Best matches first; all of them, by code, where nothing is asked. */
  readonly find: (query: string) => readonly BodyView[];
}

export function indexBodies(bodies: readonly BodyView[]): BodyIndex {
  const letters = new Map<string, string>();
  // Thousands of bodies are made of a few hundred characters: each is looked up once.
  const initialOf = (character: string): string => {
    const known = letters.get(character);
    if (known !== undefined) return known;
    const letter = /\p{Script=Han}/u.test(character)
      ? (pinyin(character, { pattern: 'first', toneType: 'none' })[0] ?? '')
      : character.toLowerCase();
    letters.set(character, letter);
    return letter;
  };
  const entries = bodies.map((body) => ({
    body,
    initials: [...body.name].map(initialOf).join(''),
    nameEn: body.nameEn.toLowerCase(),
    code: body.code.toLowerCase(),
  }));
  return {
    byCode: new Map(bodies.map((body) => [body.code, body])),
    find(query) {
      const wanted = query.trim().toLowerCase();
      if (!wanted) return bodies;
      const latin = /^[a-z]+$/.test(wanted);
      const found = entries.flatMap(({ body, initials, nameEn, code }) => {
        if (body.name.startsWith(wanted) || code.startsWith(wanted) || initials.startsWith(wanted))
          return [{ body, quality: 0 }];
        if (body.name.includes(wanted) || nameEn.includes(wanted) || code.includes(wanted))
          return [{ body, quality: 1 }];
        return latin && followsInitials(initials, wanted) ? [{ body, quality: 2 }] : [];
      });
      return found.sort((one, other) => one.quality - other.quality).map(({ body }) => body);
    },
  };
}
