import type { Extent, Measurement } from './overlap.ts';
import type { Rules } from './rules.ts';
import { type SeamRun, toleranceOn } from './seam-runs.ts';
import type { Bilingual, HeldBy, Jurisdiction, Rule } from './verdict.ts';

/** What an area, or a body beside the areas, has to do with the footprint, before anybody leads. */
export interface Claim {
  readonly jurisdiction: Jurisdiction;
  /** Null for an area. */
  readonly holding: HeldBy | null;
  /** `aid` is a duty to come though the footprint does not lie there: reached by the impact, or first to respond. */
  readonly standing: 'duty' | 'aid' | 'inform' | 'touched';
  readonly rule: Rule;
  /** Why, where the rule and the numbers do not say it all. */
  readonly reason: Bilingual | null;
  /** As measured. */
  readonly share: number;
  readonly area: number | null;
  readonly width: number;
  readonly probability: number | null;
  readonly distance: number;
  /** What the lead is decided by: the share with narrow gaps and overlaps given to one side, or the probability. */
  readonly weight: number;
}

export interface Claims {
  readonly claims: readonly Claim[];
  /** Faces that are gaps or overlaps and no mere slivers of the footprint. */
  readonly faults: readonly number[];
}

/**
 * Who has a duty, who is told, and who is only touched (rules 1–4 and 6) on one extent of a footprint. `seams` are the
 * lines it meets: where their accuracy is on record, parts thinner than that are slivers.
 */
export function claimsOn(
  measurement: Measurement,
  extent: Extent,
  rules: Rules,
  seams: readonly SeamRun[] = [],
): Claims {
  const slivers = sliverTest(measurement, extent, rules, tolerancesOf(seams, rules));
  const drafts = new Map<string, Draft>();
  for (const part of extent.parts)
    drafts.set(part.jurisdiction.code, {
      ...part,
      effectiveShare: part.share,
      effectiveArea: part.area,
      called: null,
    });
  const faults = [
    ...settleGaps(extent, drafts, rules, slivers),
    ...settleOverlaps(extent, drafts, rules, slivers),
  ];
  const all = [...drafts.values()];
  const claims = all.some((draft) => draft.probability !== null)
    ? claimByProbability(all, rules)
    : claimByShare(all, rules, slivers);
  return { claims, faults };
}

interface Draft {
  readonly jurisdiction: Jurisdiction;
  readonly share: number;
  readonly area: number | null;
  readonly width: number;
  readonly probability: number | null;
  readonly distance: number;
  effectiveShare: number;
  effectiveArea: number | null;
  /** A gap or an overlap that calls this area whatever its share. */
  called: 'gap-narrow' | 'gap-wide' | 'overlap' | null;
}

/** Metres under which a part is thin, by code, where that is on record. */
export const tolerancesOf = (seams: readonly SeamRun[], rules: Rules): ReadonlyMap<string, number> =>
  new Map(
    [...seams]
      .sort((one, other) => toleranceOn(one.record, rules) - toleranceOn(other.record, rules))
      .filter(({ record }) => record?.accuracy != null)
      .flatMap(({ left, right, record }) => [left, right].map((code) => [code, toleranceOn(record, rules)])),
  );

type SliverTest = (share: number, area: number | null, width: number, code?: string) => boolean;

/** Too thin and too small to call anybody for. Along a line without width, a stretch shorter than the tolerance. */
const sliverTest = (
  measurement: Measurement,
  extent: Extent,
  rules: Rules,
  tolerances: ReadonlyMap<string, number>,
): SliverTest =>
  measurement.kind === 'point'
    ? () => false
    : (share, area, width, code = '') => {
        const tolerance = tolerances.get(code) ?? rules.tolerance;
        if (area === null) return share * extent.total < tolerance && share < rules.smallFootprintShare;
        if (width >= tolerance) return false;
        return extent.total < rules.smallFootprint
          ? share < rules.smallFootprintShare
          : area < rules.sliverArea;
      };

/** Rule 6: a narrow gap goes to the neighbour with the longest shared border, a wide one calls all neighbours. */
function settleGaps(
  extent: Extent,
  drafts: Map<string, Draft>,
  rules: Rules,
  isSliver: SliverTest,
): number[] {
  const found: number[] = [];
  for (const gap of extent.gaps) {
    if (isSliver(gap.share, gap.area, gap.width)) continue;
    found.push(gap.face);
    const narrow = gap.gapWidth <= rules.narrow * rules.tolerance;
    for (const { jurisdiction, distance } of narrow ? gap.neighbours.slice(0, 1) : gap.neighbours) {
      const draft = drafts.get(jurisdiction.code) ?? {
        jurisdiction,
        share: 0,
        area: gap.area === null ? null : 0,
        width: 0,
        probability: extent.parts.some((part) => part.probability !== null) ? 0 : null,
        distance,
        effectiveShare: 0,
        effectiveArea: gap.area === null ? null : 0,
        called: null,
      };
      drafts.set(jurisdiction.code, draft);
      if (narrow) {
        if (draft.effectiveShare === 0) draft.called = 'gap-narrow';
        draft.effectiveShare += gap.share;
        if (draft.effectiveArea !== null) draft.effectiveArea += gap.area ?? 0;
      } else draft.called = 'gap-wide';
    }
  }
  return found;
}

