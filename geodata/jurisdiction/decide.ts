import type { Level } from '../area.ts';
import { type BoundaryRoad, settleBoundaryRoad } from './boundary-road.ts';
import { type Claim, type Claims, claimsOn } from './claims.ts';
import type { Duties } from './duties.ts';
import { explainVerdict } from './explain.ts';
import { claimsOnHoldings, joinOwnHoldings } from './holding-claims.ts';
import { blows, type Contest, findLead, type Lead } from './lead.ts';
import type { Measurement } from './overlap.ts';
import { addExclaves, addImpact } from './reach-claims.ts';
import { explainClaim, explainLead } from './reasons.ts';
import { changesOfRule } from './rule-changes.ts';
import { type Rules, rulesFor } from './rules.ts';
import { nothingAround, type Surroundings } from './surroundings.ts';
import type { Defect, Jurisdiction, Outcome, Party, SeamMet, Verdict, WhistleKind } from './verdict.ts';

export interface DecideContext {
  readonly rules: Rules;
  readonly kind?: WhistleKind | undefined;
  readonly category?: string | undefined;
  /** Code of the area that blows the whistle. */
  readonly blower?: string | undefined;
  /** ISO time the case is judged for: agreements hold from and until a time, and without one none does. */
  readonly at?: string | undefined;
  /** First check-ins of an emergency. */
  readonly onSite?: readonly OnSite[] | undefined;
  readonly duties: Duties;
  /** Names of areas, and their paths; null for an unknown code. */
  readonly jurisdictionOf: (code: string) => Jurisdiction | null;
}

/** Who was on site when: code of a party or of an area in it, and ISO time. */
export interface OnSite {
  readonly code: string;
  readonly at: string;
}

/** From what lies where, and around it, to who must come, in which role, and why. Knows no geometry. */
export function decide(
  measurement: Measurement,
  context: DecideContext,
  surroundings: Surroundings = nothingAround,
): Verdict {
  const rules = rulesFor(context.rules, context.category);
  const emergency = context.kind === 'emergency';
  const holding = claimsOnHoldings(surroundings.holdings, rules, ancestorIn(context));
  const settled = settle(measurement, surroundings, holding, rules, context);
  const duty = settled.claims.filter(({ standing }) => standing === 'duty');
  const outcome = outcomeOf(measurement, settled);
  // Short of an emergency, doubt calls nobody but the likeliest: the others are told until there is a better fix.
  const calls = outcome !== 'uncertain' || emergency;
  const aid = calls ? settled.claims.filter(({ standing }) => standing === 'aid') : [];
  const areas = new Set(settled.claims.map(({ jurisdiction }) => jurisdiction.code));
  const bodies = holding.filter(({ jurisdiction }) => !areas.has(jurisdiction.code));
  const pathOf = (code: string): readonly string[] => context.jurisdictionOf(code)?.path ?? [];
  const contest: Contest = {
    duty,
    aid,
    bodies: calls ? holding.filter(({ standing }) => standing === 'duty') : [],
    seams: surroundings.seams,
    category: context.category,
    at: context.at,
    onSite: emergency ? (context.onSite ?? []).map(({ code, at }) => ({ path: pathOf(code), at })) : [],
    blower: context.blower === undefined ? [] : pathOf(context.blower),
  };
  const lead = findLead(contest, rules);
  const coordinator = commonSuperior(
    [...duty, ...aid, ...(duty.length > 0 ? contest.bodies.filter(isAdministration) : [])].map(
      ({ jurisdiction }) => jurisdiction,
    ),
  );
  const called = [...settled.claims.filter(({ standing }) => standing !== 'touched'), ...bodies]
    .map((claim) => ({ claim, party: partyOf(claim, lead, calls, contest.blower, rules, context) }))
    .sort((one, other) => inOrder(one.party, other.party));
  const verdict: Omit<Verdict, 'sentence'> = {
    outcome,
    edition: measurement.edition,
    rules: context.rules.version,
    geometryHash: measurement.hash,
    footprint: { area: measurement.area, length: measurement.length, accuracy: measurement.accuracy },
    parties: called.map(({ party }) => party),
    touched: settled.claims
      .filter(({ standing }) => standing === 'touched')
      .map(({ jurisdiction, share, area, width }) => ({ jurisdiction, share, area: area ?? 0, width })),
    gap: measurement.extent.gap,
    overlap: measurement.extent.overlap,
    outside: measurement.extent.outside,
    coordinator: coordinator === null ? null : context.jurisdictionOf(coordinator),
    wouldChange: changesOfRule({ outcome, contest, lead, road: settled.road, rules }),
    seams: seamsMet(surroundings, settled, lead),
    impact: surroundings.impact && { radius: surroundings.impact.radius, area: surroundings.impact.area },
    defects: settled.defects,
  };
  return {
    ...verdict,
    sentence: explainVerdict(verdict, {
      subject: subjectOf(measurement, context.category, rules),
      emergency,
      certain: measurement.certain,
      boundary: measurement.boundary,
      called,
      road: settled.road,
      exclaves: surroundings.exclaves,
      lead,
      jurisdictionOf: context.jurisdictionOf,
    }),
  };
}

