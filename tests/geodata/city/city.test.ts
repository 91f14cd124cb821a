import { createHash } from 'node:crypto';
import { area, booleanIntersects, featureCollection, intersect, polygon } from '@turf/turf';
import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';

const whole = createCity();
const small = createCity({ scale: 'small' });
const until = new Date('2026-05-08T09:30:00+08:00');
const categories = ['01-01', '01-02', '03-01', '05-01', '04-01', '07-01'];
const incidents = small.incidents({ count: 20_000, days: 90, until, categories });

describe('the demo city', () => {
  test('is the same bytes for the same seed, and another city for another', () => {
    const digest = (seed: number): string => {
      const { incidents: past, ...rest } = createCity({ scale: 'small', seed });
      const rows = past({ count: 500, days: 30, until, categories });
      return createHash('sha256')
        .update(JSON.stringify([rest, rows]))
        .digest('hex');
    };
    const first = digest(1);
    expect(digest(1)).toBe(first);
    expect(digest(2)).not.toBe(first);
  });

  test('has the same codes and landmarks when small', () => {
    const codes = new Set(
      [...whole.communities.features, ...whole.cells.features].map(({ properties }) => properties.code),
    );
    const strange = [...small.communities.features, ...small.cells.features]
      .map(({ properties }) => properties.code)
      .filter((code) => !codes.has(code));
    expect(strange).toEqual([]);
    expect(small.landmarks.headline).toEqual(whole.landmarks.headline);
    expect(small.landmarks.threeDistricts).toEqual(whole.landmarks.threeDistricts);
    expect(small.landmarks.gap).toEqual(whole.landmarks.gap);
    expect(small.landmarks.overlap).toEqual(whole.landmarks.overlap);
    expect(small.landmarks.exclave.ring).toEqual(whole.landmarks.exclave.ring);
  });

  test('holds for other seeds: every subdistrict stays in one piece around its lines', () => {
    for (const seed of [2, 3, 4])
      expect(createCity({ scale: 'small', seed }).subdistricts.features.length).toBe(87);
  });

  test('has streets of three ranks, named in Chinese and English', () => {
    const { lanes } = small;
    expect(new Set(lanes.map((lane) => lane.class))).toEqual(new Set(['arterial', 'secondary', 'lane']));
    for (const { name, nameEn, width, lines } of lanes) {
      expect(name.length).toBeGreaterThan(1);
      expect(nameEn).toMatch(/^[A-Z0-9]/);
      expect(width).toBeGreaterThan(0);
      for (const line of lines) expect(line.length).toBeGreaterThan(1);
    }
    const names = new Map(lanes.map(({ name, nameEn }) => [name, nameEn]));
    expect(names.get('小马厂路')).toBe('Xiaomachang Road');
    expect(names.get('西二环路')).toBe('West 2nd Ring Road');
    expect(names.get('广安门外大街')).toBe("Guang'anmen Outer Street");
  });

  test('has parks, water, railways and buildings, each closed ring a ring', () => {
    const { ground } = small;
    expect(new Set(ground.map((one) => one.class))).toEqual(new Set(['park', 'water', 'building', 'rail']));
    expect(ground.map((one) => one.name)).toEqual(
      expect.arrayContaining(['颐和园', '昆明湖', '天坛公园', '东货场']),
    );
    for (const { class: rank, geometry, storeys } of ground) {
      expect(storeys > 0).toBe(rank === 'building');
      if (geometry.type === 'Polygon')
        for (const ring of geometry.coordinates) expect(String(ring[0])).toBe(String(ring.at(-1)));
    }
  });
});

