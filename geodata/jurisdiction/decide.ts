import { type Claim, type Claims, claimsOn } from './claims.ts';
import type { Duties } from './duties.ts';
import { changeOfLead, explainClaim, explainLead, explainVerdict } from './explain.ts';
import { blows, findLead } from './lead.ts';
import type { Measurement } from './overlap.ts';
import { type Rules, rulesFor } from './rules.ts';
import type { Jurisdiction, Outcome, Party, Verdict, WhistleKind } from './verdict.ts';

export interface DecideContext {
  readonly rules: Rules;
  readonly kind?: WhistleKind | undefined;
  readonly category?: string | undefined;
  /** Code of the area that blows the whistle. */
  readonly blower?: string | undefined;
  readonly duties: Duties;
  /** Names of areas, and their paths; null for an unknown code. */
  readonly jurisdictionOf: (code: string) => Jurisdiction | null;
}

/** From what lies where to who must come, in which role, and why. Knows no geometry. */
export function decide(measurement: Measurement, context: DecideContext): Verdict {
  const rules = rulesFor(context.rules, context.category);
  const { claims, flags, doubtful } = weigh(measurement, rules);
  const duty = claims.filter((claim) => claim.standing === 'duty');
  const outcome = outcomeOf(measurement, duty, doubtful);
  const blower = context.blower === undefined ? [] : (context.jurisdictionOf(context.blower)?.path ?? []);
  const lead = findLead(duty, blower, rules);
  const coordinator = commonSuperior(duty.map((claim) => claim.jurisdiction));
  // Short of an emergency, doubt calls nobody but the likeliest: the others are told until there is a better fix.
  const calls = outcome !== 'uncertain' || context.kind === 'emergency';

  const parties = claims
    .filter((claim) => claim.standing !== 'touched')
    .map((claim): Party => {
      const leads = lead?.claim === claim;
      const role = leads ? 'lead' : claim.standing === 'duty' && calls ? 'assist' : 'inform';
      return {
        jurisdiction: claim.jurisdiction,
        holding: null,
        role,
        share: claim.share,
        area: claim.area,
        probability: claim.probability,
        distance: claim.distance,
        rule: leads ? lead.rule : claim.rule,
        why: leads ? explainLead(lead, rules) : explainClaim(claim, blows(claim, blower), rules),
        departments: role === 'inform' ? [] : context.duties(claim.jurisdiction.path, context.category),
        shape: null,
      };
    })
    .sort(
      (one, other) =>
        roles.indexOf(one.role) - roles.indexOf(other.role) ||
        (other.probability ?? other.share) - (one.probability ?? one.share) ||
        (one.jurisdiction.code < other.jurisdiction.code ? -1 : 1),
    );
  const verdict: Omit<Verdict, 'sentence'> = {
    outcome,
    edition: measurement.edition,
    rules: context.rules.version,
    geometryHash: measurement.hash,
    footprint: { area: measurement.area, length: measurement.length, accuracy: measurement.accuracy },
    parties,
    touched: claims
      .filter((claim) => claim.standing === 'touched')
      .map(({ jurisdiction, share, area, width }) => ({ jurisdiction, share, area: area ?? 0, width })),
    gap: measurement.extent.gap,
    overlap: measurement.extent.overlap,
    outside: measurement.extent.outside,
    coordinator: coordinator === null ? null : context.jurisdictionOf(coordinator),
    wouldChange: outcome === 'joint' && lead?.rule === 'largest-share' ? [changeOfLead(rules)] : [],
    seams: [],
    impact: null,
    defects: flags.map((kind) => ({ kind, key: kind, at: null, codes: [], width: null, area: null })),
  };
  return {
    ...verdict,
    sentence: explainVerdict(verdict, {
      subject: subjectOf(measurement, context.category, rules),
      emergency: context.kind === 'emergency',
      certain: measurement.certain,
      boundary: measurement.boundary,
      jurisdictionOf: context.jurisdictionOf,
    }),
  };
}

const roles = ['lead', 'assist', 'inform'] as const;

/** What the sentences call the footprint. */
const subjectOf = (measurement: Measurement, category: string | undefined, rules: Rules) =>
  category !== undefined && rules.buildings.includes(category)
    ? 'building'
    : measurement.kind === 'point'
      ? 'place'
      : 'area';

/**
 * Claims on both extents of a footprint. Doubtful is who would come or go if the footprint lay anywhere within its accuracy:
 * then those of either extent are named.
 */
function weigh(measurement: Measurement, rules: Rules): Claims & { readonly doubtful: boolean } {
  const main = claimsOn(measurement, measurement.extent, rules);
  if (!measurement.other || measurement.accuracy <= rules.tolerance) return { ...main, doubtful: false };
  const other = claimsOn(measurement, measurement.other, rules);
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
  return { claims: [...kept, ...added], flags: main.flags, doubtful: differs || mayVanish };
}

function outcomeOf(measurement: Measurement, duty: readonly Claim[], doubtful: boolean): Outcome {
  if (duty.length === 0) return 'unassigned';
  if (!measurement.certain || doubtful) return 'uncertain';
  if (duty.length === 1) return 'sole';
  // Rule 7: where three areas or more are within reach of a point, all of them come; a better fix would not tell them apart.
  const byProbability = duty.filter((claim) => claim.rule === 'joint-probability');
  return byProbability.length === duty.length && duty.length === 2 ? 'uncertain' : 'joint';
}

/** Code of the lowest area above, or equal to, all of them; null for none. */
export function commonSuperior(
  jurisdictions: readonly { readonly path: readonly string[] }[],
): string | null {
  const [first, ...rest] = jurisdictions;
  return first?.path.findLast((code) => rest.every(({ path }) => path.includes(code))) ?? null;
}
