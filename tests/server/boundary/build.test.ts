import { describe, expect, test } from 'vitest';
import type { BoundaryLayer } from '../../../geodata/read/layer.ts';
import { type BuildOptions, buildEdition } from '../../../server/boundary/build.ts';
import type { BuiltEdition } from '../../../server/boundary/draw-edition.ts';
import type { FindingKind, ImportReport } from '../../../server/boundary/report.ts';
import { box, fourSquares, layerOf, type Row } from './squares.ts';

function build(layers: readonly BoundaryLayer[], options: BuildOptions = {}) {
  const built = buildEdition(layers, options);
  if ('refusal' in built) throw new Error(built.refusal.en);
  return built;
}
const subdistricts = (...rows: readonly Row[]) => [layerOf('subdistrict', rows)];
const found = (report: ImportReport, kind: FindingKind) => {
  const one = report.findings.find((finding) => finding.kind === kind);
  if (!one) throw new Error(`the report has no line for ${kind}`);
  return one;
};
const inForce = ({ edition }: { edition: BuiltEdition | null }) => {
  if (!edition) throw new Error('no edition was made');
  const { areas, leaves, arrangement } = edition;
  return { edition: 1, areas, leaves, arrangement };
};
const [first, second, third, fourth] = fourSquares as [Row, Row, Row, Row];

describe('boundaries that fit', () => {
  const { report, edition } = build(subdistricts(...fourSquares));

  test('make an edition of their level and of those above, by parent key', () => {
    expect(report.errors + report.warnings).toBe(0);
    expect(report.edition?.areas).toEqual({ city: 1, district: 2, subdistrict: 4 });
    expect(edition?.areas[0]).toMatchObject({
      code: '110000',
      name: '北京市',
      nameEn: 'Beijing',
      parent: null,
    });
    expect(edition?.leaves).toEqual(['110102001', '110102002', '110106001', '110106002']);
    const sizes = new Map(edition?.boundaries.map(({ area, size }) => [area.code, size]));
    expect((sizes.get('110102001') ?? 0) + (sizes.get('110102002') ?? 0)).toBeCloseTo(
      sizes.get('110102') ?? 0,
      3,
    );
  });

  test('have a line in the report for every kind, zero or not', () => {
    expect(report.findings).toHaveLength(12);
    expect(report.findings.every(({ count }) => count === 0)).toBe(true);
  });

  test('share seams at the highest level at which the sides differ', () => {
    const seams = Object.fromEntries(edition?.seams.map(({ key, level }) => [key, level]) ?? []);
    expect(seams).toEqual({
      '110102001|110102002': 'subdistrict',
      '110102001|110106001': 'district',
      '110102002|110106002': 'district',
      '110106001|110106002': 'subdistrict',
    });
    expect(edition?.seams[0]?.length).toBeGreaterThan(11_000);
  });

  test('give the same edition in whatever order they come', () => {
    const again = build(subdistricts(fourth, second, third, first));
    expect(again.edition).toEqual(edition);
  });

  test('have a label inside', () => {
    for (const { label } of edition?.boundaries ?? []) expect(label).not.toBeNull();
  });
});

