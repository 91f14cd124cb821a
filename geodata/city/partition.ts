import { Delaunay } from 'd3-delaunay';
import { type Headline, headlineCodes } from './headline.ts';
import { type Chain, createMesh, type Mesh } from './mesh.ts';
import type { Place } from './places/places.ts';
import { along, contains, distance, onGrid, type Point, toPlane } from './plane.ts';
import { createRandom } from './random.ts';
import { fits, type Kite, ridgePath, streetPath } from './seam-path.ts';

/** A line between two subdistricts, or between one and the outside (''), as it was drawn. */
export interface Border {
  readonly left: string;
  readonly right: string;
  readonly line: readonly Point[];
}

export interface Partition {
  readonly mesh: Mesh;
  /** Subdistrict of each face; '' for the outside. */
  readonly owner: string[];
  readonly borders: readonly Border[];
}

interface Site {
  readonly at: Point;
  /** Subdistrict the place lies in, '' outside the city. */
  readonly code: string;
  /** The same, '' also for subdistricts that are left out. */
  readonly owner: string;
}

/** Sites on both sides of the outline, this far from it and this far apart (metres), hold the city's edge in place. */
const edgeOffset = 1200;
const edgeSpacing = 2600;
const headlineReach = 150;

/**
 * Divides the city among its subdistricts: whatever lies nearest to a place is its. Shared lines are drawn once, as
 * streets in town and as ridges elsewhere, so that both sides have the same vertices. Only `kept` subdistricts get a
 * face, the rest counts as outside, which moves no line.
 */
export function createPartition(
  places: readonly Place[],
  outline: readonly Point[],
  headline: Headline,
  options: {
    readonly seed: number;
    readonly kept: (code: string) => boolean;
    readonly inTown: (code: string) => boolean;
  },
): Partition {
  const sites = placeSites(places, outline, options.kept);
  const { triangles, halfedges, points } = new Delaunay(Float64Array.from(sites.flatMap(({ at }) => at)));
  const siteOf = (h: number): Site => sites[triangles[h] as number] as Site;
  // Four sites on one circle give two triangles with one centre: they are one vertex.
  const same = uniteNear(halfedges, (t) => circumcentre(points, triangles, t));
  const centre = (t: number): Point => {
    const owners = [siteOf(3 * t).code, siteOf(3 * t + 1).code, siteOf(3 * t + 2).code];
    return Object.values(headlineCodes).every((code) => owners.includes(code))
      ? headline.junction
      : circumcentre(points, triangles, t);
  };

  const owner = [''];
  const faceOf = new Map([['', 0]]);
  const face = (code: string): number => {
    const known = faceOf.get(code);
    if (known !== undefined) return known;
    faceOf.set(code, owner.length);
    return owner.push(code) - 1;
  };
  for (const { code } of places) if (options.kept(code)) face(code);

  const vertices: Point[] = [];
  const addVertex = (p: Point): number => vertices.push(p) - 1;
  const vertexOf = new Map<number, number>();
  const vertex = (t: number, p: Point): number => {
    const known =
      vertexOf.get(t) ?? addVertex(onGrid(p === headline.junction ? p : warp(p, headline.centre)));
    vertexOf.set(t, known);
    return known;
  };

  const chains: Chain[] = [];
  const borders: Border[] = [];
  for (let h = 0; h < halfedges.length; h++) {
    const twin = halfedges[h] as number;
    // Delaunay triangles run clockwise with north up: the near end of h lies left of the way between the two centres.
    const one = siteOf(h);
    const other = siteOf(h % 3 === 2 ? h - 2 : h + 1);
    if (twin < h || one.owner === other.owner) continue;
    const [s, t] = [same(Math.floor(h / 3)), same(Math.floor(twin / 3))];
    if (s === t) continue;
    const [a, b] = [centre(s), centre(t)];
    const kite: Kite = { a, b, left: one.at, right: other.at };
    const fixed = headlinePath(kite, one.code, other.code, headline);
    const word = [one.code, other.code].sort().join('-');
    const random = createRandom(options.seed, word);
    const street = options.inTown(one.code) && options.inTown(other.code);
    const path = (fixed ?? (street ? streetPath : ridgePath)(kite, random)).map((p) =>
      onGrid(warp(p, headline.centre)),
    );
    const ids = [vertex(s, a), ...path.map(addVertex), vertex(t, b)];
    chains.push({
      vertices: ids,
      left: face(one.owner),
      right: face(other.owner),
      frozen: (p, q) =>
        fixed !== null &&
        distance(p, headline.centre) < headlineReach &&
        distance(q, headline.centre) < headlineReach,
    });
    borders.push({
      left: one.owner,
      right: other.owner,
      line: ids.map((id) => vertices[id] as Point),
    });
  }
  return { mesh: createMesh(vertices, chains), owner, borders };
}

