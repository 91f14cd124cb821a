import type { Footprint } from '../footprint.ts';
import type { Bounds, Line, Lonlat } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { lengthsAlong, noteAlong, type Piece, type Stretch, type Stretches, together } from './along.ts';
import type { Coverage } from './coverage.ts';
import { type Frame, frameAt, fromPlane, toPlane } from './frame.ts';
import { createInside, type Inside } from './inside.ts';
import type { Extent } from './overlap.ts';
import { partyLinesOf } from './party-lines.ts';
import { distanceToEdge } from './raster.ts';
import type { Records, SeamRecord } from './records.ts';
import type { Rules } from './rules.ts';
import { leastAccurate, pairKey, recordAt } from './seam-records.ts';
import { createEdgeCutter, recordOnStretch } from './seam-stretches.ts';

/**
 * The line between two parties, as far as a footprint lies across or along it; each stretch with a basis of its own is one
 * apart, under the same key.
 */
export interface SeamRun {
  /** Key of its record; without one, the two codes. */
  readonly key: string;
  /** Codes of the two parties, the smaller first. */
  readonly left: string;
  readonly right: string;
  readonly record: SeamRecord | null;
  /** Metres of it inside the footprint; of a line that runs along it, the metres that do. */
  readonly length: number;
  /** Part of a line that runs along it, 0 to 1; 0 for other footprints. */
  readonly along: number;
  /** Where on such a line, in metres from its northern end, ascending; what lies near several runs is in the spans of each. */
  readonly spans: readonly Stretch[];
  /** A place on it, in the middle of its longest stretch. */
  readonly at: Lonlat;
}

export interface SeamRuns {
  /** Longest first, then by key. */
  readonly runs: readonly SeamRun[];
  /** Part of a line that runs along any of them, 0 to 1. */
  readonly along: number;
  /** What is left of a line beside all of them. */
  readonly beside: readonly Line[];
  /** Compass bearing in degrees of a line's northern end as seen from the other; null for a ring and for other footprints. */
  readonly beginning: number | null;
}

export const noRuns: SeamRuns = { runs: [], along: 0, beside: [], beginning: null };

/** Metres within which a line is taken to lie on a seam, and a part to be a slip of it. */
export const toleranceOn = (record: SeamRecord | null, rules: Rules): number =>
  record?.accuracy == null ? rules.tolerance : record.accuracy + rules.drawingTolerance;

