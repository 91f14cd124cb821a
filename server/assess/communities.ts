import { readFootprint } from '../../geodata/footprint.ts';
import { type AreaAmount, createAreaAmounts } from '../../geodata/jurisdiction/area-amounts.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { AreaCounts, PlacedCounts } from './store.ts';

/** What is counted and divides with an incident. */
const divided = ['received', 'responded', 'due', 'resolved', 'calledBack', 'satisfied'] as const;

/**
 * What each community had in hand. Verdicts name subdistricts: a subdistrict's share of an incident is divided among its
 * communities as the footprint is, by the edition in force. A share of which nothing lies in any of them, because somebody
 * decided beside the verdict or lines have moved since, is in no community (`code` null), as is what lies in no area.
 */
export function countCommunities(parts: readonly PlacedCounts[], coverage: Coverage): AreaCounts[] {
  const counts = new Map<string | null, AreaCounts>();
  const add = (code: string | null, part: PlacedCounts, share: number): void => {
    const before = counts.get(code);
    const sums = Object.fromEntries(divided.map((key) => [key, (before?.[key] ?? 0) + share * part[key]]));
    const shared = (before?.shared ?? 0) + (code !== null && share * part.received < 1 - 1e-9 ? 1 : 0);
    counts.set(code, { ...(sums as unknown as Omit<AreaCounts, 'code' | 'shared'>), code, shared });
  };
  const amountsOf = createAreaAmounts(coverage, 'community');
  for (const part of parts) {
    const own = ownAmounts(part, coverage, amountsOf);
    const total = own.reduce((sum, { amount }) => sum + amount, 0);
    if (total > 0) for (const { code, amount } of own) add(code, part, amount / total);
    else add(null, part, 1);
  }
  return [...counts.values()];
}

/** How much of the incident lies in each community of the part's subdistrict. */
function ownAmounts(
  { code, longitude, latitude, footprint, accuracy, width }: PlacedCounts,
  coverage: Coverage,
  amountsOf: ReturnType<typeof createAreaAmounts>,
): readonly AreaAmount[] {
  if (code === null) return [];
  const ofPart = (community: string | null): community is string =>
    community !== null && coverage.pathOf(community).includes(code);
  const geometry = JSON.parse(footprint) as { readonly type: string };
  if (geometry.type === 'Point') {
    // Where the place itself is in the subdistrict its accuracy says nothing of the communities in it worth a clipping.
    const [community] = coverage
      .locate(longitude, latitude)
      .map((leaf) => coverage.ancestorAt(leaf, 'community'));
    if (community !== undefined && ofPart(community)) return [{ code: community, amount: 1 }];
  }
  const read = readFootprint({ type: 'Feature', geometry, properties: { accuracy, width } });
  return 'refusal' in read ? [] : amountsOf(read.footprint).filter((one) => ofPart(one.code));
}
