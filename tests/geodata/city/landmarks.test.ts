import { area, booleanPointInPolygon, distance, featureCollection, intersect, polygon } from '@turf/turf';
import { describe, expect, test } from 'vitest';
import type { AreaFeature } from '../../../geodata/city/index.ts';
import { createCity } from '../../../geodata/city/index.ts';
import { metresPerRadian } from '../../../geodata/topology/ellipsoid.ts';

const city = createCity({ scale: 'small' });
const { landmarks } = city;
const subdistrict = (code: string): AreaFeature => {
  const found = city.subdistricts.features.find(({ properties }) => properties.code === code);
  if (!found) throw new Error(`no subdistrict ${code}`);
  return found;
};

describe('the building on the line', () => {
  const { building, feature, third, twoThirds } = landmarks.headline;

  test('has 2,000.0 m², 40 m by 50 m, and stands near 116.320 E 39.894 N', () => {
    expect(Math.abs(localArea(building.coordinates[0] as number[][]) - 2000)).toBeLessThan(0.05);
    const [a, b, c] = building.coordinates[0] as [number[], number[], number[]];
    expect(distance(a, b, { units: 'meters' })).toBeCloseTo(40, 0);
    expect(distance(b, c, { units: 'meters' })).toBeCloseTo(50, 0);
    expect(distance(a, [116.32, 39.894], { units: 'meters' })).toBeLessThan(50);
  });

  test('is one third Guang’anmenwai’s and two thirds Taipingqiao’s', () => {
    const share = (code: string): number => {
      const part = intersect(featureCollection([feature, subdistrict(code)]));
      return part ? area(part) / area(feature) : 0;
    };
    expect(third).toBe('110102020');
    expect(twoThirds).toBe('110106002');
    expect(Math.abs(share(third) - 1 / 3)).toBeLessThan(1e-4);
    expect(Math.abs(share(twoThirds) - 2 / 3)).toBeLessThan(1e-4);
  });

  test('is no longer there to be blown: the sample whistles leave it to a person', () => {
    for (const { geometry } of city.cases)
      if (geometry.type === 'Polygon')
        expect(intersect(featureCollection([feature, polygon(geometry.coordinates)]))).toBeNull();
  });

  test('stands on the map, among its neighbours', () => {
    const shapes = city.ground.filter((ground) => ground.class === 'building');
    expect(
      shapes.some(({ geometry }) =>
        sameRing(geometry.coordinates[0] as number[][], building.coordinates[0] as number[][]),
      ),
    ).toBe(true);
    expect(
      shapes.filter(
        ({ geometry }) =>
          distance(firstOf(geometry.coordinates), [116.32, 39.894], { units: 'meters' }) < 200,
      ).length,
    ).toBeGreaterThan(40);
  });
});

describe('other landmarks', () => {
  test('three subdistricts of three districts meet at a vertex they share', () => {
    const { at, subdistricts } = landmarks.threeDistricts;
    expect(new Set(subdistricts.map((code) => code.slice(0, 6))).size).toBe(3);
    for (const code of subdistricts)
      expect(ringsOf(subdistrict(code)).flat().map(String)).toContain(String(at));
    expect(distance(at as [number, number], [116.32, 39.894], { units: 'meters' })).toBeLessThan(150);
  });

  test('the exclave is a few hectares of one district inside another', () => {
    const { owner, host, ring, code } = landmarks.exclave;
    const plot = polygon([ring.map((p) => [...p])]);
    expect(owner.slice(0, 6)).not.toBe(host.slice(0, 6));
    expect(area(plot)).toBeGreaterThan(30_000);
    expect(area(plot)).toBeLessThan(60_000);
    expect(code.startsWith(owner)).toBe(true);
    expect(subdistrict(owner).geometry.type).toBe('MultiPolygon');
    expect(intersect(featureCollection([plot, subdistrict(host)]))).toBeNull();
    const inside = intersect(featureCollection([plot, subdistrict(owner)]));
    expect(inside && area(inside) / area(plot)).toBeCloseTo(1, 6);
    const hole = ringsOf(subdistrict(host)).slice(1).flat().map(String);
    for (const corner of ring) expect(hole).toContain(String(corner));
  });

  test('an avenue runs on the line between two districts', () => {
    const { lines, name, districts } = landmarks.avenue;
    expect(city.lanes.find((lane) => lane.name === name)?.class).toBe('arterial');
    expect(lines.length).toBeGreaterThan(0);
    for (const code of districts) {
      const district = city.districts.features.find(
        ({ properties }) => properties.code === code,
      ) as AreaFeature;
      const corners = new Set(ringsOf(district).flat().map(String));
      for (const position of lines.flat()) expect(corners).toContain(String(position));
    }
  });

  test('the gap belongs to nobody, the overlap to two', () => {
    const owners = (ring: readonly (readonly number[])[]): number => {
      const [west, east] = [ring[0], ring[2]] as [number[], number[]];
      const middle = [((west[0] ?? 0) + (east[0] ?? 0)) / 2, ((west[1] ?? 0) + (east[1] ?? 0)) / 2];
      return city.subdistricts.features.filter((feature) => booleanPointInPolygon(middle, feature)).length;
    };
    expect(owners(landmarks.gap.ring)).toBe(0);
    expect(owners(landmarks.overlap.ring)).toBe(2);
  });
});

/** Square metres by the radii of curvature at the ring's latitude: right within 1e-6 for a building. */
function localArea(ring: number[][]): number {
  const [lon0 = 0, lat0 = 0] = ring[0] ?? [];
  const { north, east } = metresPerRadian(lat0);
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a = 0, b = 0] = ring[i - 1] ?? [];
    const [c = 0, d = 0] = ring[i] ?? [];
    twice += (a - lon0) * (d - lat0) - (c - lon0) * (b - lat0);
  }
  return (twice / 2) * north * east * (Math.PI / 180) ** 2;
}

const sameRing = (a: number[][], b: number[][]): boolean =>
  a.length === b.length && a.every((p, i) => String(p) === String(b[i]));

const firstOf = (coordinates: unknown): [number, number] => {
  let at = coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return at as [number, number];
};

const ringsOf = ({ geometry }: AreaFeature): number[][][] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
