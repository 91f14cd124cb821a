import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rings } from '../../../geodata/geometry.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import { frameOf } from '../../../geodata/jurisdiction/face-shares.ts';
import type { Frame } from '../../../geodata/jurisdiction/frame.ts';
import { createCrossingFinder } from '../../../geodata/jurisdiction/planar/crossings.ts';
import { loadOutline, type Outline } from '../../../geodata/jurisdiction/planar/outline.ts';
import { sideOfBoundary, sideOfOutline } from '../../../geodata/jurisdiction/planar/side.ts';
import { chainCount, unitsPerDegree } from '../../../geodata/topology/arrangement.ts';
import { randomFrom, randomPolygon, randomTown, subdistrictsOf, townOf } from './town.ts';

const towns = new Map<number, Coverage>();
function town(seed: number): Coverage {
  const drawn = randomTown(seed, seed % 2 === 0);
  const found = towns.get(seed) ?? townOf(drawn, subdistrictsOf(drawn));
  towns.set(seed, found);
  return found;
}

/** Some corners moved onto the raster's lines, onto the corners of its squares, and onto corners of boundaries. */
function pulled({ raster, arrangement: a }: Coverage, rings: Rings, random: () => number): Rings {
  const { west, south, squareX, squareY } = raster;
  const onLine = (units: number, start: number, square: number): number =>
    start + Math.round((units - start) / square) * square;
  return rings.map((ring) => {
    const open = ring.slice(0, -1).map(([longitude, latitude]): [number, number] => {
      const [x, y] = [longitude * unitsPerDegree, latitude * unitsPerDegree];
      const chance = random();
      const vertex = Math.floor(random() * a.vertexX.length);
      if (chance < 0.1)
        return [(a.vertexX[vertex] ?? 0) / unitsPerDegree, (a.vertexY[vertex] ?? 0) / unitsPerDegree];
      return [
        (chance < 0.5 ? onLine(x, west, squareX) : x) / unitsPerDegree,
        (chance > 0.3 && chance < 0.7 ? onLine(y, south, squareY) : y) / unitsPerDegree,
      ];
    });
    return open[0] ? [...open, open[0]] : [];
  });
}

/** Every pair of an edge of the outline and one of the boundaries that cross, asked one by one, without a raster. */
function crossingsOneByOne(
  { arrangement: a }: Coverage,
  { x, y, ringStart }: Outline,
  frame: Frame,
): string[] {
  const at = (list: ArrayLike<number>, i: number): number => list[i] ?? 0;
  const found: string[] = [];
  for (let chain = 0; chain < chainCount(a); chain++)
    for (let edge = at(a.chainStart, chain); edge + 1 < at(a.chainStart, chain + 1); edge++) {
      const [from, to] = [at(a.chainVertex, edge), at(a.chainVertex, edge + 1)];
      const [ax, ay] = [at(a.vertexX, from) - frame.originX, at(a.vertexY, from) - frame.originY];
      const [bx, by] = [at(a.vertexX, to) - frame.originX, at(a.vertexY, to) - frame.originY];
      for (let ring = 1; ring < ringStart.length; ring++)
        for (let i = at(ringStart, ring - 1); i + 1 < at(ringStart, ring); i++) {
          const [px, py, qx, qy] = [at(x, i), at(y, i), at(x, i + 1), at(y, i + 1)];
          const ends =
            sideOfOutline(px, py, qx, qy, ax, ay) > 0 !== sideOfOutline(px, py, qx, qy, bx, by) > 0;
          const corners =
            sideOfBoundary(ax, ay, bx, by, px, py) > 0 !== sideOfBoundary(ax, ay, bx, by, qx, qy) > 0;
          if (ends && corners) found.push(`${i} ${edge}`);
        }
    }
  return found.sort();
}

// Were two crossings of one part to be lost together, the walk would contradict itself nowhere and the part would go to its
// neighbour. None is lost: an edge is listed in every square that it comes within a unit of, and squares are told by
// coordinates right within a millionth of one. So a walk needs no second witness for what it did not meet, and a square no
// halves.
test('No crossing is lost and none is made up, whatever runs along the raster’s lines and through its corners', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 6 }), (seed, townSeed) => {
      const coverage = town(townSeed);
      const random = randomFrom(seed);
      const centre = [5000 * random() - 2500, 5000 * random() - 2500] as const;
      const polygons = [pulled(coverage, randomPolygon(random, centre, 10 ** (0.5 + 3 * random())), random)];
      const frame = frameOf(polygons);
      const outline = loadOutline(frame, polygons);
      const finder = createCrossingFinder(coverage.arrangement, coverage.raster);
      for (let ring = 1; ring < outline.ringStart.length; ring++)
        finder.add(outline, frame, outline.ringStart[ring - 1] ?? 0, outline.ringStart[ring] ?? 0);
      const { count, corner, edge } = finder.found;
      const found = Array.from({ length: count }, (_, n) => `${corner[n]} ${edge[n]}`).sort();
      expect(found).toEqual(crossingsOneByOne(coverage, outline, frame));
    }),
    { numRuns: 300 },
  );
});
