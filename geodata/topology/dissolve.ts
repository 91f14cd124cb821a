// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Lonlat } from '../geometry.ts';
import { type Arrangement, chainCount, faceCount } from './arrangement.ts';
import { nobody } from './assign.ts';
import { lonlatOf } from './face.ts';
import { Groups } from './groups.ts';
import { followHalfChain, outlineOf } from './outline.ts';

/** All faces of one label as polygons: closed simple rings, the counter-clockwise shell first, then clockwise holes. */
export interface Region {
  readonly label: number;
  readonly polygons: Lonlat[][][];
}

/**
 * Outlines of any labelling of faces: assigned owners, or the number of their parent at an upper level. Faces labelled
 * `nobody` are left out. Parts that meet at a point only stay apart. Regions come in ascending order of label.
 */
export function dissolve(arrangement: Arrangement, label: Int32Array): Region[] {
  if (label.length !== faceCount(arrangement))
    throw new Error(`${label.length} labels for ${faceCount(arrangement)} faces`);
  const outline = outlineOf(arrangement, label);
  const joined = joinFaces(arrangement, label);
  const cut = ringCutter(arrangement);
  const done = new Uint8Array(2 * chainCount(arrangement));
  const parts = new Map<number, Ring[]>();
  for (let h0 = 0; h0 < done.length; h0++) {
    if (done[h0] || outline.labelLeft(h0) === nobody || outline.isInner(h0)) continue;
    const walk: number[] = [];
    let h = h0;
    do {
      done[h] = 1;
      followHalfChain(arrangement, h, walk);
      h = outline.after(h);
    } while (h !== h0);
    const part = joined.rootOf(h0 & 1 ? arrangement.chainRight[h0 >> 1]! : arrangement.chainLeft[h0 >> 1]!);
    const rings = parts.get(part);
    if (rings) rings.push(...cut(walk));
    else parts.set(part, cut(walk));
  }
  const regions = new Map<number, Region>();
  for (const [face, rings] of parts) {
    const of = label[face]!;
    const region = regions.get(of) ?? { label: of, polygons: [] };
    regions.set(of, region);
    rings.sort((a, b) => b.area - a.area);
    region.polygons.push(rings.map(({ vertices }) => closed(arrangement, vertices)));
  }
  return [...regions.values()].sort((a, b) => a.label - b.label);
}

interface Ring {
  readonly vertices: readonly number[];
  /** Twice its signed area in square units; only its sign and order matter. */
  readonly area: number;
}

/** Faces joined across chains within their label. */
function joinFaces({ chainLeft, chainRight }: Arrangement, label: Int32Array): Groups {
  const groups = new Groups(label.length);
  for (let c = 0; c < chainLeft.length; c++) {
    const left = chainLeft[c]!;
    const right = chainRight[c]!;
    if (label[left] === label[right]) groups.join(left, right);
  }
  return groups;
}

/**
 * Cuts a closed walk wherever it comes back to a vertex: a region that touches itself at a point has a walk that runs
 * through shell and hole in one, while OGC Simple Features want simple rings.
 */
function ringCutter(arrangement: Arrangement): (walk: readonly number[]) => Ring[] {
  const placeOf = new Int32Array(arrangement.vertexX.length).fill(-1);
  return (walk) => {
    const rings: Ring[] = [];
    const open: number[] = [];
    for (const v of walk) {
      const place = placeOf[v]!;
      if (place >= 0) {
        const vertices = open.splice(place);
        for (const w of vertices) placeOf[w] = -1;
        rings.push({ vertices, area: doubledArea(arrangement, vertices) });
      }
      placeOf[v] = open.length;
      open.push(v);
    }
    for (const w of open) placeOf[w] = -1;
    rings.push({ vertices: open, area: doubledArea(arrangement, open) });
    return rings;
  };
}

function doubledArea({ vertexX, vertexY }: Arrangement, vertices: readonly number[]): number {
  const ox = vertexX[vertices[0]!]!;
  const oy = vertexY[vertices[0]!]!;
  let area = 0;
  for (let i = 1; i + 1 < vertices.length; i++) {
    const a = vertices[i]!;
    const b = vertices[i + 1]!;
    area += (vertexX[a]! - ox) * (vertexY[b]! - oy) - (vertexX[b]! - ox) * (vertexY[a]! - oy);
  }
  return area;
}

function closed(arrangement: Arrangement, vertices: readonly number[]): Lonlat[] {
  const ring = vertices.map((v) => lonlatOf(arrangement, v));
  ring.push(ring[0]!);
  return ring;
}
