import { existsSync, readFileSync } from 'node:fs';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Rings } from '../../../geodata/geometry.ts';
import type { Arranged } from '../../../geodata/topology/arrange.ts';
import { type Assigned, assignThinFaces } from '../../../geodata/topology/assign.ts';
import { checkArrangement } from '../../../geodata/topology/check.ts';
import { type Defect, type Defects, findDefects } from '../../../geodata/topology/defects.ts';
import { dissolve } from '../../../geodata/topology/dissolve.ts';
import { polygonsArea } from '../../../geodata/topology/ellipsoid.ts';
import type { Drawn } from '../../../geodata/topology/rings.ts';
import { findSeams, type Seams } from '../../../geodata/topology/seams.ts';
import { simplify } from '../../../geodata/topology/simplify.ts';
import { arranged } from './shapes.ts';

const file = new URL('../../../../shared/data/beijing-subdistricts-111.wgs84.geojson', import.meta.url);
const present = existsSync(file);
if (!present) console.warn('Skipped: the real boundaries of ../shared/data are not here.');

const read = (): Drawn[] => {
  const layer = JSON.parse(readFileSync(file, 'utf8')) as FeatureCollection<Polygon | MultiPolygon>;
  return layer.features.map(({ geometry }) => ({
    polygons: (geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.coordinates) as unknown as Rings[],
  }));
};

const areaOf = (defects: readonly Defect[]): number => defects.reduce((sum, { area }) => sum + area, 0);

describe.skipIf(!present)('the 111 subdistricts of central Beijing', () => {
  let features: Drawn[];
  let result: Arranged;
  let defects: Defects;
  let assigned: Assigned;
  let seams: Seams;
  beforeAll(() => {
    features = read();
    result = arranged(features);
    defects = findDefects(result.arrangement);
    assigned = assignThinFaces(result.arrangement);
    seams = findSeams(result.arrangement, assigned.owner);
  });

  test('seven rings are faulty: four spikes, two pinches, one touch', () => {
    expect(result.faults.map(({ fault }) => fault).sort()).toEqual([
      'pinch',
      'pinch',
      'self-touch',
      'spike',
      'spike',
      'spike',
      'spike',
    ]);
    for (const { at } of result.faults) expect(at?.[0]).toBeCloseTo(116.35, 0);
  });

  test('of 52 gaps three are real, and 49 dust of 367 m²', () => {
    const wide = defects.gaps.filter((gap) => gap.class === 'wide');
    const dust = defects.gaps.filter((gap) => gap.class === 'dust');
    expect(defects.gaps).toHaveLength(52);
    expect(wide.map(({ area }) => Math.round(area)).sort((a, b) => b - a)).toEqual([
      4_963_483, 2_311_640, 1_125_990,
    ]);
    expect(dust).toHaveLength(49);
    expect(areaOf(dust)).toBeCloseTo(367.3, 1);
  });

  test('70 overlaps are all dust, 310 m² together, none wider than 5 cm', () => {
    expect(defects.overlaps).toHaveLength(70);
    expect(defects.overlaps.every((overlap) => overlap.class === 'dust')).toBe(true);
    expect(areaOf(defects.overlaps)).toBeCloseTo(310.3, 1);
    expect(Math.max(...defects.overlaps.map(({ width }) => width))).toBeCloseTo(0.047, 3);
  });

  test('once thin faces are given away, 302 seams of 667.3 km run between 295 pairs, with 185 junctions', () => {
    expect(assigned.healed).toHaveLength(119);
    expect(seams.seams).toHaveLength(302);
    expect(seams.pairs).toBe(295);
    expect(seams.junctions).toHaveLength(185);
    const metres = seams.seams.reduce((sum, { length }) => sum + length, 0);
    expect(metres / 1000).toBeCloseTo(667.3, 1);
  });

  test('they cover 920.28 km²', () => {
    const regions = dissolve(result.arrangement, assigned.owner);
    expect(regions).toHaveLength(111);
    expect(regions.reduce((sum, { polygons }) => sum + polygonsArea(polygons), 0) / 1e6).toBeCloseTo(
      920.28,
      2,
    );
  });

  test('every assertion made before publishing holds', () => {
    expect(checkArrangement(result, features)).toEqual([]);
  });

  test('simplified to 20 m they lose two vertices in three and no face', () => {
    const { arrangement } = arranged(dissolve(result.arrangement, assigned.owner));
    const simple = simplify(arrangement, 20);
    expect(simple.vertexX.length).toBeLessThan(arrangement.vertexX.length / 3);
    expect(simple.faceArea.slice(1).every((area) => area > 0)).toBe(true);
  });
});