/** Rule 6: a narrow overlap is split at its middle line, a wide one calls all who claim it. */
function settleOverlaps(
  extent: Extent,
  drafts: ReadonlyMap<string, Draft>,
  rules: Rules,
  isSliver: SliverTest,
): number[] {
  const found: number[] = [];
  for (const overlap of extent.overlaps) {
    const wide = overlap.overlapWidth > rules.narrow * rules.tolerance;
    const counts = !isSliver(overlap.share, overlap.area, overlap.width);
    if (counts) found.push(overlap.face);
    for (const [i, code] of overlap.owners.entries()) {
      const draft = drafts.get(code);
      if (!draft) continue;
      if (wide && counts) draft.called ??= 'overlap';
      if (wide) continue;
      const others = 1 - (overlap.halves[i] ?? 0);
      draft.effectiveShare -= overlap.share * others;
      if (draft.effectiveArea !== null) draft.effectiveArea -= (overlap.area ?? 0) * others;
    }
  }
  return found;
}

/** Rules 1–4 for anything with an extent, and for surveyed points. */
function claimByShare(drafts: readonly Draft[], rules: Rules, isSliver: SliverTest): Claim[] {
  const thin = (draft: Draft): boolean =>
    draft.called === null &&
    (isBeyondMiddle(draft) ||
      isSliver(
        draft.effectiveShare,
        draft.effectiveArea,
        Math.min(draft.width, effectiveWidth(draft)),
        draft.jurisdiction.code,
      ));
  const solid = drafts.filter((draft) => !thin(draft));
  // Where every part is a sliver the footprint itself is one; it still lies somewhere.
  const counted = solid.length > 0 ? solid : drafts;
  const dutyRule = (draft: Draft): Rule | null => {
    if (draft.called) return draft.called;
    if (counted.length === 1) return 'sole';
    if (draft.effectiveShare >= rules.jointShare) return 'joint-share';
    return draft.effectiveArea !== null && draft.effectiveArea >= rules.jointArea ? 'joint-area' : null;
  };
  const anyDuty = counted.some((draft) => dutyRule(draft) !== null);
  const largest = Math.max(...counted.map((draft) => draft.effectiveShare));
  return drafts.map((draft) => {
    if (!counted.includes(draft)) return toClaim(draft, 'touched', 'inform-small');
    const rule = dutyRule(draft) ?? (!anyDuty && draft.effectiveShare === largest ? 'joint-share' : null);
    return rule ? toClaim(draft, 'duty', rule) : toClaim(draft, 'inform', 'inform-small');
  });
}

/** Whether all of a part lies in a narrow overlap, on the other side of its middle line. */
const isBeyondMiddle = (draft: Draft): boolean => draft.share > 0 && draft.effectiveShare <= 1e-9;

/** A part is no wider for what it is given of a narrow gap, but never thinner than it was. */
const effectiveWidth = (draft: Draft): number =>
  draft.effectiveShare > draft.share ? Number.POSITIVE_INFINITY : draft.width;

/** Rules 2 and 3 for points known within a radius. */
function claimByProbability(drafts: readonly Draft[], rules: Rules): Claim[] {
  const possible = drafts.filter(
    (draft) => draft.called !== null || (draft.probability ?? 0) >= rules.jointProbability,
  );
  const certain = possible.find((draft) => (draft.probability ?? 0) >= rules.soleProbability);
  const counted = certain ? [certain] : possible;
  return counted.map((draft) =>
    toClaim(draft, 'duty', counted.length === 1 ? 'sole' : (draft.called ?? 'joint-probability')),
  );
}

const toClaim = (draft: Draft, standing: Claim['standing'], rule: Rule): Claim => ({
  jurisdiction: draft.jurisdiction,
  holding: null,
  standing,
  rule,
  reason: null,
  share: draft.share,
  area: draft.area,
  width: draft.width,
  probability: draft.probability,
  distance: draft.distance,
  weight: draft.probability ?? draft.effectiveShare,
});
