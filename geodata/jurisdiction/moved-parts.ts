// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loop
import type { Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { metresPerRadian } from '../topology/ellipsoid.ts';
import { type Below, createColumns } from './columns.ts';
import type { Coverage } from './coverage.ts';
import { frameOf } from './face-shares.ts';
import { fromPlane, shear } from './frame.ts';
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
  const { arrangement: a, raster, chainDivides } = coverage;
  const { vertexX, vertexY, chainVertex, chainLeft, chainRight } = a;
  const { edgeChain } = raster;
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
  const visits = visitsOf(coverage);
  const sum: Below = { area: 0, outline: 0, inside: 0 };
  const parties: number[] = [];
  const area: number[] = [];
  const perimeter: number[] = [];
  let [goesX, goesY, goesEast, goesNorth, number, plain] = [0, 0, 0, 0, 0, true];

  return (east, north) => {
    goesX = east * scaleX + shear * north * scaleY;
    goesY = north * scaleY;
    goesEast = east;
    goesNorth = north;
    number = ++visits.latest;
    plain = true;
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
    visitEdges(raster, unitWest + east, unitSouth + north, unitEast + east, unitNorth + north, addEdge);
    if (!plain) return null;
    const stretch = densityAt(originY + north) / density;
    for (let i = 0; i < area.length; i++) area[i]! *= stretch;
    return { parties, area, perimeter, total: columns.area * stretch };
  };

  function addEdge(edge: number): void {
    if (visits.number[edge] === number || !plain) return;
    visits.number[edge] = number;
    const chain = edgeChain[edge]!;
    if (chainDivides[chain] !== 1) return;
    const p = chainVertex[edge]!;
    const q = chainVertex[edge + 1]!;
    const [px, py, qx, qy] = [vertexX[p]!, vertexY[p]!, vertexX[q]!, vertexY[q]!];
    if (px < unitWest + goesEast && qx < unitWest + goesEast) return;
    if (py < unitSouth + goesNorth && qy < unitSouth + goesNorth) return;
    if (px > unitEast + goesEast && qx > unitEast + goesEast) return;
    if (py > unitNorth + goesNorth && qy > unitNorth + goesNorth) return;
    let startY = (py - originY) * scaleY;
    let endY = (qy - originY) * scaleY;
    let startX = (px - originX) * scaleX + shear * startY - goesX;
    let endX = (qx - originX) * scaleX + shear * endY - goesX;
    startY -= goesY;
    endY -= goesY;
    if (startX < west && endX < west) return;
    if (startY < south && endY < south) return;
    if (startX > eastEnd + tooNear && endX > eastEnd + tooNear) return;
    if (startY > northEnd + tooNear && endY > northEnd + tooNear) return;
    const left = onlyPartyOf(coverage, chainLeft[chain]!);
    const right = onlyPartyOf(coverage, chainRight[chain]!);
    if (
      left < 0 ||
      right < 0 ||
      distanceToEdge(startX - eastEnd, startY - northEnd, endX - eastEnd, endY - northEnd) < tooNear
    ) {
      plain = false;
      return;
    }
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
    } else if (!goesUp) return;
    columns.addBelow(startX, startY, endX, endY, sum);
    add(left, sum.area, sum.outline + sum.inside);
    add(right, -sum.area, sum.inside - sum.outline);
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
