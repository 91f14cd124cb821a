import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { words } from '../../../client/text/words.ts';

test('Chinese and English have the same keys', () => {
  // English has a singular of its own, Chinese has none.
  const keys = (language: object) => [
    ...new Set(Object.keys(language).map((key) => key.replace(/_one$/, '_other'))),
  ];
  expect(keys(words.en).sort()).toEqual(keys(words.zh).sort());
});

test('no word is empty', () => {
  for (const language of [words.zh, words.en])
    for (const [key, value] of Object.entries(language)) expect(value.trim(), key).not.toBe('');
});

test('English fills in no blank that Chinese does not know', () => {
  const blanks = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
  for (const [key, value] of Object.entries(words.en)) {
    const known = blanks(words.zh[key] ?? words.zh[key.replace(/_one$/, '_other')]);
    for (const blank of blanks(value)) expect(known, key).toContain(blank);
  }
});

test('no English word holds Chinese but the name of the other language', () => {
  const chinese = Object.entries(words.en).filter(([, value]) => /\p{Script=Han}/u.test(value));
  expect(chinese.map(([key]) => key)).toEqual(['account.language']);
});

test('every key that the screens ask for by name exists', () => {
  const asked = sources('client').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => ({
      path,
      key: match[1] ?? '',
    })),
  );
  const plural = (key: string) => `${key}_other`;
  expect(asked.filter(({ key }) => !(key in words.zh) && !(plural(key) in words.zh))).toEqual([]);
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}
