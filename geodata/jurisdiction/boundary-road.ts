import type { Claim } from './claims.ts';
import { reasonBeside, reasonOnRoad } from './reasons.ts';
import type { Rules } from './rules.ts';
import type { SeamRun } from './seam-runs.ts';
import type { Surroundings } from './surroundings.ts';
import type { Defect, Jurisdiction } from './verdict.ts';

/** How a stretch along a seam is shared: by the side it lies on, wholly by one side, or by both. */
export interface Stretch {
  readonly run: SeamRun;
  readonly sharing: 'bySide' | 'holder' | 'both';
  /** Who has the whole carriageway; null but for 'holder'. */
  readonly holder: string | null;
}

export interface BoundaryRoad {
  /** Longest first. */
  readonly stretches: readonly Stretch[];
  /** Bearing of the end that the line is measured from (see SeamRuns). */
  readonly beginning: number | null;
  readonly claims: readonly Claim[];
  /** Seams without a basis that would have decided. */
  readonly defects: readonly Defect[];
}

/**
 * Rule 5: a line that runs along seams for half its length is a boundary road, and what the seams were drawn along decides
 * whose it is. Null for any other footprint. `jurisdictionOf` names the sides that the line itself does not lie in.
 */
export function settleBoundaryRoad(
  claims: readonly Claim[],
  surroundings: Surroundings,
  rules: Rules,
  jurisdictionOf: (code: string) => Jurisdiction | null,
): BoundaryRoad | null {
  if (surroundings.along < rules.onSeamShare) return null;
  const runs = surroundings.seams.filter(({ along }) => along >= rules.jointShare);
  const stretches = [...runs].sort((one, other) => other.along - one.along).map(stretchOf);
  if (stretches.length === 0) return null;
  const unknown = stretches.filter(
    ({ sharing, run }) => sharing === 'both' && (run.record?.basis ?? null) === null,
  );
  const defects = unknown
    .filter(({ run }, i) => unknown.findIndex((other) => other.run.key === run.key) === i)
    .map(
      ({ run }): Defect => ({
        kind: 'no-basis',
        key: run.key,
        at: run.at,
        codes: [run.left, run.right],
        width: null,
        area: null,
      }),
    );
  const { beginning } = surroundings;
  if (stretches.every(({ sharing }) => sharing === 'bySide'))
    return { stretches, beginning, claims, defects };
  const weights = weighStretches(stretches, claims, surroundings);
  const sides = new Set(stretches.flatMap(({ run }) => [run.left, run.right]));
  const known = new Map(claims.map((claim) => [claim.jurisdiction.code, claim]));
  const settled = [...sides].flatMap((code): Claim[] => {
    const jurisdiction = known.get(code)?.jurisdiction ?? jurisdictionOf(code);
    if (!jurisdiction) return [];
    const weight = weights.get(code) ?? 0;
    const claim: Claim = known.get(code) ?? {
      jurisdiction,
      holding: null,
      standing: 'inform',
      rule: 'seam-holder',
      reason: null,
      share: 0,
      area: null,
      width: 0,
      probability: null,
      distance: surroundings.away.get(code) ?? 0,
      weight,
    };
    return [{ ...claim, weight, ...standingOf(code, claim, weight, stretches, rules) }];
  });
  const others = claims.filter(({ jurisdiction }) => !sides.has(jurisdiction.code));
  return { stretches, beginning, claims: [...settled, ...others], defects };
}

/** Whether two stretches follow the same on the ground and are whose they are for the same reason. */
export const isAlike = (one: Stretch, other: Stretch): boolean =>
  one.sharing === other.sharing &&
  one.holder === other.holder &&
  one.run.record?.basis === other.run.record?.basis;

function stretchOf(run: SeamRun): Stretch {
  const { basis = null, holder = null } = run.record ?? {};
  if (basis === 'centreline') return { run, sharing: 'bySide', holder: null };
  return basis !== null && (holder === run.left || holder === run.right)
    ? { run, sharing: 'holder', holder }
    : { run, sharing: 'both', holder: null };
}

/** A stretch that no side has to itself counts half for each, whichever side of the seam it was drawn on. */
function weighStretches(
  stretches: readonly Stretch[],
  claims: readonly Claim[],
  { along, beside }: Surroundings,
): ReadonlyMap<string, number> {
  const weights = new Map(beside);
  const add = (code: string, part: number): void => {
    weights.set(code, (weights.get(code) ?? 0) + part);
  };
  const shareOf = (code: string): number =>
    claims.find(({ jurisdiction }) => jurisdiction.code === code)?.share ?? 0;
  // Where seams come close to one another the same metre runs along several.
  const scale = along / stretches.reduce((sum, { run }) => sum + run.along, 0);
  for (const { run, sharing, holder } of stretches) {
    const part = scale * run.along;
    const [left, right] = [shareOf(run.left), shareOf(run.right)];
    const leftPart =
      sharing === 'both'
        ? 0.5
        : sharing === 'holder'
          ? Number(holder === run.left)
          : left / (left + right || 1);
    add(run.left, part * leftPart);
    add(run.right, part * (1 - leftPart));
  }
  return weights;
}

function standingOf(
  code: string,
  claim: Claim,
  weight: number,
  stretches: readonly Stretch[],
  rules: Rules,
): Pick<Claim, 'standing' | 'rule' | 'reason'> {
  const own = stretches.filter(({ run }) => run.left === code || run.right === code);
  const shared = own.find(({ sharing }) => sharing === 'both');
  if (shared) return { standing: 'duty', rule: 'boundary-road', reason: reasonOnRoad(shared) };
  const held = own.find(({ holder }) => holder === code);
  if (held) return { standing: 'duty', rule: 'seam-holder', reason: reasonOnRoad(held) };
  const lost = own.find(({ holder }) => holder !== null);
  if (!lost) return claim;
  return weight >= rules.jointShare
    ? { standing: 'duty', rule: 'joint-share', reason: null }
    : { standing: 'inform', rule: 'seam-holder', reason: reasonBeside(lost) };
}
