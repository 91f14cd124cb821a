import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import { boundsOf } from '../map/footprint.ts';
import type { Defect, Finding, FindingKind, FoundItem } from './contract.ts';
import { findingKinds } from './contract.ts';

/** How a kind stands: errors in the way, errors accepted, warnings, and checks that found nothing. */
export type Standing = 'error' | 'accepted' | 'warning' | 'passed';

export const standingOf = ({
  count,
  severity,
  accepted,
}: Pick<Finding, 'count' | 'severity' | 'accepted'>): Standing =>
  count === 0 ? 'passed' : severity === 'warning' ? 'warning' : accepted ? 'accepted' : 'error';

/** Every kind that was checked: what stands in the way first, then what was accepted, warnings, and what passed. */
export function orderFindings(findings: readonly Finding[]): readonly Finding[] {
  const rank = (finding: Finding) =>
    standings.indexOf(standingOf(finding)) * findingKinds.length + findingKinds.indexOf(finding.kind);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

const standings: readonly Standing[] = ['error', 'accepted', 'warning', 'passed'];

/** A partition that does not hold together cannot be accepted by anybody. */
export const canAccept = (finding: Finding): boolean =>
  standingOf(finding) === 'error' && finding.kind !== 'broken';

/** Kinds whose places say what is wrong with land; the others name a feature that is wrong as a whole. */
const ofLand: readonly FindingKind[] = ['gap', 'overlap', 'sliver', 'dust', 'layers-disagree'];

/** How a defect is drawn: hatched land, a dotted feature, or a mark where it has no surface. */
export const lookOf = (defect: Defect): 'hatch' | 'dots' | 'mark' =>
  defect.geometry === null || defect.geometry.type === 'Point'
    ? 'mark'
    : ofLand.includes(defect.properties.kind)
      ? 'hatch'
      : 'dots';

/**
 * The drawing of one item of the report: of its kind, the one that names the same areas, is of the same size and lies
 * where the item says. Null where none was drawn.
 */
export function defectOf(kind: FindingKind, item: FoundItem, defects: readonly Defect[]): Defect | null {
  let best: Defect | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const defect of defects) {
    if (defect.properties.kind !== kind || defect.geometry === null) continue;
    const { area, codes } = defect.properties;
    const size = Math.abs((area ?? 0) - (item.area ?? 0)) / Math.max(area ?? 0, item.area ?? 0, 1);
    const named = codes.join() === item.codes.join() ? 0 : 1;
    const away = item.at === null ? 0 : degreesFrom(item.at, boundsOf(defect.geometry));
    const strangeness = size + named + 100 * away;
    if (strangeness < least) [best, least] = [defect, strangeness];
  }
  return least < 1 ? best : null;
}

/** Where to look for an item: the box around its drawing, else a neighbourhood of its place; null for none. */
export function placeOf(item: FoundItem, defect: Defect | null): Bounds | null {
  const [lon, lat] = item.at ?? [null, null];
  if (defect !== null && defect.geometry !== null && defect.geometry.type !== 'Point')
    return boundsOf(defect.geometry);
  return lon === null || lat === null ? null : [lon - 0.002, lat - 0.0015, lon + 0.002, lat + 0.0015];
}

function degreesFrom([lon, lat]: Lonlat, [west, south, east, north]: Bounds): number {
  return Math.max(0, west - lon, lon - east, south - lat, lat - north);
}
