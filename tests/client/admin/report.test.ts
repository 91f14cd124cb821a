import { describe, expect, test } from 'vitest';
import { changedCount, groupChanges, namesIn } from '../../../client/admin/differences.ts';
import {
  canAccept,
  defectOf,
  lookOf,
  orderFindings,
  placeOf,
  standingOf,
} from '../../../client/admin/findings.ts';
import { insetView, pathOf } from '../../../client/admin/inset-view.ts';
import { labelPoint } from '../../../client/admin/label-point.ts';
import { change, defect, finding, item, square } from './editions.ts';

describe('the report', () => {
  test('names what stands in the way first, then what was accepted, warnings, and what passed', () => {
    const kinds = orderFindings([
      finding({ kind: 'faulty-ring', count: 0 }),
      finding({ kind: 'sliver', severity: 'warning', count: 3 }),
      finding({ kind: 'gap', count: 2, accepted: true }),
      finding({ kind: 'missing-code' }),
      finding({ kind: 'overlap' }),
      finding({ kind: 'dust', severity: 'warning', count: 0 }),
    ]).map(({ kind }) => kind);
    expect(kinds).toEqual(['overlap', 'missing-code', 'gap', 'sliver', 'faulty-ring', 'dust']);
  });

  test('keeps a check that found nothing as passed, whatever its severity', () => {
    expect(standingOf(finding({ count: 0 }))).toBe('passed');
    expect(standingOf(finding({ accepted: true }))).toBe('accepted');
    expect(standingOf(finding({ severity: 'warning' }))).toBe('warning');
    expect(standingOf(finding({}))).toBe('error');
  });

  test('lets every error be accepted but a partition that does not hold together', () => {
    expect(canAccept(finding({ kind: 'gap' }))).toBe(true);
    expect(canAccept(finding({ kind: 'broken' }))).toBe(false);
    expect(canAccept(finding({ kind: 'gap', accepted: true }))).toBe(false);
    expect(canAccept(finding({ kind: 'sliver', severity: 'warning' }))).toBe(false);
  });
});

describe('an item of the report', () => {
  const gaps = [
    defect({ area: 4_963_483 }, square([116.4, 39.9])),
    defect({ area: 1_125_990 }, square([116.4, 39.9], 0.001)),
    defect({ kind: 'overlap', area: 1_125_990 }, square([116.4, 39.9])),
  ];

  test('is drawn by the defect of its kind and size at its place', () => {
    expect(defectOf('gap', item({ area: 1_125_990.4 }), gaps)).toBe(gaps[1]);
    expect(defectOf('overlap', item({ area: 1_125_990 }), gaps)).toBe(gaps[2]);
  });

  test('has no drawing where none of its kind lies at its place', () => {
    expect(defectOf('sliver', item({}), gaps)).toBeNull();
    expect(defectOf('gap', item({ area: 4_963_483, at: [117, 39.9] }), gaps)).toBeNull();
  });

  test('is looked for where its drawing lies, else around its point', () => {
    const drawn = placeOf(item({}), gaps[0] ?? null)?.map((degrees) => degrees.toFixed(6));
    expect(drawn).toEqual(['116.399000', '39.899000', '116.401000', '39.901000']);
    const [west = 0, , east = 0] = placeOf(item({}), null) ?? [];
    expect((west + east) / 2).toBeCloseTo(116.4, 9);
    expect(placeOf(item({ at: null }), null)).toBeNull();
  });

  test('is hatched where land is at fault, dotted where a whole feature is, and a mark where it has no surface', () => {
    expect(lookOf(defect({ kind: 'gap' }))).toBe('hatch');
    expect(lookOf(defect({ kind: 'duplicate-code' }))).toBe('dots');
    expect(lookOf(defect({ kind: 'faulty-ring' }, { type: 'Point', coordinates: [116.4, 39.9] }))).toBe(
      'mark',
    );
    expect(lookOf(defect({ kind: 'orphan' }, null))).toBe('mark');
  });
});

describe('the difference', () => {
  test('lists areas under what matters most of what happened, larger turnover first', () => {
    const groups = groupChanges({
      areas: [
        change({ code: 'a', gained: 10 }),
        change({ code: 'b', gained: 5, lost: 20 }),
        change({ code: 'c', level: 'district', gained: 900 }),
        change({ code: 'd', kind: 'renamed' }),
      ],
    });
    expect(groups.find(({ kind }) => kind === 'moved')?.areas.map(({ code }) => code)).toEqual([
      'b',
      'a',
      'c',
    ]);
    expect(groups.find(({ kind }) => kind === 'renamed')?.areas).toHaveLength(1);
    expect(groups.map(({ kind }) => kind)).toContain('reparented');
  });

  test('counts areas of the level compared only', () => {
    const areas = [change({}), change({ level: 'district' })];
    expect(changedCount({ areas, level: 'subdistrict' })).toBe(1);
    expect(changedCount({ areas, level: null })).toBe(2);
  });

  test('knows the names of those who gave and took land', () => {
    const names = namesIn(
      { areas: [change({ from: [{ code: 'x', name: '乙街道', nameEn: 'Yi', area: 1 }] })] },
      ({ nameEn }) => nameEn,
    );
    expect([...names]).toEqual([
      ['x', 'Yi'],
      ['110102001', 'Jia'],
    ]);
  });
});

describe('the card over the map', () => {
  test('shows a place with land around it, north up', () => {
    const view = insetView([116.399, 39.899, 116.401, 39.901], 300, 190);
    const [west, south, east, north] = view.bounds;
    expect(west).toBeLessThan(116.399);
    expect(east).toBeGreaterThan(116.401);
    expect([(west + east) / 2, (south + north) / 2].map((x) => x.toFixed(6))).toEqual([
      '116.400000',
      '39.900000',
    ]);
    expect(view.place([116.4, 39.9]).map(Math.round)).toEqual([150, 95]);
    expect(view.place([116.4, north])[1]).toBeCloseTo(0, 6);
  });

  test('shows some land around a point too', () => {
    const view = insetView([116.4, 39.9, 116.4, 39.9], 300, 190);
    expect(view.bounds[2]).toBeGreaterThan(view.bounds[0]);
  });

  test('draws every ring of a shape, and nothing of a point', () => {
    const view = insetView([116.399, 39.899, 116.401, 39.901], 300, 190);
    const shape = square([116.4, 39.9]);
    expect(
      pathOf({ type: 'MultiPolygon', coordinates: [shape.coordinates, shape.coordinates] }, view).match(/M/g),
    ).toHaveLength(2);
    expect(pathOf({ type: 'Point', coordinates: [116.4, 39.9] }, view)).toBe('');
  });
});

describe('the place of a name', () => {
  test('is inside the shape, in its largest part', () => {
    const large = square([116.4, 39.9], 0.1);
    const small = square([116.8, 39.9], 0.01);
    const [lon, lat] = labelPoint({
      type: 'MultiPolygon',
      coordinates: [small.coordinates, large.coordinates],
    });
    expect(lon).toBeCloseTo(116.4, 6);
    expect(lat).toBeCloseTo(39.9, 2);
  });

  test('keeps out of a hole in the middle', () => {
    const ring = square([116.4, 39.9], 0.1);
    const hole = square([116.4, 39.9], 0.04);
    const [lon] = labelPoint({ type: 'Polygon', coordinates: [...ring.coordinates, ...hole.coordinates] });
    expect(Math.abs(lon - 116.4)).toBeGreaterThan(0.02);
  });
});
