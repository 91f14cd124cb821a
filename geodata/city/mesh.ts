import { type Point, signedArea } from './plane.ts';

/**
 * A planar subdivision as half-edges. Half-edge h runs from `origin[h]` to `origin[h ^ 1]` with `face[h]` on its left;
 * `next[h]` goes on around that face. An edge two faces share is one object, so what they share is shared exactly.
 */
export interface Mesh {
  readonly points: Point[];
  readonly origin: number[];
  readonly next: number[];
  readonly previous: number[];
  readonly face: number[];
  /** A half-edge of each face; face 0 is the outside. */
  readonly faceEdge: number[];
  /** Edges (h >> 1) that take no new vertex. */
  readonly frozen: Set<number>;
}

/** A run of vertices with one face on its left and one on its right. */
export interface Chain {
  readonly vertices: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly frozen: (a: Point, b: Point) => boolean;
}

/** Faces are numbered by the chains; every face but 0 must come out as one ring. */
export function createMesh(points: Point[], chains: readonly Chain[]): Mesh {
  const mesh: Mesh = {
    points,
    origin: [],
    next: [],
    previous: [],
    face: [],
    faceEdge: [],
    frozen: new Set(),
  };
  const leaving: number[][] = points.map(() => []);
  for (const { vertices, left, right, frozen } of chains)
    for (let i = 1; i < vertices.length; i++) {
      const a = vertices[i - 1] as number;
      const b = vertices[i] as number;
      const h = addEdge(mesh, a, b, left, right);
      leaving[a]?.push(h);
      leaving[b]?.push(h ^ 1);
      if (frozen(points[a] as Point, points[b] as Point)) mesh.frozen.add(h >> 1);
    }
  for (const around of leaving) {
    if (around.length > 2) {
      const angle = new Map(around.map((h) => [h, direction(mesh, h)]));
      around.sort((g, h) => (angle.get(g) ?? 0) - (angle.get(h) ?? 0));
    }
    // Arriving against h, the face on the left goes on along the next half-edge clockwise.
    let clockwise = around.at(-1) as number;
    for (const h of around) {
      link(mesh, h ^ 1, clockwise);
      clockwise = h;
    }
  }
  for (let h = 0; h < mesh.face.length; h++) mesh.faceEdge[mesh.face[h] as number] ??= h;
  assertWhole(mesh);
  return mesh;
}

/** Half-edges around a face, in order. */
export function around(mesh: Mesh, face: number): number[] {
  const first = mesh.faceEdge[face] as number;
  const edges = [first];
  for (let h = mesh.next[first] as number; h !== first; h = mesh.next[h] as number) edges.push(h);
  return edges;
}

export const start = (mesh: Mesh, h: number): Point => mesh.points[mesh.origin[h] as number] as Point;
export const end = (mesh: Mesh, h: number): Point => mesh.points[mesh.origin[h ^ 1] as number] as Point;

export const ringOf = (mesh: Mesh, face: number): Point[] => around(mesh, face).map((h) => start(mesh, h));

/** Puts a vertex into edge h, for both its faces, and returns the half-edge that leaves it along h. */
export function splitEdge(mesh: Mesh, h: number, p: Point): number {
  const g = h ^ 1;
  const afterH = mesh.next[h] as number;
  const beforeG = mesh.previous[g] as number;
  const vertex = mesh.points.push(p) - 1;
  const rest = addEdge(
    mesh,
    vertex,
    mesh.origin[g] as number,
    mesh.face[h] as number,
    mesh.face[g] as number,
  );
  mesh.origin[g] = vertex;
  link(mesh, h, rest);
  link(mesh, rest, afterH === g ? rest ^ 1 : afterH);
  link(mesh, rest ^ 1, g);
  link(mesh, beforeG === h ? rest : beforeG, rest ^ 1);
  if (mesh.frozen.has(h >> 1)) mesh.frozen.add(rest >> 1);
  return rest;
}

/**
 * Cuts a face from the origin of `from` to the origin of `to` along the points between. What lies left of the cut,
 * seen from `from`, becomes a new face, whose number is returned.
 */
export function splitFace(mesh: Mesh, from: number, to: number, between: readonly Point[]): number {
  const face = mesh.face[from] as number;
  const beforeFrom = mesh.previous[from] as number;
  const beforeTo = mesh.previous[to] as number;
  const fresh = mesh.faceEdge.length;
  let last = mesh.origin[from] as number;
  const path = [...between.map((p) => mesh.points.push(p) - 1), mesh.origin[to] as number].map((vertex) => {
    const h = addEdge(mesh, last, vertex, fresh, face);
    last = vertex;
    return h;
  });
  for (let i = 1; i < path.length; i++) {
    link(mesh, path[i - 1] as number, path[i] as number);
    link(mesh, (path[i] as number) ^ 1, (path[i - 1] as number) ^ 1);
  }
  const first = path[0] as number;
  const final = path.at(-1) as number;
  link(mesh, beforeFrom, first);
  link(mesh, final, to);
  link(mesh, beforeTo, final ^ 1);
  link(mesh, first ^ 1, from);
  mesh.faceEdge[fresh] = first;
  mesh.faceEdge[face] = from;
  for (const h of around(mesh, fresh)) mesh.face[h] = fresh;
  return fresh;
}

/**
 * Rings of the areas that faces add up to, as half-edges with the area on their left: anticlockwise shells, clockwise
 * holes. `label` numbers the area of each face, 0 for none.
 */
export function outlines(mesh: Mesh, label: ArrayLike<number>): Map<number, number[][]> {
  const { face, next } = mesh;
  const areaOf = (h: number): number => label[face[h] as number] as number;
  const seen = new Uint8Array(face.length);
  const rings = new Map<number, number[][]>();
  for (let first = 0; first < face.length; first++) {
    const area = areaOf(first);
    if (area === 0 || seen[first] || areaOf(first ^ 1) === area) continue;
    const ring: number[] = [];
    let h = first;
    do {
      seen[h] = 1;
      ring.push(h);
      h = next[h] as number;
      while (areaOf(h ^ 1) === area) h = next[h ^ 1] as number;
    } while (h !== first);
    const own = rings.get(area);
    if (own) own.push(ring);
    else rings.set(area, [ring]);
  }
  return rings;
}

function addEdge(mesh: Mesh, a: number, b: number, left: number, right: number): number {
  const h = mesh.origin.length;
  mesh.origin.push(a, b);
  mesh.face.push(left, right);
  mesh.next.push(h + 1, h);
  mesh.previous.push(h + 1, h);
  return h;
}

function link(mesh: Mesh, h: number, follower: number): void {
  mesh.next[h] = follower;
  mesh.previous[follower] = h;
}

function direction(mesh: Mesh, h: number): number {
  const a = start(mesh, h);
  const b = end(mesh, h);
  return Math.atan2(b[1] - a[1], b[0] - a[0]);
}

function assertWhole(mesh: Mesh): void {
  const size = new Map<number, number>();
  for (const face of mesh.face) size.set(face, (size.get(face) ?? 0) + 1);
  for (const [face, count] of size) {
    if (face === 0) continue;
    const ring = around(mesh, face);
    if (ring.length !== count)
      throw new Error(
        `mesh: face ${face} got more than one ring (${ring.length} of ${count} edges), wanted one`,
      );
    if (signedArea(ringOf(mesh, face)) <= 0) throw new Error(`mesh: face ${face} runs clockwise`);
  }
}
