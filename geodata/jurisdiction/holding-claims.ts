import type { Level } from '../area.ts';
import type { Claim } from './claims.ts';
import type { HoldingMet } from './holdings.ts';
import { reasonOfHolding } from './reasons.ts';
import type { HoldingKind } from './records.ts';
import type { Rules } from './rules.ts';
import type { Bilingual, Jurisdiction, Rule } from './verdict.ts';

/**
 * Rule 8: who answers for water, rail, expressways, parks, assets and parcels comes beside the areas and never replaces
 * them. One claim a body, whatever it holds there; what is met of a kind of holding only by a hair is left out.
 */
export function claimsOnHoldings(
  met: readonly HoldingMet[],
  rules: Rules,
  ancestorAt: (code: string, level: Level) => string | null,
): readonly Claim[] {
  const byKind = new Map<string, HoldingMet[]>();
  for (const item of met) {
    const key = `${item.holding.kind} ${item.holding.body.code}`;
    byKind.set(key, [...(byKind.get(key) ?? []), item]);
  }
  const bodies = new Map<string, Claim[]>();
  for (const items of byKind.values()) {
    const claim = claimOnKind(items, rules, ancestorAt);
    if (claim) bodies.set(claim.jurisdiction.code, [...(bodies.get(claim.jurisdiction.code) ?? []), claim]);
  }
  return [...bodies.values()].flatMap((claims) => together(claims) ?? []);
}

/**
 * An area that also answers for a holding is one party, not two: its claim as an area stands, comes up to what the holding
 * asks, and says both reasons. `reasonOf` says why the area itself is called.
 */
export function joinOwnHoldings(
  claims: readonly Claim[],
  bodies: readonly Claim[],
  reasonOf: (claim: Claim) => Bilingual,
): readonly Claim[] {
  return claims.map((claim) => {
    const own = bodies.find(({ jurisdiction }) => jurisdiction.code === claim.jurisdiction.code);
    if (!own?.reason) return claim;
    const reason = reasonOf(claim);
    const asked = own.standing === 'duty' ? 'aid' : own.standing;
    return {
      ...claim,
      standing: standings.indexOf(claim.standing) < standings.indexOf(asked) ? asked : claim.standing,
      reason: { zh: `${reason.zh}；${own.reason.zh}`, en: `${reason.en}; ${own.reason.en}` },
    };
  });
}

const standings = ['touched', 'inform', 'aid', 'duty'] as const;

function claimOnKind(
  items: readonly HoldingMet[],
  rules: Rules,
  ancestorAt: (code: string, level: Level) => string | null,
): Claim | null {
  const [largest] = [...items].sort((one, other) => other.share - one.share);
  if (!largest) return null;
  const share = Math.min(
    1,
    items.reduce((sum, item) => sum + item.share, 0),
  );
  const area = items.some((item) => item.area === null)
    ? null
    : items.reduce((sum, item) => sum + (item.area ?? 0), 0);
  const counts = share >= rules.jointShare || (area ?? 0) >= rules.jointArea;
  if (!counts && (area ?? 0) < rules.sliverArea) return null;
  const { id, kind, name, nameEn } = largest.holding;
  return {
    jurisdiction: bodyOf(largest, ancestorAt),
    holding: { id, kind, name, nameEn },
    standing: counts ? 'duty' : 'inform',
    rule: ruleOf[kind],
    reason: reasonOfHolding(largest.holding, share),
    share,
    area,
    width: 0,
    probability: null,
    distance: 0,
    weight: share,
  };
}

/**
 * Of a body's claims the weightiest, with the reasons of all: duties first, among them those under a superior, and that of
 * a manager, who may have to lead. Holdings of different kinds may lie on the same ground, so their shares are not added.
 */
function together(claims: readonly Claim[]): Claim | null {
  const [first, ...others] = [...claims].sort(
    (one, other) =>
      Number(other.standing === 'duty') - Number(one.standing === 'duty') ||
      Number(other.jurisdiction.path.length > 1) - Number(one.jurisdiction.path.length > 1) ||
      Number(other.rule === 'asset') - Number(one.rule === 'asset') ||
      other.share - one.share,
  );
  if (!first || others.length === 0) return first ?? null;
  const reasons = [first, ...others].flatMap(({ reason }) => reason ?? []);
  return {
    ...first,
    reason: {
      zh: reasons.map(({ zh }) => zh).join('；'),
      en: reasons.map(({ en }) => en).join('; '),
    },
  };
}

/** A body that is part of the administration stands beside the area of its level; any other body stands alone. */
function bodyOf(
  { holding: { body, level }, within }: HoldingMet,
  ancestorAt: (code: string, level: Level) => string | null,
): Jurisdiction {
  const above = level === null || within === null ? null : ancestorAt(within.code, level);
  return {
    ...body,
    level: level ?? within?.level ?? 'city',
    path: [...(within?.path.slice(0, above === null ? 0 : within.path.indexOf(above) + 1) ?? []), body.code],
  };
}

const ruleOf: Readonly<Record<HoldingKind, Rule>> = {
  water: 'overlay',
  rail: 'overlay',
  expressway: 'overlay',
  park: 'overlay',
  asset: 'asset',
  parcel: 'parcel-owner',
};
