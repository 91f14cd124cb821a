import type { Footprint } from '../footprint.ts';
import type { Lonlat } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { claimsOn } from './claims.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { type Frame, frameAt } from './frame.ts';
import { plainlyAlone } from './left-alone.ts';
import { type Measurement, measure } from './overlap.ts';
import { visitEdges } from './raster.ts';
import { type Rules, rulesFor } from './rules.ts';
import type { SeamRun } from './seam-runs.ts';
import type { Change, Jurisdiction, Verdict } from './verdict.ts';
import { compass, metres } from './wording.ts';

/** Larger footprints than this, in positions and in square metres, are not moved about to see what would change. */
const movable = { positions: 1_000, area: 25e6, parties: 4 };

/**
 * The shortest moves that would leave one party alone, likeliest party first: of a polygon as a whole, or of a place known within a radius;
 * for the latter also the accuracy that would settle it.
 */
export function findChanges(
  coverage: Coverage,
  footprint: Footprint,
  verdict: Verdict,
  {
    rules: allRules,
    category,
    seams = [],
  }: {
    readonly rules: Rules;
    readonly category?: string | undefined;
    readonly seams?: readonly SeamRun[];
  },
): Change[] {
  if (!mayMove(footprint, verdict)) return [];
  const rules = rulesFor(allRules, category);
  const frame = frameAt(...middleOf(footprint));
  const leftAlone = (moved: Footprint): string | null => soleParty(measure(coverage, moved), rules, seams);
  const plainly =
    footprint.kind === 'point' ? () => undefined : plainlyAlone(coverage, footprint.polygons, rules, seams);
  const leftAloneMoved = (bearing: number, distance: number): string | null => {
    const plain = plainly(
      (Math.sin(bearing) * distance) / frame.scaleX,
      (Math.cos(bearing) * distance) / frame.scaleY,
    );
    return plain === undefined ? leftAlone(moveBy(footprint, frame, bearing, distance)) : plain;
  };
  const changes: Change[] = [];
  const parties = verdict.parties.filter((party) => party.share > 0 || party.probability !== null);
  for (const { jurisdiction } of parties.slice(0, 2)) {
    const start = bearingInto(coverage, footprint, frame, jurisdiction.code);
    if (start === null) continue;
    const move = shortestMove(
      start,
      reachOf(footprint, frame),
      (bearing, distance) => leftAloneMoved(bearing, distance) === jurisdiction.code,
    );
    if (move) changes.push(tellMove(footprint, jurisdiction, move));
  }
  changes.sort((one, other) => (one.move?.metres ?? 0) - (other.move?.metres ?? 0));
  const accuracy = footprint.kind === 'point' ? accuracyThatSettles(footprint, leftAlone) : null;
  const settled = parties.find(({ jurisdiction }) => jurisdiction.code === accuracy?.code)?.jurisdiction;
  if (accuracy && settled) {
    const radius = accuracy.metres.toFixed(1);
    changes.push({
      zh: `精度达到 ±${radius} m`,
      en: `Known within ±${radius} m`,
      move: null,
      result: alone(settled),
    });
  }
  return changes;
}

function mayMove(footprint: Footprint, verdict: Verdict): boolean {
  if (!footprint.certain || verdict.parties.length < 2 || verdict.parties.length > movable.parties)
    return false;
  if (footprint.kind === 'point')
    return verdict.outcome === 'uncertain' && footprint.points.length === 1 && footprint.accuracy > 0;
  if (footprint.kind === 'line' || verdict.outcome !== 'joint' || footprint.accuracy > 0) return false;
  const positions = footprint.polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  return positions <= movable.positions && footprint.area <= movable.area;
}

/** The party that would be the only one called or told, null if there is none or several. */
function soleParty(measurement: Measurement, rules: Rules, seams: readonly SeamRun[]): string | null {
  const counted = claimsOn(measurement, measurement.extent, rules, seams).claims.filter(
    (claim) => claim.standing !== 'touched',
  );
  return counted.length === 1 ? (counted[0]?.jurisdiction.code ?? null) : null;
}

/** Compass bearing, in radians, square to the party's border near the footprint, into the party. */
function bearingInto(coverage: Coverage, footprint: Footprint, frame: Frame, code: string): number | null {
  const { arrangement: a, raster } = coverage;
  const party = coverage.parties.findIndex((one) => one.code === code);
  const [west, south, east, north] = boundsInUnits(footprint);
  const seen = new Set<number>();
  let [intoEast, intoNorth] = [0, 0];
  visitEdges(raster, west, south, east, north, (edge) => {
    const chain = raster.edgeChain[edge] ?? 0;
    const onLeft = partiesOf(coverage, a.chainLeft[chain] ?? 0).includes(party);
    if (seen.has(edge) || onLeft === partiesOf(coverage, a.chainRight[chain] ?? 0).includes(party)) return;
    seen.add(edge);
    const [p, q] = [a.chainVertex[edge] ?? 0, a.chainVertex[edge + 1] ?? 0];
    const [t0, t1] = within(
      [a.vertexX[p] ?? 0, a.vertexY[p] ?? 0],
      [a.vertexX[q] ?? 0, a.vertexY[q] ?? 0],
      [west, south, east, north],
    );
    if (!(t1 > t0)) return;
    const side = (onLeft ? 1 : -1) * (t1 - t0);
    intoEast -= side * ((a.vertexY[q] ?? 0) - (a.vertexY[p] ?? 0)) * frame.scaleY;
    intoNorth += side * ((a.vertexX[q] ?? 0) - (a.vertexX[p] ?? 0)) * frame.scaleX;
  });
  return intoEast === 0 && intoNorth === 0 ? null : Math.atan2(intoEast, intoNorth);
}

