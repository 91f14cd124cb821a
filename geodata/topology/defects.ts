import type { Bounds, Lonlat } from '../geometry.ts';
import { type Arrangement, faceCount, faceWidth } from './arrangement.ts';
import { boundsOfFace, chainsAround, faceAcross, ownersOf, placeInFace } from './face.ts';

type DefectClass = 'dust' | 'sliver' | 'wide';

/** A face that belongs to nobody, or to more than one. */
export interface Defect {
  readonly face: number;
  /** Features that claim it, ascending; empty for a gap. */
  readonly owners: readonly number[];
  /** Features next to it that do not claim it, ascending. */
  readonly neighbours: readonly number[];
  /** Square metres. */
  readonly area: number;
  /** Mean width in metres: twice the area over the perimeter. */
  readonly width: number;
  readonly class: DefectClass;
  /** A place inside it. */
  readonly at: Lonlat;
  readonly bounds: Bounds;
}

export interface Defects {
  readonly gaps: readonly Defect[];
  readonly overlaps: readonly Defect[];
}

/** Mean widths in metres below which a face is dust (rounding, no one's fault) or a sliver (drawn twice). */
export interface DefectWidths {
  readonly dust: number;
  readonly sliver: number;
}

/** All gaps between areas and all overlaps of areas. Holes that no area fills count as gaps. */
export function findDefects(
  arrangement: Arrangement,
  { dust, sliver }: DefectWidths = { dust: 0.1, sliver: 2 },
): Defects {
  const gaps: Defect[] = [];
  const overlaps: Defect[] = [];
  for (let face = 1; face < faceCount(arrangement); face++) {
    const owners = [...ownersOf(arrangement, face)];
    if (owners.length === 1) continue;
    const width = faceWidth(arrangement, face);
    (owners.length ? overlaps : gaps).push({
      face,
      owners,
      neighbours: neighboursOf(arrangement, face, owners),
      area: arrangement.faceArea[face] ?? 0,
      width,
      class: width < dust ? 'dust' : width < sliver ? 'sliver' : 'wide',
      at: placeInFace(arrangement, face),
      bounds: boundsOfFace(arrangement, face),
    });
  }
  return { gaps, overlaps };
}

function neighboursOf(arrangement: Arrangement, face: number, owners: readonly number[]): number[] {
  const neighbours = new Set<number>();
  for (const chain of chainsAround(arrangement, face))
    for (const owner of ownersOf(arrangement, faceAcross(arrangement, chain, face)))
      if (!owners.includes(owner)) neighbours.add(owner);
  return [...neighbours].sort((a, b) => a - b);
}
