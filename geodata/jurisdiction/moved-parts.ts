// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loop
import type { Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { metresPerRadian } from '../topology/ellipsoid.ts';
import { type Below, type Columns, createColumns } from './columns.ts';
import type { Coverage } from './coverage.ts';
import { frameOf } from './face-shares.ts';
import { fromPlane, shear } from './frame.ts';
import { distanceToEdge, faceAt, visitEdges } from './raster.ts';

/** What lies in each of some parties: `parties[i]`, a place in `Coverage.parties`, has `area[i]` and `perimeter[i]`. */
export interface Parts {
  readonly parties: readonly number[];
  /** Square metres, right within a ten-millionth of the whole; next to nothing, and no more exact than that, for parties not met. */
  readonly area: Float64Array;
  /** Metres around each part, right within a ten-thousandth. */
  readonly perimeter: Float64Array;
  /** Square metres of all parts. */
  readonly total: number;
}

/**
 * What of polygons lies in each party once they are moved by so many grid units east and north; null where it takes more
 * than the lines at hand: beside gaps, overlaps and the city's edge. An answer holds until the next question.
 */
export type MovedParts = (east: number, north: number) => Parts | null;

/** Metres: a line as near as this to the corner that all is counted from may lie on either side of it. */
const tooNear = 0.01;

/**
 * The polygons are cut into columns once; a move shifts the few lines near them the other way. What lies in a party is, as
 * ever, the sum of what lies below the lines around it; above the polygons it is enough to know who is at their corner,
 * and who follows where a line goes up beyond them.
 */
export function createMovedParts(coverage: Coverage, polygons: readonly Rings[]): MovedParts {
  const { arrangement, raster } = coverage;
  const frame = frameOf(polygons);
  const columns = createColumns(frame, polygons);
  const { west, south, east: eastEnd, north: northEnd } = columns;
  const density = densityAt(frame.originY);
  const sum: Below = { area: 0, outline: 0, inside: 0 };
  let reach = 0;
  let lines: Lines | null = null;

  return (east, north) => {
    const goesX = east * frame.scaleX + shear * north * frame.scaleY;
    const goesY = north * frame.scaleY;
    const distance = Math.hypot(goesX, goesY);
    if (!lines || distance > reach) {
      reach = Math.max(2 * distance, eastEnd - west, northEnd - south);
      lines = linesWithin(coverage, columns, reach);
    }
    const { parties, area, perimeter, count, x0, y0, x1, y1, left, right } = lines;
    const [longitude, latitude] = fromPlane(frame, eastEnd - shear * northEnd, northEnd);
    const corner = faceAt(
      arrangement,
      raster,
      longitude * unitsPerDegree + east,
      latitude * unitsPerDegree + north,
    );
    const first = placeOf(parties, onlyPartyOf(coverage, corner));
    if (first < 0) return null;
    area.fill(0);
    perimeter.fill(0);
    area[first] = columns.area;
    perimeter[first] = columns.perimeter;
    for (let i = 0; i < count; i++) {
      let startX = x0[i]! - goesX;
      let startY = y0[i]! - goesY;
      let endX = x1[i]! - goesX;
      let endY = y1[i]! - goesY;
      if (startX < west && endX < west) continue;
      if (startY < south && endY < south) continue;
      if (startX > eastEnd + tooNear && endX > eastEnd + tooNear) continue;
      if (startY > northEnd + tooNear && endY > northEnd + tooNear) continue;
      const onLeft = left[i]!;
      const onRight = right[i]!;
      if (onLeft < 0 || onRight < 0) return null;
      if (distanceToEdge(startX - eastEnd, startY - northEnd, endX - eastEnd, endY - northEnd) < tooNear)
        return null;
      const goesUp = startY < northEnd;
      sum.area = 0;
      sum.outline = 0;
      sum.inside = 0;
      if (goesUp !== endY < northEnd) {
        const x = startX + ((northEnd - startY) / (endY - startY)) * (endX - startX);
        // Beyond the top, what lies west of the line is the other side's.
        if (x < eastEnd) columns.addAll(goesUp ? x : west, goesUp ? west : x, sum);
        if (goesUp) {
          endX = x;
          endY = northEnd;
        } else {
          startX = x;
          startY = northEnd;
        }
      } else if (!goesUp) continue;
      columns.addBelow(startX, startY, endX, endY, sum);
      area[onLeft]! += sum.area;
      area[onRight]! -= sum.area;
      perimeter[onLeft]! += sum.outline + sum.inside;
      perimeter[onRight]! += sum.inside - sum.outline;
    }
    const stretch = densityAt(frame.originY + north) / density;
    for (let i = 0; i < area.length; i++) area[i]! *= stretch;
    return { parties, area, perimeter, total: columns.area * stretch };
  };
}

/** The place of a party in a list, to whose end it is put if it was not there; -1 for none. */
function placeOf(parties: number[], party: number): number {
  if (party < 0) return -1;
  const place = parties.indexOf(party);
  return place >= 0 ? place : parties.push(party) - 1;
}

/** Square metres of a square radian: moved north, the same degrees enclose less. */
function densityAt(originY: number): number {
  const { north, east } = metresPerRadian(originY / unitsPerDegree);
  return north * east;
}

/** Edges between parties in the columns' sheared plane, with the places of the parties beside them in a list: -1 for none, or several. */
interface Lines {
  readonly parties: number[];
  /** Sums to be filled, with room for one party more. */
  readonly area: Float64Array;
  readonly perimeter: Float64Array;
  readonly count: number;
  readonly x0: Float64Array;
  readonly y0: Float64Array;
  readonly x1: Float64Array;
  readonly y1: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** The lines that some move of up to `reach` metres brings near. */
function linesWithin(coverage: Coverage, columns: Columns, reach: number): Lines {
  const { arrangement: a, raster, chainDivides } = coverage;
  const { frame } = columns;
  const slant = shear * Math.max(Math.abs(columns.south), Math.abs(columns.north)) + reach + 1;
  const west = frame.originX + (columns.west - slant) / frame.scaleX;
  const south = frame.originY + (columns.south - reach - 1) / frame.scaleY;
  const east = frame.originX + (columns.east + slant) / frame.scaleX;
  const north = frame.originY + (columns.north + reach + 1) / frame.scaleY;
  const found = new Set<number>();
  visitEdges(raster, west, south, east, north, (edge) => {
    if (chainDivides[raster.edgeChain[edge]!] !== 1) return;
    const [p, q] = [a.chainVertex[edge]!, a.chainVertex[edge + 1]!];
    const [px, py, qx, qy] = [a.vertexX[p]!, a.vertexY[p]!, a.vertexX[q]!, a.vertexY[q]!];
    if ((px < west && qx < west) || (px > east && qx > east)) return;
    if ((py < south && qy < south) || (py > north && qy > north)) return;
    found.add(edge);
  });
  const count = found.size;
  const [x0, y0, x1, y1] = [0, 1, 2, 3].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const left = new Int32Array(count);
  const right = new Int32Array(count);
  const parties: number[] = [];
  let i = 0;
  for (const edge of found) {
    const [p, q] = [a.chainVertex[edge]!, a.chainVertex[edge + 1]!];
    const chain = raster.edgeChain[edge]!;
    y0[i] = (a.vertexY[p]! - frame.originY) * frame.scaleY;
    y1[i] = (a.vertexY[q]! - frame.originY) * frame.scaleY;
    x0[i] = (a.vertexX[p]! - frame.originX) * frame.scaleX + shear * y0[i]!;
    x1[i] = (a.vertexX[q]! - frame.originX) * frame.scaleX + shear * y1[i]!;
    left[i] = placeOf(parties, onlyPartyOf(coverage, a.chainLeft[chain]!));
    right[i] = placeOf(parties, onlyPartyOf(coverage, a.chainRight[chain]!));
    i++;
  }
  const [area, perimeter] = [new Float64Array(parties.length + 1), new Float64Array(parties.length + 1)];
  return { parties, area, perimeter, count, x0, y0, x1, y1, left, right };
}

function onlyPartyOf({ facePartyStart, faceParty }: Coverage, face: number): number {
  const start = facePartyStart[face]!;
  return facePartyStart[face + 1]! === start + 1 ? faceParty[start]! : -1;
}