describe('its incidents', () => {
  test('are as many as asked, none before the first day or after the last instant', () => {
    expect(incidents).toHaveLength(20_000);
    const first = until.getTime() - 90 * 86_400_000;
    const wrong = incidents.filter(
      ({ occurredAt, respondedAt, closedAt }) =>
        occurredAt.getTime() <= first ||
        occurredAt > until ||
        (respondedAt && respondedAt <= occurredAt) ||
        (closedAt && (!respondedAt || closedAt <= respondedAt)),
    );
    expect(wrong).toEqual([]);
  });

  test('keep the day’s and the week’s rhythm of Beijing', () => {
    const local = incidents.map(({ category, occurredAt }) => ({
      category,
      at: new Date(occurredAt.getTime() + 8 * 3_600_000),
    }));
    const between = (category: string, from: number, to: number): number =>
      local.filter(
        ({ category: own, at }) => own === category && at.getUTCHours() >= from && at.getUTCHours() < to,
      ).length;
    expect(between('01-01', 8, 12)).toBeGreaterThan(5 * between('01-01', 0, 4));
    expect(between('03-01', 21, 24)).toBeGreaterThan(3 * between('03-01', 9, 12));
    const weekday = (day: number): number =>
      local.filter(({ category, at }) => category === '05-01' && at.getUTCDay() === day).length;
    expect(weekday(3)).toBeGreaterThan(1.3 * weekday(0));
  });

  test('gather on seams and at hot spots', () => {
    const seams = incidents.filter(({ place }) => place.endsWith('交界')).length;
    expect(seams / incidents.length).toBeGreaterThan(0.08);
    expect(seams / incidents.length).toBeLessThan(0.6);
    const places = new Map<string, number>();
    for (const { place } of incidents) places.set(place, (places.get(place) ?? 0) + 1);
    const busiest = [...places.values()].sort((a, b) => b - a);
    const tenth = busiest.slice(0, Math.ceil(busiest.length / 10)).reduce((sum, n) => sum + n, 0);
    expect(tenth / incidents.length).toBeGreaterThan(0.3);
  });

  test('are mostly answered and settled, and those on a seam take longer', () => {
    const hours = (some: typeof incidents): number => {
      const took = some.flatMap(({ occurredAt, closedAt }) =>
        closedAt ? [closedAt.getTime() - occurredAt.getTime()] : [],
      );
      return took.sort((a, b) => a - b)[took.length >> 1] as number;
    };
    expect(incidents.filter(({ closedAt }) => closedAt).length / incidents.length).toBeGreaterThan(0.95);
    const onSeam = (place: string): boolean => place.endsWith('交界');
    expect(hours(incidents.filter(({ place }) => onSeam(place)))).toBeGreaterThan(
      1.2 * hours(incidents.filter(({ place }) => !onSeam(place))),
    );
  });

  test('need at least one category', () => {
    expect(() => small.incidents({ count: 1, days: 1, until, categories: [] })).toThrow(/categories/);
  });
});

describe('its whistles under way', () => {
  const { cases } = whole;

  test('are a dozen or so, of all three kinds, at every stage', () => {
    expect(cases.length).toBeGreaterThanOrEqual(12);
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(['enforcement', 'priority', 'emergency']));
    expect(cases.filter(({ kind }) => kind === 'emergency')).toHaveLength(1);
    expect(cases.some(({ fedBack, verified }) => fedBack && verified)).toBe(true);
    expect(
      cases.some(
        ({ kind, blownMinutesAgo, fedBack }) => kind === 'enforcement' && blownMinutesAgo > 60 && !fedBack,
      ),
    ).toBe(true);
    for (const { checkIns } of cases) expect(checkIns).toEqual([...checkIns].sort((a, b) => a - b));
  });

  test('lie on a line or off it as they are told: five of them are joint, one runs along a line, the rest are one subdistrict’s', () => {
    const along = cases.filter(({ geometry }) => geometry.type === 'LineString');
    expect(along.map(({ place, width }) => [place, width])).toEqual([['和德北路', 8]]);
    const joint = cases
      .filter(({ geometry }) => geometry.type === 'Polygon')
      .map(({ place, geometry }) => ({ place, sides: sidesOf(geometry as Polygon) }))
      .filter(({ sides }) => sides.length > 1);
    expect(joint.map(({ place, sides }) => `${place} ${sides.sort().join(' ')}`)).toEqual([
      '学院南路口 110102010 110108008',
      '三路居路 110102020 110106002',
      '货场北路三方交界处 110102020 110106002 110108003',
      '美术馆东街 110101002 110101006',
      '新街口外大街 110102010 110108008',
    ]);
  });
});

/** Codes of the subdistricts that hold more than 5 % of a footprint. */
function sidesOf(footprint: Polygon): string[] {
  const shape = polygon(footprint.coordinates);
  return whole.subdistricts.features
    .filter((one) => booleanIntersects(one, shape))
    .filter((one) => {
      const part = intersect(featureCollection([one, shape]));
      return part && area(part) > 0.05 * area(shape);
    })
    .map(({ properties }) => properties.code);
}
