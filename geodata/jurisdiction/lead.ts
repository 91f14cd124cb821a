import type { Claim } from './claims.ts';
import type { Rules } from './rules.ts';
import type { Rule } from './verdict.ts';

export interface Lead {
  readonly claim: Claim;
  readonly rule: Rule;
  /** How far its share is ahead of the next, 0 to 1. */
  readonly ahead: number;
}

/**
 * Rule 9: who leads among areas with a duty, by the first that applies. Before these stand, in this order, an agreement on
 * the seam, the earliest on site, and the manager of the asset, once an edition carries them.
 */
export function findLead(duty: readonly Claim[], blower: readonly string[], rules: Rules): Lead | null {
  const ranked = [...duty].sort((one, other) => other.weight - one.weight);
  const [first, second] = ranked;
  if (!first) return null;
  const ahead = first.weight - (second?.weight ?? 0);
  // What made it one of several matters no more once it is the only one.
  if (!second) return { claim: first, rule: first.rule.startsWith('joint') ? 'sole' : first.rule, ahead };
  // Shares are known to a millionth: exactly ten points ahead is ahead.
  if (ahead >= rules.leadMargin - 1e-6) return { claim: first, rule: 'largest-share', ahead };
  const blowing = duty.find((claim) => blows(claim, blower));
  if (blowing) return { claim: blowing, rule: 'blower', ahead };
  const [smallest = first] = [...duty].sort((one, other) =>
    one.jurisdiction.code < other.jurisdiction.code ? -1 : 1,
  );
  return { claim: smallest, rule: 'smallest-code', ahead };
}

/**
 * Whether a party blows the whistle: itself, a part of it, or an area above it that acts for it. `blower` is the path of
 * codes down to the one who blows.
 */
export const blows = (claim: Claim, blower: readonly string[]): boolean =>
  blower.includes(claim.jurisdiction.code) || claim.jurisdiction.path.includes(blower.at(-1) ?? '');
