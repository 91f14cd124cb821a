import { around, end, type Mesh, ringOf, splitEdge, splitFace, start } from './mesh.ts';
import { along, contains, distance, distanceToSegment, onGrid, type Point } from './plane.ts';

/** Metres off the line: inwards for a gap, outwards for an overlap. */
export interface Fault {
  /** The half-edge whose left side is drawn wrong, and the points it goes by. */
  readonly edge: number;
  readonly detour: readonly Point[];
  /** The gap or the overlap itself, open ring. */
  readonly ring: readonly Point[];
}

/**
 * Draws one side of a shared line `off` metres from where the other has it, along the longest straight piece between
 * two areas: a gap where the side draws back, an overlap where `off` is negative. Both keep the vertices at its ends.
 */
export function drawFault(mesh: Mesh, between: (left: number, right: number) => boolean, off: number): Fault {
  const h = longestEdge(mesh, between);
  const [a, b] = [start(mesh, h), end(mesh, h)];
  const middle = splitEdge(mesh, h, onGrid(along(a, b, 0.2)));
  const rest = splitEdge(mesh, middle, onGrid(along(a, b, 0.8)));
  mesh.frozen.add(middle >> 1);
  const [p, q] = [start(mesh, middle), start(mesh, rest)];
  const length = distance(p, q);
  const aside: Point = [(-(q[1] - p[1]) / length) * off, ((q[0] - p[0]) / length) * off];
  const detour = [p, q].map(([x, y]) => onGrid([x + aside[0], y + aside[1]]));
  return { edge: middle, detour, ring: [p, ...detour, q] };
}

/**
 * Cuts a plot of about `width` × `depth` metres out of one of the faces, against an edge that two of them share, so
 * that the plot lies wholly within them. Returns its face, to be given to somebody else.
 */
export function cutPlot(mesh: Mesh, faces: ReadonlySet<number>, width: number, depth: number): number {
  for (const face of faces)
    for (const h of around(mesh, face)) {
      if (!faces.has(mesh.face[h ^ 1] as number)) continue;
      const [a, b] = [start(mesh, h), end(mesh, h)];
      const length = distance(a, b);
      if (length < width + 60) continue;
      const [s, t] = [0.5 - width / 2 / length, 0.5 + width / 2 / length];
      const inward = (at: number, lean: number): Point => {
        const p = along(a, b, at);
        return onGrid([
          p[0] - ((b[1] - a[1]) / length) * depth * lean,
          p[1] + ((b[0] - a[0]) / length) * depth * lean,
        ]);
      };
      const far = [inward(t, 1.04), inward((s + t) / 2, 0.93), inward(s, 1)];
      const ring = ringOf(mesh, face);
      if (!far.every((p) => contains(ring, p) && clearOf(ring, p) > 40)) continue;
      const first = splitEdge(mesh, h, onGrid(along(a, b, s)));
      const second = splitEdge(mesh, first, onGrid(along(a, b, t)));
      return splitFace(mesh, second, first, far);
    }
  throw new Error(`demo city: no room for a plot of ${width} m × ${depth} m`);
}

function longestEdge(mesh: Mesh, between: (left: number, right: number) => boolean): number {
  let best = -1;
  let length = 0;
  for (let h = 0; h < mesh.face.length; h++) {
    if (!between(mesh.face[h] as number, mesh.face[h ^ 1] as number) || mesh.frozen.has(h >> 1)) continue;
    const own = distance(start(mesh, h), end(mesh, h));
    if (own > length) [best, length] = [h, own];
  }
  if (length < 60)
    throw new Error(`demo city: the longest straight piece is ${length} m, wanted 60 m for a fault`);
  return best;
}

const clearOf = (ring: readonly Point[], p: Point): number =>
  Math.min(...ring.map((a, i) => distanceToSegment(p, a, ring[(i + 1) % ring.length] as Point)));
