import { describe, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import { distanceToSegment, type Point, toPlane } from '../../../geodata/city/plane.ts';
import type { Line } from '../../../geodata/geometry.ts';
import type { Holding } from '../../../geodata/jurisdiction/records.ts';

const city = createCity({ scale: 'small' });
const whole = createCity();
const { headline, parcels } = whole.landmarks;

const linesOf = ({ geometry }: Holding): Line[] =>
  (geometry.type === 'LineString'
    ? [geometry.coordinates]
    : geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flat()
      : geometry.coordinates) as unknown as Line[];

const metresFrom = (line: Line, at: Point): number =>
  Math.min(...line.slice(1).map((p, i) => distanceToSegment(at, toPlane(...(line[i] ?? p)), toPlane(...p))));

describe('what is held in the demo city', () => {
  test('is of every kind, a few hundred at most, each under a number of its own', () => {
    expect(new Set(whole.holdings.map(({ kind }) => kind))).toEqual(
      new Set(['water', 'rail', 'expressway', 'park', 'asset', 'parcel']),
    );
    expect(whole.holdings.length).toBeLessThan(300);
    expect(new Set(whole.holdings.map(({ id }) => id)).size).toBe(whole.holdings.length);
    const known = new Set(whole.holdings.map(({ id }) => id));
    expect(city.holdings.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  test('names the body in Chinese and English, and gives lines a width', () => {
    for (const { nameEn, body, width, geometry } of whole.holdings) {
      expect(nameEn).toMatch(/^[A-Z0-9]/);
      expect(body.nameEn).toMatch(/^[A-Z]/);
      expect(body.code).toMatch(/^[^\s|,]+$/);
      expect(width > 0).toBe(geometry.type.endsWith('LineString'));
    }
  });

  test('has avenues kept by the city, by a district and by a subdistrict', () => {
    const levelOf = (name: string) =>
      whole.holdings.find((one) => one.kind === 'asset' && one.name === name)?.level;
    expect(['东长安街', '王府井大街', '南锣鼓巷'].map(levelOf)).toEqual(['city', 'district', 'subdistrict']);
    expect(whole.holdings.find(({ name }) => name === '北五环路')?.kind).toBe('expressway');
  });

  test('keeps away from the building on the line, whose verdict is the two sides’ alone', () => {
    const centre = toPlane(...((headline.building.coordinates[0]?.[0] ?? []) as [number, number]));
    for (const holding of [...whole.holdings, ...city.holdings])
      for (const line of linesOf(holding))
        expect(metresFrom(line, centre) - holding.width / 2, holding.id).toBeGreaterThan(250);
  });

  test('has a street of 30 m over three parcels of three owners in one subdistrict', () => {
    expect(new Set(parcels.owners).size).toBe(3);
    const own = whole.holdings.filter(({ id }) => id.startsWith(`parcel-${parcels.subdistrict}-`));
    expect(own.map(({ body }) => body.code)).toEqual(parcels.owners);
    const wests = own.map((one) =>
      Math.min(
        ...linesOf(one)
          .flat()
          .map(([lon]) => lon),
      ),
    );
    expect(wests).toEqual([...wests].sort((a, b) => a - b));
    const [start, end] = parcels.road.coordinates as [number[], number[]];
    expect(start[0]).toBeCloseTo(wests[0] ?? 0, 6);
    expect(end[0]).toBeGreaterThan(wests[2] ?? 0);
  });
});

describe('what is recorded of its lines', () => {
  const { seamBases } = whole;

  test('names each pair once, smaller code first, with holders among the sides and only where a side can hold', () => {
    expect(new Set(seamBases.map(({ left, right }) => `${left}|${right}`)).size).toBe(seamBases.length);
    for (const { left, right, basis, holder } of seamBases) {
      expect(left < right).toBe(true);
      if (holder !== null) expect([left, right]).toContain(holder);
      if (basis === 'centreline') expect(holder).toBeNull();
    }
    expect(new Set(seamBases.map(({ basis }) => basis))).toEqual(new Set(['centreline', 'kerb', 'wallFoot']));
  });

  test('leaves the building’s line without holder and agreement, and has three agreements elsewhere', () => {
    const own = seamBases.find(({ left, right }) => left === headline.third && right === headline.twoThirds);
    expect(own).toMatchObject({ basis: 'wallFoot', holder: null, agreements: [] });
    const agreed = seamBases.filter(({ agreements }) => agreements.length > 0);
    expect(agreed).toHaveLength(3);
    for (const { left, right, agreements } of agreed)
      for (const { lead } of agreements) expect([left, right]).toContain(lead);
  });
});
