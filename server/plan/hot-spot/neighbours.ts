// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { setImmediate as otherRequests } from 'node:timers/promises';
import type { Level } from '../../../geodata/area.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';

/** The areas of a level of an edition, and for each which others it shares a line with. */
export interface Neighbourhood {
  /** In the order of their codes. */
  readonly codes: readonly string[];
  /** The area of each finest area; -1 where it lies in none of the level. */
  readonly areaOfLeaf: Int32Array;
  readonly neighbours: readonly (readonly number[])[];
}

/** Lines looked at between two looks at other requests. */
const atOnce = 50_000;

/** Areas that meet in a point alone are no neighbours. */
export async function neighbourhoodOf(coverage: Coverage, level: Level): Promise<Neighbourhood> {
  const { arrangement, leaves } = coverage;
  const codes = [...coverage.areas.values()]
    .filter((area) => area.level === level)
    .map(({ code }) => code)
    .sort();
  const numbers = new Map(codes.map((code, i) => [code, i]));
  const areaOfLeaf = Int32Array.from(
    leaves,
    (leaf) => numbers.get(coverage.ancestorAt(leaf, level) ?? '') ?? -1,
  );
  const beside = codes.map(() => new Set<number>());
  const { chainLeft, chainRight, faceOwnerStart, faceOwner } = arrangement;
  const areasOf = (face: number): number[] => {
    const areas: number[] = [];
    for (let i = faceOwnerStart[face]!; i < faceOwnerStart[face + 1]!; i++)
      areas.push(areaOfLeaf[faceOwner[i]!]!);
    return areas;
  };
  for (let chain = 0; chain < chainLeft.length; chain++) {
    if (chain % atOnce === atOnce - 1) await otherRequests();
    for (const one of areasOf(chainLeft[chain]!))
      for (const other of areasOf(chainRight[chain]!)) {
        if (one < 0 || other < 0 || one === other) continue;
        beside[one]!.add(other);
        beside[other]!.add(one);
      }
  }
  return { codes, areaOfLeaf, neighbours: beside.map((set) => [...set].sort((a, b) => a - b)) };
}
