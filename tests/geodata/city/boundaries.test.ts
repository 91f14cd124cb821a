import { describe, expect, test } from 'vitest';
import type { AreaFeature } from '../../../geodata/city/index.ts';
import { createCity } from '../../../geodata/city/index.ts';
import { arrange } from '../../../geodata/topology/arrange.ts';
import { findDefects } from '../../../geodata/topology/defects.ts';

const city = createCity();
const { districts, subdistricts, communities, cells } = city;

describe('the areas of the demo city', () => {
  test('are all sixteen districts and some 340 subdistricts and townships, under their real names', () => {
    expect(districts.features).toHaveLength(16);
    expect(subdistricts.features).toHaveLength(343);
    const names = new Map(subdistricts.features.map(({ properties }) => [properties.code, properties.name]));
    expect(names.get('110102020')).toBe('广安门外街道');
    expect(names.get('110106002')).toBe('太平桥街道');
    expect(names.get('110117006')).toBe('金海湖地区');
  });

  test('are communities everywhere, and cells in the six central districts', () => {
    expect(communities.features.length).toBeGreaterThan(2500);
    expect(communities.features.length).toBeLessThan(3500);
    expect(cells.features.length).toBeGreaterThan(6000);
    expect(cells.features.length).toBeLessThan(9000);
    const withCells = new Set(cells.features.map(({ properties }) => properties.code.slice(0, 6)));
    expect([...withCells].sort()).toEqual(['110101', '110102', '110105', '110106', '110107', '110108']);
  });

  test('nest by code: each names a parent that is there, which every child agrees on', () => {
    const known = new Map([
      [city.city.code, city.city.name],
      ...[districts, subdistricts, communities].flatMap(({ features }) =>
        features.map(({ properties }) => [properties.code, properties.name] as const),
      ),
    ]);
    const all = [districts, subdistricts, communities, cells].flatMap(({ features }) => features);
    const orphans = all.filter(({ properties }) => known.get(properties.parent) !== properties.parentName);
    expect(orphans).toEqual([]);
    const finer = [...communities.features, ...cells.features];
    expect(finer.filter(({ properties }) => !properties.code.startsWith(properties.parent))).toEqual([]);
  });

  test('have codes and English names of their own', () => {
    for (const { features } of [districts, subdistricts, communities, cells]) {
      expect(new Set(features.map(({ properties }) => properties.code)).size).toBe(features.length);
      const odd = features.filter(({ properties }) => !/^[A-Z][A-Za-z' .0-9-]+$/.test(properties.nameEn));
      expect(odd.map(({ properties }) => properties.nameEn)).toEqual([]);
    }
    const english = new Map(
      subdistricts.features.map(({ properties }) => [properties.name, properties.nameEn]),
    );
    expect(english.get('广安门外街道')).toBe("Guang'anmenwai");
    expect(english.get('大栅栏街道')).toBe('Dashilan');
    expect(english.get('什刹海街道')).toBe('Shichahai');
    expect(english.get('长子营镇')).toBe('Zhangziying');
    expect(english.get('长辛店街道')).toBe('Changxindian');
  });

  test('number communities and cells without a gap, the northernmost band first', () => {
    const inXicheng = communities.features.filter(({ properties }) => properties.parent === '110102020');
    expect(inXicheng.map(({ properties }) => Number(properties.code.slice(9)))).toEqual(
      inXicheng.map((_, i) => i + 1),
    );
    const middle = (feature: AreaFeature | undefined): number => {
      const ring = feature?.geometry.coordinates.flat(
        feature.geometry.type === 'Polygon' ? 1 : 2,
      ) as number[][];
      return ring.reduce((sum, position) => sum + (position[1] ?? 0) / ring.length, 0);
    };
    expect(middle(inXicheng[0])).toBeGreaterThan(middle(inXicheng.at(-1)));
  });

  test('lie about where they do: Xicheng west of Dongcheng, Haidian north-west, Fengtai south-west, Chaoyang east', () => {
    const centre = (code: string): readonly [number, number] => {
      const positions = subdistricts.features
        .filter(({ properties }) => properties.parent === code)
        .flatMap(({ geometry }) => edgesOf(geometry.coordinates).map(([a]) => a));
      const mean = (k: 0 | 1): number =>
        positions.reduce((sum, position) => sum + (position[k] ?? 0) / positions.length, 0);
      return [mean(0), mean(1)];
    };
    const [east, west, chaoyang, fengtai, haidian] = ['110101', '110102', '110105', '110106', '110108'].map(
      centre,
    ) as [
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
    ];
    expect(west[0]).toBeLessThan(east[0]);
    expect(chaoyang[0]).toBeGreaterThan(east[0]);
    expect(fengtai[1]).toBeLessThan(west[1]);
    expect(fengtai[0]).toBeLessThan(west[0]);
    expect(haidian[1]).toBeGreaterThan(west[1]);
    expect(haidian[0]).toBeLessThan(west[0]);
  });
});

describe('the lines of the demo city', () => {
  const leaves = leavesOf();

  test('are the same vertices on both sides, but for the city’s own edge and the two faults', () => {
    const lone = unmatched(leaves);
    const edge = unmatched(districts.features);
    // Finer areas break the city's edge into more pieces, all of them along the districts' one.
    const corners = new Set([...edge].flatMap((key) => key.split(' ')));
    const stray = [...lone].filter((key) => !key.split(' ').every((corner) => corners.has(corner)));
    const faults = [...city.landmarks.gap.ring, ...city.landmarks.overlap.ring].map((position) =>
      position.join(),
    );
    for (const key of stray) for (const corner of key.split(' ')) expect(faults).toContain(corner);
    // Both sides of the gap and of the overlap: three edges and one, each.
    expect(stray).toHaveLength(8);
  });

  test('make a plane without a fault but one 5 m gap and one 1 m overlap, where they are said to be', () => {
    const arranged = arrange(leaves.map(({ geometry }) => ({ polygons: polygonsOf(geometry) })));
    if ('refusal' in arranged) throw new Error(JSON.stringify(arranged.refusal));
    expect(arranged.faults).toEqual([]);
    const { gaps, overlaps } = findDefects(arranged.arrangement, { dust: 0.1, sliver: 2 });
    expect(gaps.map((gap) => gap.class)).toEqual(['wide']);
    expect(overlaps.map((overlap) => overlap.class)).toEqual(['sliver']);
    expect(gaps[0]?.bounds).toEqual(city.landmarks.gap.bounds);
    expect(overlaps[0]?.bounds).toEqual(city.landmarks.overlap.bounds);
    expect(gaps[0]?.width).toBeGreaterThan(4.4);
    expect(gaps[0]?.width).toBeLessThan(5.1);
    expect(overlaps[0]?.width).toBeGreaterThan(0.9);
    expect(overlaps[0]?.width).toBeLessThan(1.05);
  });

  test('are few enough to be drawn, and lie on the 1e-7 degree grid within the city’s bounds', () => {
    let count = 0;
    for (const { geometry } of leaves)
      for (const [[lon = 0, lat = 0]] of edgesOf(geometry.coordinates)) {
        count++;
        if (
          Math.abs(Math.round(lon * 1e7) - lon * 1e7) > 1e-5 ||
          Math.abs(Math.round(lat * 1e7) - lat * 1e7) > 1e-5
        )
          throw new Error(`${lon}, ${lat} is off the grid`);
        if (lon < 115.3 || lon > 117.6 || lat < 39.3 || lat > 41.2)
          throw new Error(`${lon}, ${lat} is far out`);
      }
    expect(count).toBeLessThan(350_000);
  });
});

function leavesOf(): AreaFeature[] {
  const divided = new Set(cells.features.map(({ properties }) => properties.parent));
  return [
    ...cells.features,
    ...communities.features.filter(({ properties }) => !divided.has(properties.code)),
  ];
}

/** Directed edges whose reverse no area has. */
function unmatched(features: readonly AreaFeature[]): Set<string> {
  const keys = new Set(
    features.flatMap(({ geometry }) =>
      edgesOf(geometry.coordinates).map(([a, b]) => `${a.join()} ${b.join()}`),
    ),
  );
  return new Set([...keys].filter((key) => !keys.has(key.split(' ').reverse().join(' '))));
}

function edgesOf(coordinates: AreaFeature['geometry']['coordinates']): [number[], number[]][] {
  const rings = (
    typeof coordinates[0]?.[0]?.[0] === 'number' ? coordinates : coordinates.flat()
  ) as number[][][];
  return rings.flatMap((ring) =>
    ring.slice(1).map((position, i): [number[], number[]] => [ring[i] as number[], position]),
  );
}

function polygonsOf(geometry: AreaFeature['geometry']): [number, number][][][] {
  return (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as [
    number,
    number,
  ][][][];
}