/** Claims of areas, all rules on them applied. */
interface Settled {
  readonly claims: readonly Claim[];
  readonly doubtful: boolean;
  readonly road: BoundaryRoad | null;
  readonly defects: readonly Defect[];
}

function settle(
  measurement: Measurement,
  surroundings: Surroundings,
  holding: readonly Claim[],
  rules: Rules,
  { kind, jurisdictionOf }: DecideContext,
): Settled {
  const weighed = weigh(measurement, surroundings, rules);
  const road = settleBoundaryRoad(weighed.claims, surroundings, rules, jurisdictionOf);
  const owned = addExclaves(
    road?.claims ?? weighed.claims,
    surroundings.exclaves,
    kind === 'emergency',
    jurisdictionOf,
  );
  // On a road that is not shared by sides it does not matter on which side of the line it was drawn.
  const settledByRoad =
    surroundings.along > 1 - rules.jointShare &&
    road?.stretches.every(({ sharing }) => sharing !== 'bySide') === true;
  return {
    claims: joinOwnHoldings(addImpact(owned, surroundings, rules), holding, (claim) =>
      explainClaim(claim, false, rules),
    ),
    doubtful: weighed.doubtful && !settledByRoad,
    road,
    defects: [
      ...weighed.faults.flatMap((face) => surroundings.faultOf(face) ?? []),
      ...(road?.defects ?? []),
    ],
  };
}

/**
 * Claims on both extents of a footprint. Doubtful is who would come or go if the footprint lay anywhere within its accuracy:
 * then those of either extent are named.
 */
function weigh(
  measurement: Measurement,
  { seams }: Surroundings,
  rules: Rules,
): Claims & { readonly doubtful: boolean } {
  const main = claimsOn(measurement, measurement.extent, rules, seams);
  if (!measurement.other || measurement.accuracy <= rules.tolerance) return { ...main, doubtful: false };
  const other = claimsOn(measurement, measurement.other, rules, seams);
  const dutyOf = ({ claims }: Claims): Claim[] => claims.filter((claim) => claim.standing === 'duty');
  const here = new Set(dutyOf(main).map((claim) => claim.jurisdiction.code));
  const there = new Set(dutyOf(other).map((claim) => claim.jurisdiction.code));
  // A line's main extent already reaches as far as its accuracy; a polygon's other one does.
  const added = dutyOf(other)
    .filter((claim) => !here.has(claim.jurisdiction.code) && measurement.kind === 'polygon')
    .map((claim): Claim => {
      const part = measurement.extent.parts.find((one) => one.jurisdiction.code === claim.jurisdiction.code);
      return {
        ...claim,
        share: part?.share ?? 0,
        area: part?.area ?? 0,
        width: part?.width ?? 0,
        weight: part?.share ?? 0,
      };
    });
  const kept = main.claims.filter(
    (claim) => !added.some((one) => one.jurisdiction.code === claim.jurisdiction.code),
  );
  const mayVanish =
    here.size > 1 &&
    dutyOf(main).some((claim) => claim.rule !== 'gap-wide' && claim.width <= measurement.accuracy);
  const differs = here.size !== there.size || [...here].some((code) => !there.has(code));
  return { claims: [...kept, ...added], faults: main.faults, doubtful: differs || mayVanish };
}

