import type { Claim } from './claims.ts';
import type { Agreement } from './records.ts';
import type { Rules } from './rules.ts';
import type { SeamRun } from './seam-runs.ts';
import type { Rule } from './verdict.ts';

export interface Lead {
  readonly claim: Claim;
  readonly rule: Rule;
  /** How far its share is ahead of the next, 0 to 1. */
  readonly ahead: number;
  /** The agreement that decided it, and the key of its seam. */
  readonly agreement: (Agreement & { readonly seam: string }) | null;
}

/** What the lead may be decided by. */
export interface Contest {
  /** Areas with a duty, and others that must come. */
  readonly duty: readonly Claim[];
  readonly aid: readonly Claim[];
  /** Bodies beside the areas. */
  readonly bodies: readonly Claim[];
  readonly seams: readonly SeamRun[];
  readonly category: string | undefined;
  /** ISO time the case is judged for; no agreement holds without one. */
  readonly at: string | undefined;
  /** Who checked in when, in an emergency; empty in any other case. `path` is that of codes down to who it was. */
  readonly onSite: readonly { readonly path: readonly string[]; readonly at: string }[];
  /** Path of codes down to the one who blows. */
  readonly blower: readonly string[];
}

/** Rule 9: who leads, by the first that applies; null where nobody has a duty. */
export function findLead(contest: Contest, rules: Rules): Lead | null {
  const { duty, aid, bodies } = contest;
  const ranked = [...duty].sort((one, other) => other.weight - one.weight);
  const [first, second] = ranked;
  if (!first) return null;
  const ahead = first.weight - (second?.weight ?? 0);
  const by = (claim: Claim, rule: Rule): Lead => ({ claim, rule, ahead, agreement: null });
  const agreement = agreementAmong(contest);
  const agreed = duty.find((claim) => claim.jurisdiction.code === agreement?.lead);
  if (agreed) return { claim: agreed, rule: 'agreement', ahead, agreement };
  const there = duty.length + aid.length > 1 ? earliestOnSite(contest) : null;
  if (there) return by(there, 'earliest-on-site');
  const manager = bodies
    .filter(({ holding, share, jurisdiction: { path } }) => {
      // A body without a level stands in no path but its own, and cannot be told to lead.
      return holding?.kind === 'asset' && share >= rules.assetLeadShare && path.length > 1;
    })
    .sort((one, other) => other.share - one.share)[0];
  if (manager) return by(manager, 'asset-manager');
  // What made it one of several matters no more once it is the only one.
  if (!second) return by(first, first.rule.startsWith('joint') ? 'sole' : first.rule);
  // Shares are known to a millionth: exactly ten points ahead is ahead.
  if (ahead >= rules.leadMargin - 1e-6) return by(first, 'largest-share');
  const blowing = duty.find((claim) => blows(claim, contest.blower));
  if (blowing) return by(blowing, 'blower');
  // Who is ten points behind is no match for the largest, whatever its code.
  const rivals = duty.filter(({ weight }) => first.weight - weight < rules.leadMargin - 1e-6);
  // Around a gap that nobody has a share of, whoever borders it far off is no match for the one beside the place.
  const near = first.weight > 0 ? rivals : nearestOf(rivals);
  if (first.weight <= 0 && near.length === 1 && near[0]) return by(near[0], 'nearest');
  const [smallest = first] = near.sort((one, other) =>
    one.jurisdiction.code < other.jurisdiction.code ? -1 : 1,
  );
  return by(smallest, 'smallest-code');
}

/** Metres that are told: what differs by less is as near. */
const sameDistance = 0.1;

function nearestOf(claims: readonly Claim[]): Claim[] {
  const nearest = Math.min(...claims.map(({ distance }) => distance));
  return claims.filter(({ distance }) => distance < nearest + sameDistance);
}

/**
 * Whether a party blows the whistle: itself, a part of it, or an area above it that acts for it. `blower` is the path of
 * codes down to the one who blows.
 */
export const blows = ({ jurisdiction }: Pick<Claim, 'jurisdiction'>, blower: readonly string[]): boolean =>
  blower.includes(jurisdiction.code) || jurisdiction.path.includes(blower.at(-1) ?? '');

/** Of the agreements on seams between two areas with a duty, the one for this category before one for all, the longest seam first. */
function agreementAmong({ duty, seams, category, at }: Contest): Lead['agreement'] {
  const codes = new Set(duty.map(({ jurisdiction }) => jurisdiction.code));
  const time = at === undefined ? Number.NaN : Date.parse(at);
  const valid = seams
    .filter(({ left, right }) => codes.has(left) && codes.has(right))
    .flatMap(({ left, right, key, record }) =>
      (record?.agreements ?? [])
        .filter(
          (agreement) =>
            (agreement.lead === left || agreement.lead === right) &&
            (agreement.category === null || agreement.category === category) &&
            Date.parse(agreement.from) <= time &&
            (agreement.until === null || time < Date.parse(agreement.until)),
        )
        // Of two that hold at once the later made says what was agreed last.
        .sort((one, other) => Date.parse(other.from) - Date.parse(one.from) || (one.id < other.id ? -1 : 1))
        .map((agreement) => ({ ...agreement, seam: key })),
    );
  return valid.find((agreement) => agreement.category !== null) ?? valid[0] ?? null;
}

function earliestOnSite({ duty, aid, onSite }: Contest): Claim | null {
  const [...arrivals] = onSite;
  arrivals.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  for (const { path } of arrivals) {
    const claim = [...duty, ...aid].find(({ jurisdiction }) => path.includes(jurisdiction.code));
    if (claim) return claim;
  }
  return null;
}