describe('faults', () => {
  test('a bay in the outline is no gap', () => {
    const { report } = build(subdistricts(first, second, third, { ...fourth, shape: box(11, 0, 20, 10) }));
    expect(report.errors).toBe(0);
  });

  test('a gap is an error with its size, its place and its neighbours', () => {
    const enclosed = build(subdistricts(first, second, third, { ...fourth, shape: ringWithHole() }));
    const gap = found(enclosed.report, 'gap');
    expect(gap).toMatchObject({ severity: 'error', accepted: false, count: 1 });
    expect(gap.area).toBeGreaterThan(900_000);
    expect(gap.items[0]).toMatchObject({ codes: ['110106002'] });
    expect(gap.items[0]?.at?.[0]).toBeCloseTo(116.155, 2);
    expect(enclosed.report.errors).toBe(1);
  });

  test('an overlap from 0.1 m on is an error, dust is a warning', () => {
    const by = (hundredths: number) =>
      build(subdistricts(first, { ...second, shape: box(10 - hundredths, 10, 20, 20) }, third, fourth))
        .report;
    expect(found(by(1), 'overlap')).toMatchObject({ count: 1 });
    expect(by(1).errors).toBe(1);
    expect(found(by(1.2e-5), 'overlap').count).toBe(0);
    expect(found(by(1.2e-5), 'dust')).toMatchObject({ severity: 'warning', count: 1 });
    expect(by(1.2e-5).errors).toBe(0);
  });

  test('a bow-tie is reported once, with its place, and read by winding', () => {
    const [[a, b, c, d]] = first.shape as [number[][]];
    const { report, edition } = build(
      subdistricts({ ...first, shape: [[a, b, d, c, a] as number[][]] }, second, third, fourth),
    );
    expect(found(report, 'faulty-ring')).toMatchObject({ count: 1 });
    expect(found(report, 'faulty-ring').items[0]?.detail.en).toContain('crosses itself');
    expect(edition?.leaves).toContain('110102001');
  });

  test('rows of one code become parts of one area, and the report says so', () => {
    const { report, edition } = build(subdistricts(first, { ...second, code: '110102001' }, third, fourth));
    expect(found(report, 'duplicate-code').items[0]).toMatchObject({
      codes: ['110102001'],
      features: [1, 2],
    });
    expect(report.edition?.merged).toEqual([{ code: '110102001', features: [1, 2] }]);
    expect(edition?.leaves).toEqual(['110102001', '110106001', '110106002']);
  });

  test('a row without a code is left out of the edition but not of the report', () => {
    const { report, edition } = build(subdistricts(first, second, third, { ...fourth, code: null }));
    expect(found(report, 'missing-code').items[0]).toMatchObject({ features: [4] });
    expect(report.seams.count).toBe(4);
    expect(edition?.seams).toHaveLength(2);
    expect(edition?.leaves).toHaveLength(3);
  });

  test('an orphan hangs on the city once accepted', () => {
    const { report, edition } = build(
      subdistricts(first, second, third, { code: '119999001', shape: fourth.shape }),
    );
    expect(found(report, 'orphan').items[0]).toMatchObject({ codes: ['119999001'] });
    expect(edition?.areas.find(({ code }) => code === '119999001')?.parent).toBe('110000');
  });

  test('a code that does not begin with its parent is a warning', () => {
    const { report } = build(subdistricts(first, second, third, { ...fourth, parent: '110102' }));
    expect(found(report, 'code-prefix')).toMatchObject({ severity: 'warning', count: 1 });
  });

  test('an area whose ring encloses nothing is left out', () => {
    const [ring] = box(30, 0, 40, 10) as [number[][]];
    const flat = [[ring[0], ring[1], ring[0], ring[1], ring[0]]] as number[][][];
    const { report, edition } = build(
      subdistricts(...fourSquares, { code: '110106003', ...pick(third), shape: flat }),
    );
    expect(found(report, 'faulty-ring').count).toBe(1);
    expect(found(report, 'broken').count).toBe(0);
    expect(edition?.leaves).not.toContain('110106003');
    expect(report.edition?.leftOut.map(({ code }) => code)).toContain('110106003');
  });

  test('only kinds accepted by name stop being errors', () => {
    const rows = [first, { ...second, code: '110102001' }, third, { ...fourth, code: null }];
    const some = build(subdistricts(...rows), { accept: ['duplicate-code'] }).report;
    expect(some.accepted).toEqual(['duplicate-code']);
    expect(some.errors).toBe(1);
    expect(build(subdistricts(...rows), { accept: ['duplicate-code', 'missing-code'] }).report.errors).toBe(
      0,
    );
  });

  test('nothing left is never accepted', () => {
    const { report, edition } = build(
      subdistricts({ ...first, code: null }, { ...second, code: '110102009', shape: [] }),
      {
        accept: ['missing-code', 'faulty-ring'],
      },
    );
    expect(edition).toBeNull();
    expect(found(report, 'broken')).toMatchObject({ accepted: false, count: 1 });
    expect(report.errors).toBeGreaterThan(0);
  });
});

describe('the city', () => {
  test('is that of the codes where they are of a municipality', () => {
    expect(build(subdistricts(...fourSquares)).edition?.areas[0]?.name).toBe('北京市');
  });

  test('must be named where the codes do not say it', () => {
    const built = buildEdition(
      subdistricts({ code: '410102001', parent: '410102', parentName: '中原区', shape: box(0, 0, 1, 1) }),
    );
    expect(built).toMatchObject({
      refusal: { en: 'The name of city 410100 is not known: give --city 410100:NAME' },
    });
  });
});

