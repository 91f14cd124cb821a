// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { poissonInterval } from '../../../geodata/analysis/interval.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import { buckets } from './count.ts';
import type { CountedStreets } from './desk.ts';
import type { PlannedStreet } from './view.ts';

export const orders = ['perKm', 'count'] as const;
export type Order = (typeof orders)[number];

/** A street in its place, before it is named. */
export interface RankedStreet {
  /** Its place in the list of streets. */
  readonly street: number;
  readonly rank: number;
  readonly metres: number;
}

/** Streets shorter than this within what is looked at are too short for a rate: they rank by it only after the others. */
const shortest = 50;

/** Streets within reach of what is looked at, from the highest rate or count down; equal ones by the other, then by number. */
export function rankStreets(
  { network, inside, streets, counted: { count } }: CountedStreets,
  order: Order,
): readonly RankedStreet[] {
  const metres = new Float64Array(streets.length);
  network.street.forEach((street, i) => {
    if (inside === null || inside[i] === 1) metres[street]! += network.metres[i]!;
  });
  const rate = (street: number): number =>
    metres[street]! < shortest ? -1 : count[street]! / metres[street]!;
  return [...metres.keys()]
    .filter((street) => metres[street]! > 0)
    .sort((a, b) =>
      order === 'count'
        ? count[b]! - count[a]! || rate(b) - rate(a) || a - b
        : rate(b) - rate(a) || count[b]! - count[a]! || a - b,
    )
    .map((street, i) => ({ street, rank: i + 1, metres: metres[street]! }));
}

/** The figures of a ranked street; `yearly` makes a count one of a year. */
export function figuresOf(
  { streets, counted }: CountedStreets,
  { street, rank, metres }: RankedStreet,
  yearly: number,
): Omit<PlannedStreet, 'areas' | 'chiefs'> {
  const { id, name, nameEn, class: rankOfStreet } = streets[street]!;
  const count = counted.count[street]!;
  const perKm = (yearly * 1000) / metres;
  const [low, high] = poissonInterval(count);
  return {
    id: String(id),
    name,
    nameEn,
    class: rankOfStreet,
    rank,
    metres,
    count,
    left: counted.left[street]!,
    right: count - counted.left[street]!,
    perKm: count * perKm,
    interval: [low * perKm, high * perKm],
    series: [...counted.series.subarray(street * buckets, (street + 1) * buckets)],
  };
}

/** An area is named with a street that has a fifth of it, or of what lies beside it. */
const worthNaming = 0.2;

/** Codes of the subdistricts that streets run through or along, the one with most first. */
export function areasAlong(
  { network, leaves }: CountedStreets,
  coverage: Coverage,
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, readonly string[]> {
  const shares = new Map<number, Map<string, number>>();
  network.street.forEach((street, i) => {
    if (!wanted.has(street)) return;
    const held = shares.get(street) ?? new Map<string, number>();
    shares.set(street, held);
    for (let place = 3 * i; place < 3 * i + 3; place++) {
      const party = coverage.parties[coverage.partyOfLeaf[leaves[place]!] ?? -1];
      if (party) held.set(party.code, (held.get(party.code) ?? 0) + network.metres[i]! / 3);
    }
  });
  return new Map(
    [...shares].map(([street, held]) => {
      const all = [...held.values()].reduce((sum, one) => sum + one, 0);
      return [
        street,
        [...held]
          .filter(([, one]) => one >= worthNaming * all)
          .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
          .map(([code]) => code),
      ];
    }),
  );
}
