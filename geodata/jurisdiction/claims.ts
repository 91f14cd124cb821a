import type { Extent, Measurement } from './overlap.ts';
import type { Rules } from './rules.ts';
import type { Jurisdiction, Rule } from './verdict.ts';

/** What an area has to do with the footprint, before anybody leads. */
export interface Claim {
  readonly jurisdiction: Jurisdiction;
  readonly standing: 'duty' | 'inform' | 'touched';
  readonly rule: Rule;
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
  readonly flags: readonly ('gap' | 'overlap')[];
}

/** Who has a duty, who is told, and who is only touched (rules 1–4 and 6) on one extent of a footprint. */
export function claimsOn(measurement: Measurement, extent: Extent, rules: Rules): Claims {
  const slivers = sliverTest(measurement, extent, rules);
  const drafts = new Map<string, Draft>();
  for (const part of extent.parts)
    drafts.set(part.jurisdiction.code, {
      ...part,
      effectiveShare: part.share,
      effectiveArea: part.area,
      called: null,
    });
  const flags = [
    ...(settleGaps(extent, drafts, rules, slivers) ? (['gap'] as const) : []),
    ...(settleOverlaps(extent, drafts, rules, slivers) ? (['overlap'] as const) : []),
  ];
  const all = [...drafts.values()];
  const claims = all.some((draft) => draft.probability !== null)
    ? claimByProbability(all, rules)
    : claimByShare(all, rules, slivers);
  return { claims, flags };
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

type SliverTest = (share: number, area: number | null, width: number) => boolean;

/** Too thin and too small to call anybody for. Along a line without width, a stretch shorter than the tolerance. */
const sliverTest = (measurement: Measurement, extent: Extent, rules: Rules): SliverTest =>
  measurement.kind === 'point'
    ? () => false
    : (share, area, width) => {
        if (area === null) return share * extent.total < rules.tolerance && share < rules.smallFootprintShare;
        if (width >= rules.tolerance) return false;
        return extent.total < rules.smallFootprint
          ? share < rules.smallFootprintShare
          : area < rules.sliverArea;
      };

/** Rule 6: a narrow gap goes to the neighbour with the longest shared border, a wide one calls all neighbours. */
function settleGaps(extent: Extent, drafts: Map<string, Draft>, rules: Rules, isSliver: SliverTest): boolean {
  let found = false;
  for (const gap of extent.gaps) {
    if (isSliver(gap.share, gap.area, gap.width)) continue;
    found = true;
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

/** Rule 6: a narrow overlap is split at the middle, a wide one calls all who claim it. */
function settleOverlaps(
  extent: Extent,
  drafts: ReadonlyMap<string, Draft>,
  rules: Rules,
  isSliver: SliverTest,
): boolean {
  let found = false;
  for (const overlap of extent.overlaps) {
    const wide = overlap.overlapWidth > rules.narrow * rules.tolerance;
    const counts = !isSliver(overlap.share, overlap.area, overlap.width);
    if (counts) found = true;
    for (const code of overlap.owners) {
      const draft = drafts.get(code);
      if (!draft) continue;
      if (wide && counts) draft.called ??= 'overlap';
      if (wide) continue;
      const others = (overlap.owners.length - 1) / overlap.owners.length;
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
    isSliver(draft.effectiveShare, draft.effectiveArea, Math.min(draft.width, effectiveWidth(draft)));
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
  standing,
  rule,
  share: draft.share,
  area: draft.area,
  width: draft.width,
  probability: draft.probability,
  distance: draft.distance,
  weight: draft.probability ?? draft.effectiveShare,
});