function outcomeOf(measurement: Measurement, { claims, doubtful }: Settled): Outcome {
  const duty = claims.filter(({ standing }) => standing === 'duty');
  if (duty.length === 0) return 'unassigned';
  if (!measurement.certain || doubtful) return 'uncertain';
  // Rule 7: where three areas or more are within reach of a point, all of them come; a better fix would not tell them apart.
  const byProbability = duty.filter((claim) => claim.rule === 'joint-probability');
  if (byProbability.length === duty.length && duty.length === 2) return 'uncertain';
  return duty.length > 1 || claims.some(({ standing }) => standing === 'aid') ? 'joint' : 'sole';
}

/** Code of the lowest area above, or equal to, all of them; null for none. */
export function commonSuperior(
  jurisdictions: readonly { readonly path: readonly string[] }[],
): string | null {
  const [first, ...rest] = jurisdictions;
  return first?.path.findLast((code) => rest.every(({ path }) => path.includes(code))) ?? null;
}

/** Bodies of the administration have a superior; owners and companies have none that could coordinate. */
const isAdministration = ({ jurisdiction }: Claim): boolean => jurisdiction.path.length > 1;

const ancestorIn =
  ({ jurisdictionOf }: DecideContext) =>
  (code: string, level: Level): string | null =>
    jurisdictionOf(code)?.path.find((ancestor) => jurisdictionOf(ancestor)?.level === level) ?? null;

function partyOf(
  claim: Claim,
  lead: Lead | null,
  calls: boolean,
  blower: readonly string[],
  rules: Rules,
  { duties, category }: DecideContext,
): Party {
  // An area that leads as the manager of an asset does so by another claim of its own.
  const leads = lead?.claim.jurisdiction.code === claim.jurisdiction.code;
  const must = claim.standing === 'duty' || claim.standing === 'aid';
  const role = leads ? 'lead' : must && calls ? 'assist' : 'inform';
  const { jurisdiction, holding, share, area, probability, distance } = claim;
  return {
    jurisdiction,
    holding,
    role,
    share,
    area,
    probability,
    distance,
    rule: leads ? lead.rule : claim.rule,
    why: leads
      ? explainLead(lead, rules)
      : explainClaim(claim, holding === null && blows(claim, blower), rules),
    departments: role === 'inform' || holding !== null ? [] : duties(jurisdiction.path, category),
    shape: null,
  };
}

const roles = ['lead', 'assist', 'inform'] as const;

/** Lead first, areas before bodies, the larger part first. */
const inOrder = (one: Party, other: Party): number =>
  roles.indexOf(one.role) - roles.indexOf(other.role) ||
  Number(one.holding !== null) - Number(other.holding !== null) ||
  differ(other.probability ?? other.share, one.probability ?? one.share) ||
  (one.jurisdiction.code < other.jurisdiction.code ? -1 : 1);

/** Shares are known to a millionth: what differs by less is equal. */
const differ = (one: number, other: number): number => Math.round(1e6 * one) - Math.round(1e6 * other);

/** Seams between areas that must answer or are told, and those on record; their stretches together, with the basis of the longest. */
function seamsMet({ seams: runs }: Surroundings, { claims }: Settled, lead: Lead | null): SeamMet[] {
  const lengths = new Map<string, number>();
  for (const { key, length } of runs) lengths.set(key, (lengths.get(key) ?? 0) + length);
  const seams = runs
    .filter(({ key }, i) => runs.findIndex((run) => run.key === key) === i)
    .map((run) => ({ ...run, length: lengths.get(run.key) ?? run.length }));
  const codes = new Set(
    claims.filter(({ standing }) => standing !== 'touched').map(({ jurisdiction }) => jurisdiction.code),
  );
  return seams
    .filter(
      ({ left, right, record, length }) => (codes.has(left) && codes.has(right)) || (record && length > 0),
    )
    .map(({ key, left, right, length, record }) => ({
      key,
      left,
      right,
      length,
      basis: record?.basis ?? null,
      agreement: lead?.agreement?.seam === key ? lead.agreement.id : null,
    }));
}

/** What the sentences call the footprint. */
const subjectOf = (measurement: Measurement, category: string | undefined, rules: Rules) =>
  category !== undefined && rules.buildings.includes(category)
    ? 'building'
    : measurement.kind === 'polygon'
      ? 'area'
      : measurement.kind === 'line'
        ? 'line'
        : 'place';