/** The stretch of an edge, as fractions, that lies in a box (Liang and Barsky 1984). */
function within(
  [px, py]: readonly [number, number],
  [qx, qy]: readonly [number, number],
  [west, south, east, north]: readonly [number, number, number, number],
): [number, number] {
  let [t0, t1] = [0, 1];
  for (const [step, room] of [
    [px - qx, px - west],
    [qx - px, east - px],
    [py - qy, py - south],
    [qy - py, north - py],
  ] as const) {
    if (step === 0 && room < 0) return [1, 0];
    if (step < 0) t0 = Math.max(t0, room / step);
    if (step > 0) t1 = Math.min(t1, room / step);
  }
  return [t0, t1];
}

interface Move {
  /** Radians from north, clockwise. */
  readonly bearing: number;
  readonly metres: number;
}

/** Metres beyond which a move would be another incident. */
const farthestMove = 2_000;
/** Metres: moves are told to a tenth. */
const precision = 0.04;

/**
 * The shortest move that does it: first straight into the party, then turned to either side as long as that is shorter.
 * `reach` is how far the footprint stretches, beyond which a straight border lets nothing stay behind.
 */
function shortestMove(
  start: number,
  reach: number,
  works: (bearing: number, metres: number) => boolean,
): Move | null {
  let best: Move | null = null;
  for (const turn of turns) {
    const bearing = start + (turn * Math.PI) / 180;
    // Unless half a per cent shorter in this direction, it is not worth finding out by how much.
    let far: number = best ? 0.995 * best.metres : reach;
    let near = 0;
    while (!works(bearing, far)) {
      near = far;
      far = best || far > farthestMove ? Number.POSITIVE_INFINITY : 2 * far;
      if (far === Number.POSITIVE_INFINITY) break;
    }
    if (far === Number.POSITIVE_INFINITY) continue;
    while (far - near > precision) {
      const middle = (near + far) / 2;
      if (works(bearing, middle)) far = middle;
      else near = middle;
    }
    best = { bearing, metres: far };
  }
  return best;
}

/** Degrees off the first direction, in the order they are tried. */
const turns = [0, 6, -6, 15, -15, 35, -35, 60, -60];

/** The largest radius, in metres, under which one party alone is left, and which. */
function accuracyThatSettles(
  footprint: Footprint,
  leftAlone: (moved: Footprint) => string | null,
): { readonly metres: number; readonly code: string } | null {
  let [settled, open] = [0, footprint.accuracy];
  let code: string | null = null;
  while (open - settled > 0.05) {
    const accuracy = (settled + open) / 2;
    const found = leftAlone({ ...footprint, accuracy, polygons: [] });
    if (found === null) open = accuracy;
    else [settled, code] = [accuracy, found];
  }
  // Half a metre is as good as any fix gets.
  return code !== null && settled >= 0.5 ? { metres: Math.floor(settled * 10) / 10, code } : null;
}

function moveBy(footprint: Footprint, frame: Frame, bearing: number, distance: number): Footprint {
  const east = (Math.sin(bearing) * distance) / frame.scaleX / unitsPerDegree;
  const north = (Math.cos(bearing) * distance) / frame.scaleY / unitsPerDegree;
  const shift = ([longitude, latitude]: Lonlat): Lonlat => [longitude + east, latitude + north];
  return {
    ...footprint,
    points: footprint.points.map(shift),
    // Of a point only the probabilities matter.
    polygons:
      footprint.kind === 'point'
        ? []
        : footprint.polygons.map((rings) => rings.map((ring) => ring.map(shift))),
  };
}

function tellMove(footprint: Footprint, jurisdiction: Jurisdiction, move: Move): Change {
  const degrees = ((((move.bearing * 180) / Math.PI) % 360) + 360) % 360;
  const direction = compass(degrees);
  // Rounded up: moved by what it says, it is enough.
  const distance = Math.ceil(move.metres * 10 - 1e-6) / 10;
  return {
    zh:
      footprint.kind === 'point'
        ? `再向${direction.zh} ${metres(distance)}`
        : `整体${direction.zh}移 ${metres(distance)}`,
    en:
      footprint.kind === 'point'
        ? `${metres(distance)} further ${direction.en}`
        : `Moved ${metres(distance)} ${direction.en}`,
    move: { metres: distance, bearing: Math.round(degrees * 10) / 10 },
    result: alone(jurisdiction),
  };
}

const alone = (jurisdiction: Jurisdiction) => ({
  zh: `${jurisdiction.name}单独`,
  en: `${jurisdiction.nameEn} alone`,
});

function boundsInUnits(footprint: Footprint): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of footprint.polygons)
    for (const ring of rings)
      for (const [longitude, latitude] of ring) {
        west = Math.min(west, longitude * unitsPerDegree);
        east = Math.max(east, longitude * unitsPerDegree);
        south = Math.min(south, latitude * unitsPerDegree);
        north = Math.max(north, latitude * unitsPerDegree);
      }
  return [west, south, east, north];
}

/** Metres from one end of the footprint to the other, at most. */
function reachOf(footprint: Footprint, frame: Frame): number {
  const [west, south, east, north] = boundsInUnits(footprint);
  return Math.hypot((east - west) * frame.scaleX, (north - south) * frame.scaleY);
}

function middleOf(footprint: Footprint): Lonlat {
  const [west, south, east, north] = boundsInUnits(footprint);
  return [(west + east) / 2 / unitsPerDegree, (south + north) / 2 / unitsPerDegree];
}
