import common from './common.ts';
import type { Language } from './format.ts';

/** Words of one folder, nested at will or with dotted keys; the same keys in both languages. */
export interface Words {
  readonly zh: Tree;
  readonly en: Tree;
}
export interface Tree {
  readonly [key: string]: string | Tree;
}

/** Every folder of the client keeps its words in a text.ts of its own, its keys beginning with the folder's name. */
const folders = import.meta.glob<Readonly<Record<string, Words>>>(['../*/text.ts', '!./text.ts'], {
  eager: true,
});

/** All words of a language by dotted key: `wall.open` → 在办. */
export const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: all('zh'),
  en: all('en'),
};

function all(language: Language): Record<string, string> {
  const trees = [common, ...Object.values(folders).flatMap((folder) => Object.values(folder))];
  return Object.fromEntries(trees.flatMap((tree) => flatten(tree[language], '')));
}

function flatten(tree: Tree, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flatten(value, `${prefix}${key}.`),
  );
}
