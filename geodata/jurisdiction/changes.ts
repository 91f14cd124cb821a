import type { Footprint } from '../footprint.ts';
import type { Lonlat } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { bearingInto, boundsInUnits } from './bearing.ts';
import { claimsOn } from './claims.ts';
import type { Coverage } from './coverage.ts';
import { type Frame, frameAt } from './frame.ts';
import { excessBeside } from './left-alone.ts';
import { excessAround } from './moved-place.ts';
import { measure } from './overlap.ts';
import { type Rules, rulesFor } from './rules.ts';
import type { SeamRun } from './seam-runs.ts';
import { type Move, shortestMove } from './shortest-move.ts';
import { leastSteps } from './threshold.ts';
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
  const excess = createExcess(coverage, footprint, frame, rules, seams);
  const changes: Change[] = [];
  const parties = verdict.parties.filter((party) => party.share > 0 || party.probability !== null);
  for (const { jurisdiction } of parties.slice(0, 2)) {
    const party = placeOfParty(coverage, jurisdiction.code);
    const start = bearingInto(coverage, footprint, frame, party);
    if (start === null) continue;
    const move = shortestMove(start, reachOf(footprint, frame), (bearing, distance) =>
      excess(party, bearing, distance, footprint.accuracy),
    );
    if (move) changes.push(tellMove(footprint, jurisdiction, move));
  }
  changes.sort((one, other) => (one.move?.metres ?? 0) - (other.move?.metres ?? 0));
  if (footprint.kind === 'point')
    changes.push(
      ...accuracyThatSettles(
        footprint.accuracy,
        parties.map(({ jurisdiction }) => jurisdiction),
        (code, accuracy) => excess(placeOfParty(coverage, code), 0, 0, accuracy),
      ),
    );
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

/** How far a footprint is from one party's alone, moved, and known within so many metres: 0 or less where it is. */
type ExcessFor = (party: number, bearing: number, distance: number, accuracy: number) => number;

function createExcess(
  coverage: Coverage,
  footprint: Footprint,
  frame: Frame,
  rules: Rules,
  seams: readonly SeamRun[],
): ExcessFor {
  const [place] = footprint.points;
  const beside = place ? null : excessBeside(coverage, footprint.polygons, rules, seams);
  return (party, bearing, distance, accuracy) => {
    const east = (Math.sin(bearing) * distance) / frame.scaleX;
    const north = (Math.cos(bearing) * distance) / frame.scaleY;
    const plain = place
      ? excessAround(coverage, shifted(place, east, north), accuracy, party, rules)
      : beside?.(party, east, north);
    if (plain !== undefined) return plain;
    const moved = { ...movedBy(footprint, east, north), accuracy };
    return soleParty(coverage, moved, rules, seams) === coverage.parties[party]?.code ? -Infinity : Infinity;
  };
}

/** The party that would be the only one called or told by all of the rules, null if there is none or several. */
function soleParty(
  coverage: Coverage,
  footprint: Footprint,
  rules: Rules,
  seams: readonly SeamRun[],
): string | null {
  const measurement = measure(coverage, footprint);
  const counted = claimsOn(measurement, measurement.extent, rules, seams).claims.filter(
    (claim) => claim.standing !== 'touched',
  );
  return counted.length === 1 ? (counted[0]?.jurisdiction.code ?? null) : null;
}

/** Of a point only the probabilities matter, which have no polygons. */
const movedBy = (footprint: Footprint, east: number, north: number): Footprint => ({
  ...footprint,
  points: footprint.points.map((point) => shifted(point, east, north)),
  polygons:
    footprint.kind === 'point'
      ? []
      : footprint.polygons.map((rings) =>
          rings.map((ring) => ring.map((position) => shifted(position, east, north))),
        ),
});

const shifted = ([longitude, latitude]: Lonlat, east: number, north: number): Lonlat => [
  longitude + east / unitsPerDegree,
  latitude + north / unitsPerDegree,
];

/** Accuracies are told to a tenth of a metre, and half a metre is as good as any fix gets. */
const stepsPerMetre = 10;
const bestFix = 5;

/** The largest radius under which one of the parties alone is left. */
function accuracyThatSettles(
  given: number,
  parties: readonly Jurisdiction[],
  excess: (code: string, accuracy: number) => number,
): Change[] {
  const most = Math.ceil(given * stepsPerMetre);
  if (most <= bestFix) return [];
  for (const jurisdiction of parties) {
    const after = (steps: number): number => excess(jurisdiction.code, (most - steps) / stepsPerMetre);
    const [worst, best] = [after(0), after(most - bestFix)];
    if (worst <= 0 || best > 0) continue;
    const steps = leastSteps(after, [0, worst], [most - bestFix, best]);
    const radius = ((most - steps) / stepsPerMetre).toFixed(1);
    return [
      {
        zh: `精度达到 ±${radius} m`,
        en: `Known within ±${radius} m`,
        move: null,
        result: alone(jurisdiction),
      },
    ];
  }
  return [];
}

function tellMove(footprint: Footprint, jurisdiction: Jurisdiction, move: Move): Change {
  const degrees = ((((move.bearing * 180) / Math.PI) % 360) + 360) % 360;
  const direction = compass(degrees);
  const distance = move.metres;
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

/** Metres from one end of the footprint to the other, at most. */
function reachOf(footprint: Footprint, frame: Frame): number {
  const [west, south, east, north] = boundsInUnits(footprint);
  return Math.hypot((east - west) * frame.scaleX, (north - south) * frame.scaleY);
}

function middleOf(footprint: Footprint): Lonlat {
  const [west, south, east, north] = boundsInUnits(footprint);
  return [(west + east) / 2 / unitsPerDegree, (south + north) / 2 / unitsPerDegree];
}

const placeOfParty = ({ parties }: Coverage, code: string): number =>
  parties.findIndex((party) => party.code === code);
