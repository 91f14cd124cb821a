import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { words } from '../../../client/text/words.ts';

test('Chinese and English have the same keys', () => {
  expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.zh).sort());
});

test('no word is empty', () => {
  for (const language of [words.zh, words.en])
    for (const [key, value] of Object.entries(language)) expect(value.trim(), key).not.toBe('');
});

test('both languages fill in the same blanks', () => {
  const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
  for (const [key, value] of Object.entries(words.zh))
    expect(blanks(words.en[key] ?? ''), key).toEqual(blanks(value));
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
