import type { Level } from '../../geodata/area.ts';
import type { Line, Lonlat } from '../../geodata/geometry.ts';
import type { Seam } from '../../geodata/topology/seams.ts';
import type { Hierarchy } from './hierarchy.ts';

/** The line two finest areas share. `left` and `right` are their codes, by the direction of the lines. */
export interface SeamLine {
  /** Smaller code|larger code, with #2, #3 … from the second line of the same pair on. */
  readonly key: string;
  readonly level: Level;
  readonly left: string;
  readonly right: string;
  /** Metres on the ellipsoid. */
  readonly length: number;
  readonly lines: readonly Line[];
}

/**
 * The seams of an edition, named. `seams` are those of the finest areas, by number, after thin faces got an owner. Lines of one pair are numbered from west to east, so that their keys last.
 */
export function seamLines(
  seams: readonly Seam[],
  leaves: readonly string[],
  hierarchy: Hierarchy,
): readonly SeamLine[] {
  const byPair = new Map<string, SeamLine[]>();
  for (const seam of seams) {
    const [left, right] = [leaves[seam.left], leaves[seam.right]];
    if (left === undefined || right === undefined) continue;
    const pair = left < right ? `${left}|${right}` : `${right}|${left}`;
    const level = hierarchy.levelOfSeam(left, right);
    const line: SeamLine = { key: pair, level, left, right, length: seam.length, lines: seam.lines };
    const same = byPair.get(pair);
    if (same) same.push(line);
    else byPair.set(pair, [line]);
  }
  return [...byPair].flatMap(([pair, lines]) =>
    lines.sort(fromWest).map((line, i) => (i === 0 ? line : { ...line, key: `${pair}#${i + 1}` })),
  );
}

function fromWest(a: SeamLine, b: SeamLine): number {
  const [one, other] = [westernmost(a), westernmost(b)];
  return one[0] - other[0] || one[1] - other[1];
}

const westernmost = (seam: SeamLine): Lonlat =>
  seam.lines
    .flat()
    .reduce((west, at) => (at[0] < west[0] || (at[0] === west[0] && at[1] < west[1]) ? at : west), [
      181, 91,
    ] as Lonlat);
