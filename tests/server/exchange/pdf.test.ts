import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Report, reportPdf } from '../../../server/exchange/pdf/report.ts';

/** A picture of one white point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9CNHoHgAAAABJRU5ErkJggg==',
  'base64',
);

const report = (rows: number, name = '广安门外街道'): Report => ({
  language: 'zh',
  title: '街道热度',
  facts: [{ name: '时间', value: '2026-02-07 至 2026-05-08' }],
  map: { png, caption: '每平方千米事件数' },
  legend: { title: '每平方千米事件数', classes: [{ colour: '#8d5aa1', bounds: '0–10', count: 3 }] },
  tables: [
    {
      title: '排名',
      columns: [
        { title: '名称', share: 3 },
        { title: '件数', share: 1, align: 'right' },
      ],
      rows: Array.from({ length: rows }, (_, i) => [name, String(1000 + i)]),
    },
  ],
  notes: ['只含西城区的事件'],
  foot: '第 {n} 页，共 {of} 页',
  at: new Date('2026-05-08T01:30:00Z'),
});

test('a report names its letters, so that its Chinese can be searched and copied', async () => {
  const letters = lettersOf(await reportPdf(report(3)));
  for (const letter of '街道热度广安门外每平方千米事件数') expect(letters).toContain(letter);
});

test('a long table goes on over pages', async () => {
  const count = async (rows: number) => /\/Count (\d+)/.exec(latin(await reportPdf(report(rows))))?.[1];
  expect(await count(3)).toBe('1');
  expect(await count(120)).toBe('4');
});

test('the same report gives the same pages whenever it is made', async () => {
  const [one, two] = [await reportPdf(report(3)), await reportPdf(report(3))];
  expect(latin(one).replace(/\/ID \[.*?\]/s, '')).toBe(latin(two).replace(/\/ID \[.*?\]/s, ''));
});

test('a name longer than its column is cut, and letters that no font has do not fail a report', async () => {
  const letters = lettersOf(await reportPdf(report(1, `𠮷${'很长的名称'.repeat(40)}`)));
  expect(letters).toContain('…');
  expect(letters).toContain('?');
});

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Every letter that the fonts of a document are mapped to, from their ToUnicode tables (ISO 32000-1, 9.10.3). */
function lettersOf(bytes: Uint8Array): string {
  const text = latin(bytes);
  let letters = '';
  for (const match of text.matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)) {
    let opened: string;
    try {
      opened = inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1');
    } catch {
      continue;
    }
    if (!opened.includes('beginbfrange')) continue;
    for (const code of opened.matchAll(/<([0-9a-fA-F]{4})>/g))
      letters += String.fromCharCode(Number.parseInt(code[1] ?? '0', 16));
  }
  return letters;
}