describe('several levels', () => {
  const communities = layerOf('community', [
    { code: '110102001001', parent: '110102001', shape: box(0, 10, 5, 20) },
    { code: '110102001002', parent: '110102001', shape: box(5, 10, 10, 20) },
  ]);

  test('the finest areas decide, of whatever level', () => {
    const { report, edition } = build([layerOf('subdistrict', fourSquares), communities]);
    expect(edition?.leaves).toEqual(['110102001001', '110102001002', '110102002', '110106001', '110106002']);
    expect(report.edition?.areas).toEqual({ city: 1, district: 2, subdistrict: 4, community: 2 });
    expect(report.warnings).toBe(0);
    expect(edition?.boundaries.find(({ area }) => area.code === '110102001')?.leaf).toBeNull();
  });

  test('children that do not keep to the shape of their parent are told, in square metres', () => {
    const wide = layerOf('community', [
      { code: '110102001001', parent: '110102001', shape: box(0, 10, 5, 20) },
      { code: '110102001002', parent: '110102001', shape: box(5, 10, 11, 20) },
    ]);
    const narrow = [first, { ...second, shape: box(11, 10, 20, 20) }, third, fourth];
    const { report } = build([layerOf('subdistrict', narrow), wide]);
    const disagree = found(report, 'layers-disagree');
    expect(disagree).toMatchObject({ severity: 'warning', count: 1 });
    expect(disagree.area).toBeGreaterThan(9e6);
    expect(found(report, 'outside-parent').count).toBe(0);
  });

  test('a child that lies mostly elsewhere is an error', () => {
    const astray = layerOf('community', [
      { code: '110102001001', parent: '110102001', shape: box(0, 10, 10, 20) },
      { code: '110102001002', parent: '110102001', shape: box(20, 10, 22, 20) },
    ]);
    const { report } = build([layerOf('subdistrict', fourSquares), astray]);
    expect(found(report, 'outside-parent').items[0]).toMatchObject({ codes: ['110102001002'] });
    expect(report.errors).toBe(1);
  });
});

describe('over an edition in force', () => {
  const base = inForce(
    build([
      layerOf('subdistrict', fourSquares),
      layerOf('community', [
        { code: '110102001001', parent: '110102001', shape: box(0, 10, 5, 20) },
        { code: '110102001002', parent: '110102001', shape: box(5, 10, 10, 20) },
        { code: '110106002001', parent: '110106002', shape: box(10, 0, 15, 10) },
        { code: '110106002002', parent: '110106002', shape: box(15, 0, 20, 10) },
      ]),
    ]),
  );

  test('finer levels are carried over where they still nest', () => {
    const { report, edition } = build(subdistricts(...fourSquares), { base });
    expect(report.edition?.carried).toEqual({ community: 4 });
    expect(report.edition?.dropped).toEqual([]);
    expect(edition?.leaves).toHaveLength(6);
    expect(report.difference).toEqual({
      edition: 1,
      added: [],
      removed: [],
      renamed: [],
      moved: [],
      resized: [],
    });
  });

  test('what no longer nests is dropped with all its like, and listed', () => {
    const moved = [
      first,
      second,
      { ...third, shape: box(0, 0, 13, 10) },
      { ...fourth, shape: box(13, 0, 20, 10) },
    ];
    const { report, edition } = build(subdistricts(...moved), { base });
    expect(report.edition?.carried).toEqual({ community: 2 });
    expect(report.edition?.dropped.map(({ code }) => code)).toEqual(['110106002001', '110106002002']);
    expect(edition?.leaves).toContain('110106002');
    expect(report.difference?.removed).toEqual(['110106002001', '110106002002']);
    expect(report.difference?.resized.map(({ code }) => code)).toEqual(['110106001', '110106002']);
  });

  test('parents and names it does not give come from there', () => {
    const rows = fourSquares.map(({ code, name, shape }) => ({
      ...(code && { code }),
      ...(name && { name }),
      shape,
    }));
    const { report, edition } = build(subdistricts(...rows), { base });
    expect(report.errors).toBe(0);
    expect(edition?.areas.find(({ code }) => code === '110102')?.name).toBe('西城区');
  });

  test('new names, parents and areas are listed', () => {
    const rows = [
      { ...first, name: '新名街道' },
      second,
      { ...third, parent: '110102', parentName: '西城区' },
      { ...fourth, code: '110106009' },
    ];
    const { report } = build(subdistricts(...rows), { base });
    expect(report.difference).toMatchObject({
      added: ['110106009'],
      renamed: [{ code: '110102001', from: '甲街道', to: '新名街道' }],
      moved: [{ code: '110106001', from: '110106', to: '110102' }],
    });
    expect(report.edition?.dropped.map(({ code }) => code)).toEqual(['110106002001', '110106002002']);
  });
});

function pick({ parent, parentName }: Row): Pick<Row, 'parent' | 'parentName'> {
  return { ...(parent && { parent }), ...(parentName && { parentName }) };
}

/** The fourth square with a hole of one by one in it. */
function ringWithHole(): number[][][] {
  return [...box(10, 0, 20, 10), ...box(15, 5, 16, 6)];
}