/** The lines between parties that a footprint lies across or along; `extent` is its main one. */
export function findSeamRuns(
  coverage: Coverage,
  footprint: Footprint,
  extent: Extent,
  records: Records,
  rules: Rules,
): SeamRuns {
  const { index, chains, partyOfFace } = partyLinesOf(coverage);
  const reachOf = (accuracy: number): number => Math.min(farthest, Math.max(accuracy, footprint.width / 2));
  const bounds = boundsOf(footprint);
  const frame = frameAt((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
  const margin = reachOf(Math.max(rules.tolerance, leastAccurate(records) + rules.drawingTolerance));
  const found = index?.search(
    bounds[0] * unitsPerDegree - margin / frame.scaleX,
    bounds[1] * unitsPerDegree - margin / frame.scaleY,
    bounds[2] * unitsPerDegree + margin / frame.scaleX,
    bounds[3] * unitsPerDegree + margin / frame.scaleY,
  );
  if (!found || found.length === 0) return noRuns;
  const pieces = piecesOf(frame, footprint.lines);
  const meet = createMeeting(frame, footprint, pieces, rules);
  const onlyInside = footprint.kind === 'polygon' && !footprint.other;
  const box = { west: 0, south: 0, east: 0, north: 0 };
  const drafts = new Map<string, Draft>();
  for (const item of found.sort((one, other) => one - other)) {
    const chain = chains[item] ?? 0;
    // Of a polygon without another extent, all that matters is what runs inside it.
    if (onlyInside && !extent.inside.has(chain)) continue;
    const { arrangement: a } = coverage;
    const one = coverage.parties[partyOfFace[a.chainLeft[chain] ?? 0] ?? -1]?.code ?? '';
    const other = coverage.parties[partyOfFace[a.chainRight[chain] ?? 0] ?? -1]?.code ?? '';
    const [left, right] = one < other ? [one, other] : [other, one];
    const pair = pairKey(left, right);
    const first = a.chainStart[chain] ?? 0;
    const last = (a.chainStart[chain + 1] ?? 0) - 1;
    const middle = first + ((last - first) >> 1);
    const record = recordAt(records, pair, placeAt(coverage, middle));
    const key = record?.key ?? pair;
    const start = (on: SeamRecord | null): Draft => ({
      key,
      left,
      right,
      record: on,
      inside: 0,
      longest: -1,
      at: toPlane(frame, placeAt(coverage, middle)),
      stretches: new Map(),
    });
    const whole = onlyInside && extent.wholly.has(chain);
    if (record && record.stretches.length > 0) {
      const cut = createEdgeCutter(frame, record);
      for (let place = first; place < last; place++) {
        const [x0, y0] = toPlane(frame, placeAt(coverage, place));
        const [x1, y1] = toPlane(frame, placeAt(coverage, place + 1));
        for (const { from, to, stretch } of cut(x0, y0, x1, y1)) {
          const name = `${key} ${stretch}`;
          const draft = drafts.get(name) ?? start(recordOnStretch(record, stretch));
          const [px, py] = [x0 + from * (x1 - x0), y0 + from * (y1 - y0)];
          const [qx, qy] = [x0 + to * (x1 - x0), y0 + to * (y1 - y0)];
          const reach = reachOf(toleranceOn(draft.record, rules));
          if (whole) addStretch(draft, px, py, qx, qy, 0, 1);
          if (whole || meet(px, py, qx, qy, reach, draft)) drafts.set(name, draft);
        }
      }
      continue;
    }
    const draft = drafts.get(key) ?? start(record);
    const reach = reachOf(toleranceOn(record, rules));
    setBox(box, frame, bounds, reach);
    let [x0, y0] = [0, 0];
    for (let place = first; place <= last; place++) {
      const vertex = a.chainVertex[place] ?? 0;
      const x1 = ((a.vertexX[vertex] ?? 0) - frame.originX) * frame.scaleX;
      const y1 = ((a.vertexY[vertex] ?? 0) - frame.originY) * frame.scaleY;
      if (place > first) {
        if (whole) {
          addStretch(draft, x0, y0, x1, y1, 0, 1);
          drafts.set(key, draft);
        } else if (
          (x0 >= box.west || x1 >= box.west) &&
          (x0 <= box.east || x1 <= box.east) &&
          (y0 >= box.south || y1 >= box.south) &&
          (y0 <= box.north || y1 <= box.north) &&
          meet(x0, y0, x1, y1, reach, draft)
        )
          drafts.set(key, draft);
      }
      x0 = x1;
      y0 = y1;
    }
  }
  return sumUp(frame, footprint, pieces, drafts);
}

/** Metres: nothing is known so badly that a line farther off would still lie on it. */
const farthest = 100;
/** Metres: a surveyed point this near a line is on it. */
const onTheLine = 0.01;

interface Draft {
  readonly key: string;
  readonly left: string;
  readonly right: string;
  readonly record: SeamRecord | null;
  /** Metres inside the footprint's polygons. */
  inside: number;
  longest: number;
  at: readonly [x: number, y: number];
  readonly stretches: Stretches;
}

/** Adds to a draft what an edge of a seam has to do with the footprint; false where that is nothing. */
function createMeeting(frame: Frame, footprint: Footprint, pieces: readonly Piece[], rules: Rules) {
  const main = createInside(frame, footprint.polygons);
  const wider: Inside | null =
    footprint.kind === 'polygon' && footprint.other ? createInside(frame, footprint.other.polygons) : null;
  const points = footprint.points.map((point) => toPlane(frame, point));
  const cosine = Math.cos((rules.onSeamAngle * Math.PI) / 180);
  return (x0: number, y0: number, x1: number, y1: number, reach: number, draft: Draft): boolean => {
    let met = false;
    for (const [from, to] of main.stretches(x0, y0, x1, y1)) {
      met = true;
      addStretch(draft, x0, y0, x1, y1, from, to);
    }
    const near = points.some(([x, y]) => distanceToEdge(x0 - x, y0 - y, x1 - x, y1 - y) <= onTheLine);
    const along =
      pieces.length > 0 &&
      noteAlong(
        pieces,
        { x0, y0, x1, y1, length: Math.hypot(x1 - x0, y1 - y0) },
        reach,
        cosine,
        draft.stretches,
      );
    return met || near || along || (wider?.stretches(x0, y0, x1, y1).length ?? 0) > 0;
  };
}

/** A stretch of an edge inside the footprint, between two fractions of it. */
function addStretch(
  draft: Draft,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  from: number,
  to: number,
): void {
  const metres = (to - from) * Math.hypot(x1 - x0, y1 - y0);
  draft.inside += metres;
  if (metres <= draft.longest) return;
  draft.longest = metres;
  draft.at = [x0 + ((from + to) / 2) * (x1 - x0), y0 + ((from + to) / 2) * (y1 - y0)];
}

function sumUp(
  frame: Frame,
  { lines }: Footprint,
  pieces: readonly Piece[],
  drafts: ReadonlyMap<string, Draft>,
): SeamRuns {
  const total = pieces.reduce((sum, { length }) => sum + length, 0);
  const every: Stretches = new Map();
  const back = bearingBack(pieces);
  // Whichever way it was drawn, it is measured from the same end: the northern one, of level ones the western.
  const goesNorth = back !== null && back >= 90 && back < 270;
  const runs = [...drafts.values()].map(({ key, left, right, record, inside, at, stretches }): SeamRun => {
    let along = 0;
    let longest = 0;
    let place = at;
    for (const [i, list] of stretches) {
      const { x0 = 0, y0 = 0, x1 = 0, y1 = 0, length = 0 } = pieces[i] ?? {};
      every.set(i, [...(every.get(i) ?? []), ...list]);
      for (const [from, to] of together(list)) {
        along += (to - from) * length;
        if ((to - from) * length <= longest) continue;
        longest = (to - from) * length;
        place = [x0 + ((from + to) / 2) * (x1 - x0), y0 + ((from + to) / 2) * (y1 - y0)];
      }
    }
    return {
      key,
      left,
      right,
      record,
      length: along > 0 ? along : inside,
      along: total > 0 ? along / total : 0,
      spans: lengthsAlong(pieces, stretches, goesNorth),
      at: fromPlane(frame, ...place),
    };
  });
  let onSeams = 0;
  for (const [i, list] of every)
    for (const [from, to] of together(list)) onSeams += (to - from) * (pieces[i]?.length ?? 0);
  return {
    runs: runs.sort((one, other) => other.length - one.length || (one.key < other.key ? -1 : 1)),
    along: total > 0 ? onSeams / total : 0,
    beside: lines.length > 0 ? restOf(frame, pieces, every) : [],
    beginning: back === null ? null : goesNorth ? (back + 180) % 360 : back,
  };
}

/** Bearing of the line's first place as seen from its last; null where the two are one. */
function bearingBack(pieces: readonly Piece[]): number | null {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return null;
  const [east, north] = [first.x0 - last.x1, first.y0 - last.y1];
  return Math.hypot(east, north) < 1 ? null : ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** The stretches of the pieces that none was noted for. */
const restOf = (frame: Frame, pieces: readonly Piece[], noted: Stretches): Line[] =>
  pieces.flatMap(({ x0, y0, x1, y1, length }, i) => {
    const taken = together(noted.get(i) ?? []);
    const at = (t: number): Lonlat => fromPlane(frame, x0 + t * (x1 - x0), y0 + t * (y1 - y0));
    const starts = [0, ...taken.map(([, to]) => to)];
    const ends = [...taken.map(([from]) => from), 1];
    return starts.flatMap((from, k) => {
      const to = ends[k] ?? 1;
      return (to - from) * length > 1e-3 ? [[at(from), at(to)]] : [];
    });
  });

const piecesOf = (frame: Frame, lines: readonly Line[]): Piece[] =>
  lines.flatMap((line) => edgesThrough(line.map((position) => toPlane(frame, position))));

const edgesThrough = (places: readonly (readonly [number, number])[]): Piece[] =>
  places.slice(1).flatMap(([x1, y1], i) => {
    const [x0, y0] = places[i] ?? [x1, y1];
    const length = Math.hypot(x1 - x0, y1 - y0);
    return length > 0 ? [{ x0, y0, x1, y1, length }] : [];
  });

/** Bounds in the plane, with `reach` metres to spare, and a hair more for what rounding may do. */
function setBox(
  box: { west: number; south: number; east: number; north: number },
  frame: Frame,
  [west, south, east, north]: Bounds,
  reach: number,
): void {
  const [x0, y0] = toPlane(frame, [west, south]);
  const [x1, y1] = toPlane(frame, [east, north]);
  const spare = reach + 2 * onTheLine;
  box.west = x0 - spare;
  box.south = y0 - spare;
  box.east = x1 + spare;
  box.north = y1 + spare;
}

function placeAt({ arrangement: a }: Coverage, place: number): Lonlat {
  const vertex = a.chainVertex[place] ?? 0;
  return [(a.vertexX[vertex] ?? 0) / unitsPerDegree, (a.vertexY[vertex] ?? 0) / unitsPerDegree];
}

/** Of all that a footprint may reach. */
function boundsOf({ polygons, other, lines, points }: Footprint): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of [...polygons.flat(), ...(other?.polygons.flat() ?? []), ...lines, points])
    for (const [longitude, latitude] of line) {
      west = Math.min(west, longitude);
      south = Math.min(south, latitude);
      east = Math.max(east, longitude);
      north = Math.max(north, latitude);
    }
  return [west, south, east, north];
}
