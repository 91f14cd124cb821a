// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loop
import type { Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { metresPerRadian } from '../topology/ellipsoid.ts';
import { type Below, createColumns } from './columns.ts';
import type { Coverage } from './coverage.ts';
import { frameOf } from './face-shares.ts';
import { type Frame, fromPlane, shear } from './frame.ts';
import { distanceToEdge, faceAt, visitEdges } from './raster.ts';

/** What lies in each of some parties: `parties[i]`, a place in `Coverage.parties`, has `area[i]` and `perimeter[i]`. */
export interface Parts {
  readonly parties: readonly number[];
  /** Square metres, right within a ten-millionth of the whole; next to nothing, and no more exact than that, for parties not met. */
  readonly area: readonly number[];
  /** Metres around each part, right within a ten-thousandth. */
  readonly perimeter: readonly number[];
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
  const { arrangement: a, raster } = coverage;
  const frame = frameOf(polygons);
  const { originX, originY, scaleX, scaleY } = frame;
  const columns = createColumns(frame, polygons);
  const { west, south, east: eastEnd, north: northEnd } = columns;
  const density = densityAt(originY);
  const [cornerLongitude, cornerLatitude] = fromPlane(frame, eastEnd - shear * northEnd, northEnd);
  // Of the plane without the shear, with a metre to spare.
  const slant = shear * Math.max(Math.abs(south), Math.abs(northEnd)) + 1;
  const unitWest = originX + (west - slant) / scaleX;
  const unitSouth = originY + (south - 1) / scaleY;
  const unitEast = originX + (eastEnd + slant) / scaleX;
  const unitNorth = originY + (northEnd + 1) / scaleY;
  const spare = Math.max(unitEast - unitWest, unitNorth - unitSouth);
  let lines: Lines | null = null;
  const sum: Below = { area: 0, outline: 0, inside: 0 };
  const parties: number[] = [];
  const area: number[] = [];
  const perimeter: number[] = [];
  let goesX = 0;
  let goesY = 0;

  return (east, north) => {
    goesX = east * scaleX + shear * north * scaleY;
    goesY = north * scaleY;
    parties.length = 0;
    area.length = 0;
    perimeter.length = 0;
    const corner = faceAt(
      a,
      raster,
      cornerLongitude * unitsPerDegree + east,
      cornerLatitude * unitsPerDegree + north,
    );
    const first = onlyPartyOf(coverage, corner);
    if (first < 0) return null;
    add(first, columns.area, columns.perimeter);
    const box: Box = [unitWest + east, unitSouth + north, unitEast + east, unitNorth + north];
    if (!lines || !covers(lines.box, box)) lines = linesIn(coverage, frame, grown(box, spare, lines?.box));
    const { count, ends, left, right } = lines;
    for (let i = 0; i < count; i++)
      if (!addLine(ends[4 * i]!, ends[4 * i + 1]!, ends[4 * i + 2]!, ends[4 * i + 3]!, left[i]!, right[i]!))
        return null;
    const stretch = densityAt(originY + north) / density;
    for (let i = 0; i < area.length; i++) area[i]! *= stretch;
    return { parties, area, perimeter, total: columns.area * stretch };
  };

  /** A line between two parties, from end to end in the plane before the move; false where it takes more than the lines at hand. */
  function addLine(x0: number, y0: number, x1: number, y1: number, left: number, right: number): boolean {
    let startX = x0 - goesX;
    let startY = y0 - goesY;
    let endX = x1 - goesX;
    let endY = y1 - goesY;
    if (startX < west && endX < west) return true;
    if (startY < south && endY < south) return true;
    if (startX > eastEnd + tooNear && endX > eastEnd + tooNear) return true;
    if (startY > northEnd + tooNear && endY > northEnd + tooNear) return true;
    if (
      left < 0 ||
      right < 0 ||
      distanceToEdge(startX - eastEnd, startY - northEnd, endX - eastEnd, endY - northEnd) < tooNear
    )
      return false;
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
    } else if (!goesUp) return true;
    columns.addBelow(startX, startY, endX, endY, sum);
    add(left, sum.area, sum.outline + sum.inside);
    add(right, -sum.area, sum.inside - sum.outline);
    return true;
  }

  function add(party: number, squareMetres: number, metres: number): void {
    const place = parties.indexOf(party);
    if (place < 0) {
      parties.push(party);
      area.push(squareMetres);
      perimeter.push(metres);
    } else {
      area[place]! += squareMetres;
      perimeter[place]! += metres;
    }
  }
}

