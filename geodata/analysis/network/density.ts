// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { edgeAt, type StreetGraph } from './graph.ts';
import { type Kernel, massUpTo } from './kernel.ts';
import type { Lixels } from './lixels.ts';

export interface DensityOptions {
  /** Metres from an incident to where its kernel ends. */
  readonly bandwidth: number;
  readonly kernel: Kernel;
  /** A branch that carries a smaller part of a kernel than this is not followed. */
  readonly least?: number;
}

export interface StreetDensity {
  /** Incidents per metre, the mean over each lixel. */
  readonly density: Float64Array;
  /** Incidents on the network, and the sum of what the lixels got of them: less by what dead ends cut off and by branches left. */
  readonly events: number;
  readonly mass: number;
  /** Of what is missing, what branches took that were not followed. */
  readonly left: number;
}

/**
 * Kernel density along streets with the equal-split discontinuous kernel (Okabe, Satoh & Sugihara 2009, Int. J. Geogr.
 * Inf. Sci. 23:7; Okabe & Sugihara 2012, Spatial Analysis along Networks, ch. 9): from an incident the kernel runs along
 * the street both ways, and where n edges meet each of the n − 1 others gets an equal part of what arrives. A dead end
 * cuts it off. An incident on the node itself gives 2 / n of the kernel to each of its n edges, and no more than the
 * whole. Branches that come round to the same place add up.
 *
 * Each lixel gets the kernel's exact integral over it, so that masses add up however long lixels are.
 * `parts` and `along` are where incidents lie, metres along a part; those of part -1 are on no street.
 */
export function densityAlong(
  graph: StreetGraph,
  lixels: Lixels,
  parts: ArrayLike<number>,
  along: ArrayLike<number>,
  { bandwidth, kernel, least = leastPart }: DensityOptions,
): StreetDensity {
  const { edgeStart, edgeLength, edgeFrom, edgeTo, nodeStart, leaving } = graph;
  const density = new Float64Array(lixels.first.at(-1) ?? 0);
  const massTo = massUpTo[kernel];
  let [events, mass, left] = [0, 0, 0];

  /** Lays the kernel on an edge from one end on, `reached` metres into it and a `part` of it. */
  const lay = (edge: number, backwards: boolean, skipped: number, reached: number, part: number): void => {
    const length = lixels.length[edge]!;
    const first = lixels.first[edge]!;
    const last = lixels.first[edge + 1]! - 1;
    const whole = edgeLength[edge]!;
    // Walks away from the beginning of the edge, or from its end; the first piece may be left in the middle.
    let piece = Math.min(last - first, Math.floor(skipped / length));
    let at = skipped;
    let before = massTo((reached - skipped + at) / bandwidth);
    for (; piece <= last - first; piece++) {
      const end = piece === last - first ? whole : (piece + 1) * length;
      const after = massTo((reached - skipped + end) / bandwidth);
      const got = part * (after - before);
      density[backwards ? last - piece : first + piece]! += got / length;
      mass += got;
      at = end;
      if (reached - skipped + at >= bandwidth) return;
      before = after;
    }
  };
  /** Goes on along everything that leaves a node but the edge it was reached by. */
  const spread = (node: number, by: number, reached: number, part: number): void => {
    const [start, end] = [nodeStart[node]!, nodeStart[node + 1]!];
    const others = end - start - 1;
    if (others < 1 || reached >= bandwidth) return;
    const each = part / others;
    if (each < least) {
      left += part * (0.5 - massTo(reached / bandwidth));
      return;
    }
    for (let i = start; i < end; i++) {
      const way = leaving[i]!;
      if (way !== by) follow(way, reached, each);
    }
  };
  const follow = (way: number, reached: number, part: number): void => {
    const edge = way >> 1;
    const backwards = (way & 1) === 1;
    lay(edge, backwards, 0, reached, part);
    const arrival = backwards ? 2 * edge : 2 * edge + 1;
    spread(backwards ? edgeFrom[edge]! : edgeTo[edge]!, arrival, reached + edgeLength[edge]!, part);
  };

  for (let i = 0; i < parts.length; i++) {
    if (parts[i]! < 0) continue;
    const edge = edgeAt(graph, parts[i]!, along[i]!);
    if (edge < 0) continue;
    events++;
    const whole = edgeLength[edge]!;
    const into = Math.min(whole, Math.max(0, along[i]! - edgeStart[edge]!));
    const node = into < onNode ? edgeFrom[edge]! : whole - into < onNode ? edgeTo[edge]! : -1;
    if (node >= 0) {
      const degree = nodeStart[node + 1]! - nodeStart[node]!;
      for (let k = nodeStart[node]!; k < nodeStart[node + 1]!; k++)
        follow(leaving[k]!, 0, Math.min(1, 2 / degree));
      continue;
    }
    lay(edge, false, into, 0, 1);
    spread(edgeTo[edge]!, 2 * edge + 1, whole - into, 1);
    lay(edge, true, whole - into, 0, 1);
    spread(edgeFrom[edge]!, 2 * edge, into, 1);
  }
  return { density, events, mass, left };
}

/** Of all branches at one distance the parts add up to one at most: no more than so many are followed at a time. */
const leastPart = 1 / 4096;
/** Metres within which an incident lies on a node: a micrometre, so that none lies beside what it was put on. */
const onNode = 1e-6;
