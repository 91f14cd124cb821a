import type { Claim } from './claims.ts';
import type { ExclaveMet } from './exclaves.ts';
import { reasonInExclave, reasonOfHost, reasonOfImpact } from './reasons.ts';
import type { Rules } from './rules.ts';
import type { Surroundings } from './surroundings.ts';
import type { Jurisdiction } from './verdict.ts';

/**
 * Rule 7: what lies in an exclave is its owner's, however far away, and the host is told; in an emergency the host is first
 * to respond where its main part is nearer. Hosts with a duty of their own keep it.
 */
export function addExclaves(
  claims: readonly Claim[],
  exclaves: readonly ExclaveMet[],
  emergency: boolean,
  jurisdictionOf: (code: string) => Jurisdiction | null,
): readonly Claim[] {
  return exclaves.reduce((all, exclave) => {
    const owner = all.find(({ jurisdiction }) => jurisdiction.code === exclave.owner);
    if (owner?.standing !== 'duty' || exclave.share < owner.share / 2) return all;
    const alone = all.every((claim) => claim === owner || claim.standing !== 'duty');
    const rule = alone ? 'exclave-owner' : owner.rule;
    const owned = all.map((claim) =>
      claim === owner ? { ...claim, rule, reason: reasonInExclave(exclave) } : claim,
    );
    const nearer = emergency && exclave.hostSeat < exclave.ownerSeat;
    const host = jurisdictionOf(exclave.host);
    return host
      ? withReached(owned, host, {
          standing: nearer ? 'aid' : 'inform',
          rule: 'exclave-host',
          reason: reasonOfHost(nearer),
          distance: 0,
        })
      : owned;
  }, claims);
}

/** Rule 4: areas reached by the impact zone only are told; where the category asks for it, they must come. */
export function addImpact(
  claims: readonly Claim[],
  { impact }: Surroundings,
  rules: Rules,
): readonly Claim[] {
  if (impact === null) return claims;
  const standing = rules.impactPromotes ? 'aid' : 'inform';
  return impact.reached.reduce(
    (all, { jurisdiction, distance }) =>
      withReached(all, jurisdiction, {
        standing,
        rule: 'impact',
        reason: reasonOfImpact(impact.radius, distance, rules.impactPromotes),
        distance,
      }),
    claims,
  );
}

type Reached = Pick<Claim, 'standing' | 'rule' | 'reason' | 'distance'>;

/** Adds a claim, or lifts the one there is; never takes a duty away. */
function withReached(
  claims: readonly Claim[],
  jurisdiction: Jurisdiction,
  reached: Reached,
): readonly Claim[] {
  const there = claims.find((claim) => claim.jurisdiction.code === jurisdiction.code);
  if (!there) {
    const byProbability = claims.some(({ probability }) => probability !== null);
    return [
      ...claims,
      {
        jurisdiction,
        holding: null,
        ...reached,
        share: 0,
        area: null,
        width: 0,
        probability: byProbability ? 0 : null,
        weight: 0,
      },
    ];
  }
  if (ranks.indexOf(there.standing) >= ranks.indexOf(reached.standing)) return claims;
  return claims.map((claim) =>
    claim === there ? { ...claim, ...reached, distance: claim.distance } : claim,
  );
}

const ranks = ['touched', 'inform', 'aid', 'duty'] as const;