type Box = readonly [west: number, south: number, east: number, north: number];

/** The lines between parties in a box of grid units, edge by edge. */
interface Lines {
  readonly box: Box;
  readonly count: number;
  /** x and y of both ends in the frame's sheared plane. */
  readonly ends: Float64Array;
  /** The only party on either side, a place in `Coverage.parties`; -1 where there is none, or several. */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

function linesIn(coverage: Coverage, { originX, originY, scaleX, scaleY }: Frame, box: Box): Lines {
  const { arrangement: a, raster, chainDivides } = coverage;
  const [west, south, east, north] = box;
  const visits = visitsOf(coverage);
  const number = ++visits.latest;
  const edges: number[] = [];
  visitEdges(raster, west, south, east, north, (edge) => {
    if (visits.number[edge] === number) return;
    visits.number[edge] = number;
    if (chainDivides[raster.edgeChain[edge]!] === 1) edges.push(edge);
  });
  const ends = new Float64Array(4 * edges.length);
  const left = new Int32Array(edges.length);
  const right = new Int32Array(edges.length);
  let count = 0;
  for (const edge of edges) {
    const p = a.chainVertex[edge]!;
    const q = a.chainVertex[edge + 1]!;
    if (a.vertexX[p]! < west && a.vertexX[q]! < west) continue;
    if (a.vertexY[p]! < south && a.vertexY[q]! < south) continue;
    if (a.vertexX[p]! > east && a.vertexX[q]! > east) continue;
    if (a.vertexY[p]! > north && a.vertexY[q]! > north) continue;
    const startY = (a.vertexY[p]! - originY) * scaleY;
    const endY = (a.vertexY[q]! - originY) * scaleY;
    ends[4 * count] = (a.vertexX[p]! - originX) * scaleX + shear * startY;
    ends[4 * count + 1] = startY;
    ends[4 * count + 2] = (a.vertexX[q]! - originX) * scaleX + shear * endY;
    ends[4 * count + 3] = endY;
    const chain = raster.edgeChain[edge]!;
    left[count] = onlyPartyOf(coverage, a.chainLeft[chain]!);
    right[count] = onlyPartyOf(coverage, a.chainRight[chain]!);
    count++;
  }
  return { box, count, ends, left, right };
}

const covers = (one: Box, other: Box): boolean =>
  other[0] >= one[0] && other[1] >= one[1] && other[2] <= one[2] && other[3] <= one[3];

/** A box with so much to spare, around an older one too. */
const grown = (box: Box, spare: number, older: Box = box): Box => [
  Math.min(box[0] - spare, older[0]),
  Math.min(box[1] - spare, older[1]),
  Math.max(box[2] + spare, older[2]),
  Math.max(box[3] + spare, older[3]),
];

/** By edge, the last question in which it was looked at: it stands in several squares of the raster. */
interface Visits {
  readonly number: Int32Array;
  latest: number;
}

const known = new WeakMap<Coverage, Visits>();

function visitsOf(coverage: Coverage): Visits {
  let visits = known.get(coverage);
  if (!visits) {
    visits = { number: new Int32Array(coverage.raster.edgeChain.length), latest: 0 };
    known.set(coverage, visits);
  }
  return visits;
}

/** Square metres of a square radian: moved north, the same degrees enclose less. */
function densityAt(originY: number): number {
  const { north, east } = metresPerRadian(originY / unitsPerDegree);
  return north * east;
}

function onlyPartyOf({ facePartyStart, faceParty }: Coverage, face: number): number {
  const start = facePartyStart[face]!;
  return facePartyStart[face + 1]! === start + 1 ? faceParty[start]! : -1;
}
