import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { blockedPieces } from '../../../client/map/blocked.ts';
import { metresPerPixel } from '../../../client/map/scale.ts';
import { mapLayers, mapStyle, type StyleInput } from '../../../client/map/style.ts';
import { hotSeamFilter, seamKeys } from '../../../client/map/style-boundaries.ts';

const input: StyleInput = {
  theme: 'light',
  language: 'zh',
  edition: 3,
  scale: 1,
  hot: [],
  origin: 'http://localhost:3000',
  live: {},
};

describe('the map style', () => {
  test.each([
    ['light', 'zh', 1],
    ['dark', 'en', 2],
  ] as const)('is valid in %s and %s', (theme, language, scale) => {
    const style = { ...mapStyle({ ...input, theme, language, scale, hot: ['1|2'] }), 'font-faces': {} };
    expect(validateStyleMin(style as never).map(({ message }) => message)).toEqual([]);
  });

  test('asks for nothing but our own server', () => {
    const addresses = JSON.stringify(mapStyle(input)).match(/https?:\/\/[^/"]+/g) ?? [];
    expect(new Set(addresses)).toEqual(new Set(['http://localhost:3000']));
  });

  test('draws the seam that matters over the footprint it splits, and labels over both', () => {
    const order = mapLayers(input).map(({ id }) => id);
    const at = (id: string) => order.indexOf(id);
    expect(at('building')).toBeLessThan(at('boundary-district'));
    expect(at('boundary-district')).toBeLessThan(at('footprint-hatch'));
    expect(at('footprint-hatch')).toBeLessThan(at('seam-hot'));
    expect(at('seam-hot')).toBeLessThan(at('label-street'));
    expect(at('label-district')).toBeLessThan(at('whistle'));
  });

  test('names areas in the reader’s language', () => {
    const text = (language: 'zh' | 'en') =>
      JSON.stringify(mapLayers({ ...input, language }).find(({ id }) => id === 'label-district'));
    expect(text('zh')).not.toContain('nameEn');
    expect(text('en')).toContain('nameEn');
  });
});

test('seams between areas are named by both codes, the smaller first', () => {
  expect(seamKeys(['110106002', '110102020', '110102020'])).toEqual(['110102020|110106002']);
  expect(seamKeys(['3', '1', '2'])).toEqual(['1|2', '1|3', '2|3']);
  expect(JSON.stringify(hotSeamFilter(['1|2']))).toContain('1|2');
});

test('a pixel at zoom 18 covers 23 centimetres in Beijing', () => {
  expect(metresPerPixel(18, 39.9)).toBeCloseTo(0.229, 3);
});

test('names keep off the rim of a map and off boxes over it, which are covered without a gap', () => {
  const pieces = blockedPieces([{ left: 100, top: 60, right: 130, bottom: 72 }], { width: 300, height: 200 });
  const covered = (x: number, y: number) =>
    pieces.some(([px, py]) => Math.abs(px - x) <= 6 && Math.abs(py - y) <= 6);
  for (const x of [1, 77, 150, 299]) expect([covered(x, 1), covered(x, 199)]).toEqual([true, true]);
  for (const y of [1, 77, 150, 199]) expect([covered(1, y), covered(299, y)]).toEqual([true, true]);
  for (const x of [100, 113, 121, 130]) expect(covered(x, 66)).toBe(true);
  expect([covered(150, 100), covered(115, 90), covered(95, 66), covered(135, 66)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
