import { describe, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import type { Lonlat } from '../../../geodata/geometry.ts';
import { arrange } from '../../../geodata/topology/arrange.ts';
import { findDefects } from '../../../geodata/topology/defects.ts';

const city = createCity({ scale: 'full' });
const small = createCity({ scale: 'small' });
const { districts, subdistricts, communities, cells } = city;

describe('the full city', () => {
  test('has about as many areas as Beijing: 16 districts, 343 subdistricts, 7,000 communities, 60,000 cells', () => {
    expect(districts.features).toHaveLength(16);
    expect(subdistricts.features).toHaveLength(343);
    expect(Math.abs(communities.features.length - 7000)).toBeLessThan(200);
    expect(Math.abs(cells.features.length - 60_000)).toBeLessThan(1500);
  });

  test('divides every subdistrict into communities and every community into cells, by their codes', () => {
    const parentsOf = (layer: typeof cells): string[] => [
      ...new Set(layer.features.map(({ properties }) => properties.parent)),
    ];
    const codesOf = (layer: typeof cells): string[] =>
      layer.features.map(({ properties }) => properties.code);
    expect(parentsOf(cells)).toEqual(codesOf(communities));
    expect(parentsOf(communities)).toEqual(codesOf(subdistricts));
    expect(codesOf(communities).every((code) => /^\d{12}$/.test(code))).toBe(true);
    expect(codesOf(cells).every((code) => /^\d{15}$/.test(code))).toBe(true);
  });

  test('has the landmarks of the smaller ones', () => {
    expect(city.landmarks.headline).toEqual(small.landmarks.headline);
    expect(city.landmarks.threeDistricts).toEqual(small.landmarks.threeDistricts);
    expect(city.landmarks.gap).toEqual(small.landmarks.gap);
    expect(city.landmarks.overlap).toEqual(small.landmarks.overlap);
    expect(city.landmarks.avenue).toEqual(small.landmarks.avenue);
    expect(city.landmarks.exclave).toMatchObject({
      owner: small.landmarks.exclave.owner,
      host: small.landmarks.exclave.host,
    });
    expect(city.cases.length).toBeGreaterThanOrEqual(12);
  });

  test('makes a plane of some 850,000 vertices without a fault but the gap and the overlap', () => {
    const arranged = arrange(
      cells.features.map(({ geometry }) => ({
        polygons: (geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : geometry.coordinates) as unknown as Lonlat[][][],
      })),
    );
    if ('refusal' in arranged) throw new Error(JSON.stringify(arranged.refusal));
    expect(arranged.faults).toEqual([]);
    const { gaps, overlaps } = findDefects(arranged.arrangement, { dust: 0.1, sliver: 2 });
    expect(gaps.map(({ bounds }) => bounds)).toEqual([city.landmarks.gap.bounds]);
    expect(overlaps.map(({ bounds }) => bounds)).toEqual([city.landmarks.overlap.bounds]);
    expect(Math.abs(arranged.arrangement.vertexX.length - 850_000)).toBeLessThan(50_000);
  });
});
