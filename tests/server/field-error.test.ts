import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldError } from '../../server/field-error.ts';
import { chinese } from '../../server/field-words.ts';

const schema = z.object({
  kind: z.enum(['priority', 'emergency']),
  accuracy: z.number().min(0).max(500),
  note: z.string().min(1).max(10),
  parties: z.array(z.object({ code: z.string().regex(/^\d{6}$/, 'must be an area code') })).max(2),
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  password: z.string().max(10).optional(),
  count: z.int().optional(),
});
const faults = (given: unknown) =>
  Object.fromEntries(
    (schema.safeParse(given).error?.issues ?? []).map((issue) => {
      const { pointer, got, detail } = fieldError('json', given, issue);
      return [pointer, { got, zh: detail.zh, en: detail.en }];
    }),
  );
const good = { kind: 'priority', accuracy: 5, note: 'x', parties: [] };

test('a wrong value is named with its field, what was got and what was wanted, in both languages', () => {
  expect(faults({ ...good, kind: 'urgent', accuracy: 900 })).toEqual({
    '#/kind': {
      got: '"urgent"',
      zh: '哨的种类：应为以下之一："priority", "emergency"，得到 "urgent"',
      en: 'kind must be one of "priority", "emergency", got "urgent"',
    },
    '#/accuracy': {
      got: '900',
      zh: '精度：不能大于 500，得到 900',
      en: 'accuracy must be 500 or less, got 900',
    },
  });
});

test('a missing value, a wrong kind and a wrong form say what was wanted', () => {
  const { note: _, ...without } = good;
  const found = faults({ ...without, accuracy: '5', occurredAt: 'yesterday', count: 1.5 });
  expect(found['#/note']).toEqual({ got: undefined, zh: '说明：应为文字', en: 'note must be a text' });
  expect(found['#/accuracy']?.zh).toBe('精度：应为数字，得到 "5"');
  expect(found['#/occurredAt']?.en).toContain(
    'an instant with offset such as 2026-05-08T09:30:00+08:00, got "yesterday"',
  );
  expect(found['#/count']?.zh).toBe('count：应为整数，得到 1.5');
});

test('a fault deep inside has its path, and our own words are in Chinese too', () => {
  const found = faults({ ...good, parties: [{ code: '110102' }, { code: 'x' }] });
  expect(found['#/parties/1/code']?.zh).toContain('应为辖区编码');
});

test('lists say how many they may have and how many there are', () => {
  const parties = [1, 2, 3].map(() => ({ code: '110102' }));
  expect(faults({ ...good, parties })['#/parties']).toEqual({
    got: '[3]',
    zh: 'parties：最多 2 项，得到 [3]',
    en: 'parties must have at most 2 items, got [3]',
  });
});

test('long values are cut and passwords are never repeated', () => {
  const long = faults({ ...good, note: '长'.repeat(500), password: 'hunter2-hunter2' });
  expect(long['#/note']?.got).toHaveLength(81);
  expect(JSON.stringify(long)).not.toContain('hunter2');
  expect(long['#/password']?.zh).toBe('密码：最多 10 个字符');
});

test('every word of our schemas is there in Chinese', () => {
  const said = readdirSync('server', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^(config|field-)/.test(name))
    .flatMap((name) =>
      [...readFileSync(join('server', name), 'utf8').matchAll(/'(must [^'\n]+)'/g)].map((m) => m[1] ?? ''),
    );
  expect(
    [...new Set(said)].filter((message) => !(message in chinese)),
    'add these to server/field-words.ts',
  ).toEqual([]);
});
