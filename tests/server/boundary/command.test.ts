import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../server/boundary/arguments.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import { printReport, speechOf } from '../../../server/boundary/print.ts';
import { acceptable } from '../../../server/boundary/report.ts';
import { fourSquares, layerOf } from './squares.ts';

const needed = [
  'a/boundaries.geojson',
  '--level',
  'subdistrict',
  '--code',
  'XZQDM',
  '--name',
  'XZQMC',
  '--crs',
  'cgcs2000',
];
const read = (...more: string[]) => readArguments([...needed, ...more]);
const wrong = (result: ReturnType<typeof readArguments>): string =>
  'wrong' in result ? result.wrong.en : 'nothing';

describe('the command line', () => {
  test('is a dry run that accepts nothing, unless told otherwise', () => {
    expect(read()).toMatchObject({
      command: {
        file: 'a/boundaries.geojson',
        commit: false,
        publish: false,
        accept: [],
        read: { level: 'subdistrict', source: 'boundaries.geojson' },
      },
    });
    expect(read('--commit', '--publish', '--accept', 'all', '--city', '110000:北京市')).toMatchObject({
      command: {
        commit: true,
        publish: true,
        accept: acceptable,
        read: { city: { code: '110000', name: '北京市' } },
      },
    });
  });

  test('accepts errors by name, and says which names there are', () => {
    expect(read('--accept', 'gap,faulty-ring')).toMatchObject({
      command: { accept: ['gap', 'faulty-ring'] },
    });
    expect(wrong(read('--accept', 'gap,typo'))).toMatch(/typo; it takes faulty-ring, gap, .* or all/);
    expect(wrong(read('--accept', 'broken'))).toContain('does not know broken');
  });

  test('publishes a draft stored before, by its number', () => {
    expect(readArguments(['--publish-draft', '7'])).toEqual({ publishDraft: { draft: 7, accept: [] } });
    expect(readArguments(['--publish-draft', '7', '--accept', 'gap'])).toEqual({
      publishDraft: { draft: 7, accept: ['gap'] },
    });
    expect(wrong(readArguments(['--publish-draft', 'seven']))).toContain('got seven');
    expect(wrong(readArguments(['--publish-draft', '7', '--accept', 'typo']))).toContain(
      'does not know typo',
    );
    expect(wrong(read('--publish-draft', '7'))).toContain('without a file');
  });

  test('says what is missing or wrong', () => {
    expect(wrong(readArguments(needed.slice(1)))).toContain('One file is wanted');
    expect(wrong(readArguments(needed.filter((_, i) => i !== 3 && i !== 4)))).toBe('--code is missing');
    expect(wrong(readArguments(needed.map((word) => (word === 'subdistrict' ? 'street' : word))))).toContain(
      'got street',
    );
    expect(wrong(read('--publish'))).toBe('--publish needs --commit');
    expect(wrong(read('--city', '北京市'))).toContain('CODE:NAME');
    expect(wrong(read('--parent-name', 'district'))).toBe('--parent-name needs --parent');
    expect(wrong(read('--frobnicate'))).toContain('frobnicate');
    expect(readArguments(['--help'])).toEqual({ help: true });
  });
});

describe('the report on a terminal', () => {
  const report = (() => {
    const built = buildEdition([
      layerOf('subdistrict', [
        ...fourSquares,
        { ...fourSquares[0], code: null, shape: fourSquares[0]?.shape ?? [] },
      ]),
    ]);
    if ('refusal' in built) throw new Error(built.refusal.en);
    return built.report;
  })();

  test('speaks the language of its locale, and both where that says neither', () => {
    expect(speechOf({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(speechOf({ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB' })).toBe('en');
    expect(speechOf({ LANG: 'C' })).toBe('both');
    expect(printReport(report, 'zh')).toContain('缺编码');
    expect(printReport(report, 'en')).not.toMatch(/缺编码/);
    expect(printReport(report, 'both')).toContain('缺编码 missing codes');
  });

  test('tells every kind with its number, and the place of what was found', () => {
    const lines = printReport(report, 'en').split('\n');
    expect(lines.find((line) => line.includes('missing-code'))).toMatch(/● missing codes +missing-code +1/);
    expect(lines.find((line) => line.includes('faulty-ring'))).toMatch(/○ faulty rings +faulty-ring +0/);
    expect(lines.some((line) => line.includes('116.00000, 39.10000'))).toBe(true);
    expect(
      lines.some((line) => line.startsWith('as an edition: 1 city · 2 district · 4 subdistrict · 4 seams')),
    ).toBe(true);
  });
});
