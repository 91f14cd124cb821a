import { beforeAll, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import { readGeoJson } from '../../../geodata/read/geojson.ts';
import { lineLength } from '../../../geodata/topology/ellipsoid.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import type { BuiltEdition } from '../../../server/boundary/draw-edition.ts';
import { acceptable } from '../../../server/boundary/report.ts';
import type { SeamLine } from '../../../server/boundary/seam-lines.ts';
import { deriveSeams } from '../../../server/seam/derive.ts';

let edition: BuiltEdition;
let seams: readonly SeamLine[];
beforeAll(() => {
  const city = createCity({ scale: 'small' });
  const layers = city.layers.map(({ level, features }) => {
    const fields = {
      code: 'code',
      name: 'name',
      nameEn: 'nameEn',
      parent: 'parent',
      parentName: 'parentName',
    };
    const read = readGeoJson(features, { level, ...fields, city: city.city, crs: 'wgs84', source: level });
    if ('refusal' in read) throw new Error(read.refusal.message.en);
    return read.layer;
  });
  const built = buildEdition(layers, { accept: acceptable });
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  edition = built.edition;
  seams = deriveSeams(edition);
});

test('the seams of a city lie between subdistricts, each key once, the smaller code on the left', () => {
  const levels = new Map(edition.areas.map(({ code, level }) => [code, level]));
  expect(seams.length).toBeGreaterThan(200);
  expect(new Set(seams.map(({ key }) => key)).size).toBe(seams.length);
  for (const { key, left, right, level } of seams) {
    expect(left < right).toBe(true);
    expect(key.replace(/#\d+$/, '')).toBe(`${left}|${right}`);
    expect([levels.get(left), levels.get(right)]).toEqual(['subdistrict', 'subdistrict']);
    expect(level).toBe(left.slice(0, 6) === right.slice(0, 6) ? 'subdistrict' : 'district');
  }
});

test('together they are as long as the finest seams that separate subdistricts, and each as long as its shape', () => {
  const subdistrict = (code: string) => code.slice(0, 9);
  const finest = edition.seams
    .filter(({ left, right }) => subdistrict(left) !== subdistrict(right))
    .reduce((sum, { length }) => sum + length, 0);
  const whole = seams.reduce((sum, { length }) => sum + length, 0);
  expect(Math.abs(whole / finest - 1)).toBeLessThan(1e-3);
  for (const { lines, length } of seams)
    expect(lines.reduce((sum, line) => sum + lineLength(line), 0)).toBeCloseTo(length, 3);
});

test('two subdistricts that meet along several lines have one seam for each', () => {
  const several = seams.filter(({ key }) => key.includes('#'));
  expect(several.length).toBeGreaterThan(0);
  for (const { key, left, right } of several)
    expect(seams.filter((seam) => seam.left === left && seam.right === right).length).toBeGreaterThanOrEqual(
      Number(key.split('#')[1]),
    );
});