function placeSites(
  places: readonly Place[],
  outline: readonly Point[],
  kept: (code: string) => boolean,
): Site[] {
  const real = places.map(({ code, lon, lat }) => ({
    code,
    owner: kept(code) ? code : '',
    at: toPlane(lon, lat),
  }));
  const sites: Site[] = [...real];
  outline.forEach((from, i) => {
    const to = outline[(i + 1) % outline.length] as Point;
    const length = distance(from, to);
    const pieces = Math.max(1, Math.round(length / edgeSpacing));
    for (let j = 0; j < pieces; j++) {
      const p = along(from, to, (j + 0.5) / pieces);
      const aside: Point = [
        ((to[1] - from[1]) / length) * edgeOffset,
        (-(to[0] - from[0]) / length) * edgeOffset,
      ];
      for (const sign of [1, -1]) {
        const at: Point = [p[0] + sign * aside[0], p[1] + sign * aside[1]];
        const away = (site: Site): number => (site.at[0] - at[0]) ** 2 + (site.at[1] - at[1]) ** 2;
        const nearest = real.reduce((best, site) => (away(site) < away(best) ? site : best));
        sites.push(contains(outline, at) ? { ...nearest, at } : { at, code: '', owner: '' });
      }
    }
  });
  return sites;
}

/** The hand-drawn beginning of the three lines that meet at the headline junction, then streets to the other end. */
function headlinePath(kite: Kite, one: string, other: string, headline: Headline): Point[] | null {
  const { junction } = headline;
  if (kite.a !== junction && kite.b !== junction) return null;
  const pair = new Set([one, other]);
  const { guanganmenwai, taipingqiao, yangfangdian } = headlineCodes;
  const drawn = !pair.has(yangfangdian)
    ? headline.southward
    : !pair.has(guanganmenwai)
      ? headline.westward
      : !pair.has(taipingqiao)
        ? headline.northward
        : [];
  const far = kite.a === junction ? kite.b : kite.a;
  const last = drawn.at(-1) ?? junction;
  const rest = streetPath({ ...kite, a: last, b: far }, () => 0.5);
  const path = [...drawn, ...rest];
  // Close to the junction the three hand-drawn lines keep clear of each other by themselves.
  const beyond = path.filter((p) => distance(p, junction) > headlineReach);
  if (!fits(kite, kite.a === junction ? beyond : beyond.toReversed(), 0.98))
    throw new Error(`headline line ${one} to ${other} leaves the room between its places`);
  return kite.a === junction ? path : path.toReversed();
}

/** Bends the drawn city gently, so that no line is ruler-straight; nothing moves near the headline building. */
function warp([x, y]: Point, still: Point): Point {
  const away = Math.min(1, Math.max(0, (distance([x, y], still) - 700) / 2300));
  const weight = away * away * (3 - 2 * away);
  const wave = (u: number, v: number): number =>
    150 * Math.sin(u / 2400 + 0.7) * Math.cos(v / 3100 - 0.4) +
    28 * Math.sin(u / 520 + v / 610) +
    14 * Math.sin(v / 270 - u / 330 + 1);
  return [x + weight * wave(y, x), y + weight * wave(x + 9000, y - 5000)];
}

function uniteNear(halfedges: ArrayLike<number>, centre: (t: number) => Point): (t: number) => number {
  const centres = Array.from({ length: halfedges.length / 3 }, (_, t) => centre(t));
  const first = centres.map((_, t) => t);
  const find = (t: number): number => {
    const up = first[t] as number;
    return up === t ? t : find(up);
  };
  for (let h = 0; h < halfedges.length; h++) {
    const [s, t] = [Math.floor(h / 3), Math.floor((halfedges[h] as number) / 3)];
    if (t > s && distance(centres[s] as Point, centres[t] as Point) < 5) first[find(t)] = find(s);
  }
  return find;
}

function circumcentre(points: ArrayLike<number>, triangles: ArrayLike<number>, t: number): Point {
  const [i = 0, j = 0, k = 0] = [0, 1, 2].map((n) => (triangles[3 * t + n] ?? 0) * 2);
  const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
  const [dx, dy] = [(points[j] ?? 0) - x, (points[j + 1] ?? 0) - y];
  const [ex, ey] = [(points[k] ?? 0) - x, (points[k + 1] ?? 0) - y];
  const [bl, cl] = [dx * dx + dy * dy, ex * ex + ey * ey];
  const d = 0.5 / (dx * ey - dy * ex);
  return [x + (ey * bl - dy * cl) * d, y + (dx * cl - ex * bl) * d];
}
