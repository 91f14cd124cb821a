import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line, Lonlat } from '../../../geodata/geometry.ts';
import { type Arrangement, chainCount, faceCount, faceWidth } from '../../../geodata/topology/arrangement.ts';
import { assignThinFaces, nobody } from '../../../geodata/topology/assign.ts';
import { checkArrangement } from '../../../geodata/topology/check.ts';
import { dissolve } from '../../../geodata/topology/dissolve.ts';
import { ownersOf, placeInFace } from '../../../geodata/topology/face.ts';
import type { Drawn } from '../../../geodata/topology/rings.ts';
import { findSeams } from '../../../geodata/topology/seams.ts';
import { simplify } from '../../../geodata/topology/simplify.ts';
import { arranged, isInRing } from './shapes.ts';

/** Corners on a few grid units fall on each other all the time; on many they cross at every angle. */
const span = fc.constantFrom(4, 8, 20, 1000, 100_000, 10_000_000);

const drawings: fc.Arbitrary<Drawn[]> = span.chain((units) => {
  const corner = fc
    .tuple(fc.nat(units), fc.nat(units))
    .map(([x, y]): Lonlat => [116 + x * 1e-7, 39 + y * 1e-7]);
  const line = fc.array(corner, { minLength: 3, maxLength: 7 });
  const part = fc.array(line, { minLength: 1, maxLength: 2 });
  const feature = fc.array(part, { minLength: 1, maxLength: 2 }).map((polygons): Drawn => ({ polygons }));
  return fc.array(feature, { minLength: 1, maxLength: 4 });
});

const holds = (property: (features: Drawn[]) => void): void =>
  fc.assert(fc.property(drawings, property), { numRuns: 150 });

const summary = ({ faceArea, chainLength, faceOwner }: Arrangement) => ({
  areas: [...faceArea].map((a) => a.toPrecision(9)).sort(),
  metres: chainLength.reduce((sum, length) => sum + length, 0).toPrecision(9),
  owners: [...faceOwner].sort(),
});

describe('whatever rings are drawn, faulty or not', () => {
  test('every assertion made before publishing holds', () => {
    holds((features) => {
      const failures = checkArrangement(arranged(features), features);
      // A ring that encloses nothing is a fault of its own, and its feature then has no face.
      expect(failures.filter(({ assertion }) => assertion !== 'nothing-lost')).toEqual([]);
    });
  });

  test('a face belongs to those features in whose shells, and not in whose holes, it lies', () => {
    holds((features) => {
      // Rings without crossings of their own, that inside and outside be beyond dispute.
      const simple = features.map(({ polygons }) => ({
        polygons: polygons.map((rings) => rings.map(triangle)),
      }));
      const { arrangement } = arranged(simple);
      for (let face = 1; face < faceCount(arrangement); face++) {
        // Rounding moves lines by up to a unit: only a place well inside tells.
        if (faceWidth(arrangement, face) < 0.5) continue;
        const at = placeInFace(arrangement, face);
        const owners = simple.flatMap(({ polygons }, feature) =>
          polygons.some(
            ([shell = [], ...holes]) => isInRing(at, shell) && !holes.some((hole) => isInRing(at, hole)),
          )
            ? [feature]
            : [],
        );
        expect([...ownersOf(arrangement, face)]).toEqual(owners);
      }
    });
  });

  test('the start, the direction and the order of rings make no difference', () => {
    holds((features) => {
      const turned = features.map(({ polygons }) => ({
        polygons: polygons
          .map((rings) => rings.map((line) => [...line.slice(1), ...line.slice(0, 1)].toReversed()))
          .toReversed(),
      }));
      expect(summary(arranged(turned).arrangement)).toEqual(summary(arranged(features).arrangement));
    });
  });

  test('moving everything by whole units moves the arrangement and changes no face', () => {
    holds((features) => {
      const moved = features.map(({ polygons }) => ({
        polygons: polygons.map((rings) =>
          rings.map((line) => line.map(([lon, lat]): Lonlat => [lon + 0.25, lat])),
        ),
      }));
      expect(summary(arranged(moved).arrangement)).toEqual(summary(arranged(features).arrangement));
    });
  });

  test('outlines of the faces given to one owner are simple, meet nobody else, and lose nothing', () => {
    holds((features) => {
      const { arrangement } = arranged(features);
      const { owner } = assignThinFaces(arrangement);
      const regions = dissolve(arrangement, owner);
      const again = arranged(regions);
      expect(again.faults).toEqual([]);
      expect(again.evidence.noded.crossings).toBe(0);
      const owned = (a: Arrangement, isOwned: (face: number) => boolean): number =>
        a.faceArea.reduce((sum, area, face) => sum + (isOwned(face) ? area : 0), 0);
      const before = owned(arrangement, (face) => owner[face] !== nobody);
      const after = owned(again.arrangement, (face) => ownersOf(again.arrangement, face).length === 1);
      expect(after).toBeCloseTo(before, 3);
    });
  });

  test('every chain between two labels is in exactly one seam or border', () => {
    holds((features) => {
      const { arrangement } = arranged(features);
      const { owner } = assignThinFaces(arrangement);
      const { seams, borders } = findSeams(arrangement, owner);
      const listed = [...seams, ...borders].flatMap(({ chains }) => chains).sort((a, b) => a - b);
      const wanted = Array.from({ length: chainCount(arrangement) }, (_, c) => c).filter(
        (c) => owner[arrangement.chainLeft[c] ?? 0] !== owner[arrangement.chainRight[c] ?? 0],
      );
      expect(listed).toEqual(wanted);
    });
  });

  test('simplified by any distance, all faces keep their neighbours and a positive area', () => {
    fc.assert(
      fc.property(drawings, fc.constantFrom(0.01, 1, 30, 1000), (features, metres) => {
        const { arrangement } = arranged(features);
        const simple = simplify(arrangement, metres);
        expect(simple.chainLeft).toEqual(arrangement.chainLeft);
        expect(simple.vertexX.length).toBeLessThanOrEqual(arrangement.vertexX.length);
        for (let face = 1; face < faceCount(simple); face++)
          expect(Math.sign(simple.faceArea[face] ?? 0)).toBe(Math.sign(arrangement.faceArea[face] ?? 0));
        const apart = Int32Array.from(simple.faceArea, (_, face) => face || nobody);
        const again = arranged(dissolve(simple, apart));
        expect(again.evidence.noded.crossings).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});

test('a sliver that simplifying would turn inside out keeps its vertices', () => {
  const sliver: Drawn = {
    polygons: [
      [
        [
          [116.0000419, 39.0000003],
          [116.0000415, 39],
          [116.0000415, 39.0000001],
          [116.0000488, 39.0000054],
        ],
      ],
    ],
  };
  const { arrangement } = arranged([sliver]);
  const simple = simplify(arrangement, 0.01);
  expect([...simple.faceArea].map(Math.sign)).toEqual([...arrangement.faceArea].map(Math.sign));
});

const triangle = (line: Line): Line => line.slice(0, 3);
