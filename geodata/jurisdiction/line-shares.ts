import type { Line, Lonlat } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { edgeLength } from '../topology/ellipsoid.ts';
import type { Coverage } from './coverage.ts';
import type { FaceShare, FaceShares } from './face-shares.ts';
import { facesAt, visitEdges } from './raster.ts';

/** Metres of lines in each face they run through. A stretch along a boundary counts half on either side. */
export function lineShares(coverage: Coverage, lines: readonly Line[]): FaceShares {
  const amounts = new Map<number, number>();
  let total = 0;
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const from = line[i - 1];
      const to = line[i];
      if (!from || !to) continue;
      for (const piece of piecesOf(coverage, from, to)) {
        total += piece.length;
        for (const face of piece.faces)
          amounts.set(face, (amounts.get(face) ?? 0) + piece.length / piece.faces.length);
      }
    }
  return { shares: toShares(amounts), total, inside: new Map(), wholly: new Set() };
}

/** One for each point, in the face it lies in; on a boundary each side gets its part of it. */
export function pointShares(coverage: Coverage, points: readonly Lonlat[]): FaceShares {
  const { arrangement, raster } = coverage;
  const amounts = new Map<number, number>();
  for (const [longitude, latitude] of points) {
    const all = facesAt(arrangement, raster, longitude * unitsPerDegree, latitude * unitsPerDegree);
    const owned = all.filter((face) => coverage.facePartyStart[face] !== coverage.facePartyStart[face + 1]);
    const faces = owned.length > 0 ? owned : all;
    for (const face of faces) amounts.set(face, (amounts.get(face) ?? 0) + 1 / faces.length);
  }
  return { shares: toShares(amounts), total: points.length, inside: new Map(), wholly: new Set() };
}

const toShares = (amounts: ReadonlyMap<number, number>): FaceShare[] =>
  [...amounts]
    .map(([face, amount]) => ({ face, amount, outline: 0, perimeter: 0 }))
    .sort((one, other) => one.face - other.face);

/** A straight piece cut wherever it meets a boundary, with the faces each stretch lies in or between. */
function piecesOf(
  coverage: Coverage,
  from: Lonlat,
  to: Lonlat,
): readonly { readonly faces: readonly number[]; readonly length: number }[] {
  const { arrangement: a, raster } = coverage;
  const x0 = from[0] * unitsPerDegree;
  const y0 = from[1] * unitsPerDegree;
  const dx = to[0] * unitsPerDegree - x0;
  const dy = to[1] * unitsPerDegree - y0;
  const cuts = [0, 1];
  const hops = Math.max(
    1,
    Math.ceil(Math.abs(dx) / raster.squareX),
    Math.ceil(Math.abs(dy) / raster.squareY),
  );
  for (let hop = 0; hop < hops; hop++) {
    const x = x0 + (dx * hop) / hops;
    const y = y0 + (dy * hop) / hops;
    const west = Math.min(x, x + dx / hops);
    const south = Math.min(y, y + dy / hops);
    visitEdges(raster, west, south, west + Math.abs(dx / hops), south + Math.abs(dy / hops), (edge) => {
      const p = a.chainVertex[edge] ?? 0;
      const q = a.chainVertex[edge + 1] ?? 0;
      addCuts(
        x0,
        y0,
        dx,
        dy,
        a.vertexX[p] ?? 0,
        a.vertexY[p] ?? 0,
        a.vertexX[q] ?? 0,
        a.vertexY[q] ?? 0,
        cuts,
      );
    });
  }
  cuts.sort((one, other) => one - other);
  const pieces: { faces: readonly number[]; length: number }[] = [];
  const at = (t: number): Lonlat => [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
  for (let i = 1; i < cuts.length; i++) {
    const start = cuts[i - 1] ?? 0;
    const end = cuts[i] ?? 0;
    if (!(end > start)) continue;
    const middle = (start + end) / 2;
    pieces.push({
      faces: facesAt(a, raster, x0 + middle * dx, y0 + middle * dy),
      length: edgeLength(...at(start), ...at(end)),
    });
  }
  return pieces;
}

/** Adds where, from 0 to 1, a piece meets an edge; both ends of the stretch they share where they run together. */
function addCuts(
  x0: number,
  y0: number,
  dx: number,
  dy: number,
  px: number,
  py: number,
  qx: number,
  qy: number,
  cuts: number[],
): void {
  const square = dx * dx + dy * dy;
  if (square === 0) return;
  const add = (t: number): void => {
    if (t > 0 && t < 1) cuts.push(t);
  };
  const sideP = dx * (py - y0) - dy * (px - x0);
  const sideQ = dx * (qy - y0) - dy * (qx - x0);
  // Within a thousandth of a grid unit the two run together.
  const touching = 1e-3 * Math.sqrt(square);
  if (Math.abs(sideP) <= touching) add(((px - x0) * dx + (py - y0) * dy) / square);
  if (Math.abs(sideQ) <= touching) add(((qx - x0) * dx + (qy - y0) * dy) / square);
  if (sideP > 0 !== sideQ > 0) {
    const s = sideP / (sideP - sideQ);
    add(((px + s * (qx - px) - x0) * dx + (py + s * (qy - py) - y0) * dy) / square);
  }
}
