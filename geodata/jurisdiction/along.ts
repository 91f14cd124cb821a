/** Straight pieces of lines in a plane, metres. */
export interface Piece {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly length: number;
}

/** A stretch of a piece, as fractions of it or in metres. */
export type Stretch = readonly [from: number, to: number];

/** Stretches of some pieces, by the piece's place in its list. */
export type Stretches = Map<number, Stretch[]>;

/**
 * Notes in `stretches` where pieces run along an edge: within `reach` metres of it, and in its direction but for an angle of
 * the given cosine. True where any of them comes within reach, whatever its direction.
 */
export function noteAlong(
  pieces: readonly Piece[],
  edge: Piece,
  reach: number,
  cosine: number,
  stretches: Stretches,
): boolean {
  let near = false;
  const [west, east] = [Math.min(edge.x0, edge.x1) - reach, Math.max(edge.x0, edge.x1) + reach];
  const [south, north] = [Math.min(edge.y0, edge.y1) - reach, Math.max(edge.y0, edge.y1) + reach];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (!piece || Math.max(piece.x0, piece.x1) < west || Math.min(piece.x0, piece.x1) > east) continue;
    if (Math.max(piece.y0, piece.y1) < south || Math.min(piece.y0, piece.y1) > north) continue;
    const stretch = stretchNear(piece, edge, reach);
    if (!stretch) continue;
    near = true;
    if (!isParallel(piece, edge, reach, cosine)) continue;
    const list = stretches.get(i);
    if (list) list.push(stretch);
    else stretches.set(i, [stretch]);
  }
  return near;
}

/** Stretches of one measure put together where they touch, ascending. */
export function together(stretches: readonly Stretch[]): Stretch[] {
  const sorted = [...stretches].sort((one, other) => one[0] - other[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1e-9) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The stretches as metres from where the first piece begins, or back from where the last one ends, ascending; those that meet are one. */
export function lengthsAlong(pieces: readonly Piece[], stretches: Stretches, back: boolean): Stretch[] {
  const total = pieces.reduce((sum, { length }) => sum + length, 0);
  let start = 0;
  const all = pieces.flatMap(({ length }, i) => {
    const begun = start;
    start += length;
    return (stretches.get(i) ?? []).map((stretch): Stretch => {
      const [from, to] = [begun + stretch[0] * length, begun + stretch[1] * length];
      return back ? [total - to, total - from] : [from, to];
    });
  });
  return together(all);
}

/** What direction an edge has is not known where it is shorter than the reach either way. */
function isParallel(piece: Piece, edge: Piece, reach: number, cosine: number): boolean {
  if (edge.length <= 2 * reach) return true;
  const dot = (piece.x1 - piece.x0) * (edge.x1 - edge.x0) + (piece.y1 - piece.y0) * (edge.y1 - edge.y0);
  return Math.abs(dot) >= cosine * piece.length * edge.length;
}

/** The stretch of a piece within `reach` of an edge: of a band beside it and of a disc at either end, which together are convex. */
export function stretchNear(piece: Piece, edge: Piece, reach: number): Stretch | null {
  const [alongX, alongY] = [(edge.x1 - edge.x0) / edge.length, (edge.y1 - edge.y0) / edge.length];
  const [x, y] = [piece.x0 - edge.x0, piece.y0 - edge.y0];
  const [dx, dy] = [piece.x1 - piece.x0, piece.y1 - piece.y0];
  const [u, v] = [x * alongX + y * alongY, y * alongX - x * alongY];
  const [du, dv] = [dx * alongX + dy * alongY, dy * alongX - dx * alongY];
  let [from, to] = [Infinity, -Infinity];
  const take = (t0: number, t1: number): void => {
    const [first, last] = [Math.max(0, t0), Math.min(1, t1)];
    if (!(first <= last)) return;
    from = Math.min(from, first);
    to = Math.max(to, last);
  };
  const beside = slab(u, du, 0, edge.length);
  const within = slab(v, dv, -reach, reach);
  take(Math.max(beside[0], within[0]), Math.min(beside[1], within[1]));
  for (const centre of [0, edge.length]) {
    const [a, b, c] = [
      du * du + dv * dv,
      (u - centre) * du + v * dv,
      (u - centre) ** 2 + v * v - reach * reach,
    ];
    const root = b * b - a * c;
    if (root >= 0) take((-b - Math.sqrt(root)) / a, (-b + Math.sqrt(root)) / a);
  }
  return from <= to ? [from, to] : null;
}

/** Where start + t · step lies between two bounds. */
function slab(start: number, step: number, low: number, high: number): Stretch {
  if (step === 0) return start >= low && start <= high ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const [one, other] = [(low - start) / step, (high - start) / step];
  return one < other ? [one, other] : [other, one];
}
