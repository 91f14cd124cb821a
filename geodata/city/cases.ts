import type { LineString, Polygon } from 'geojson';
import type { FootprintGeometry } from '../geometry.ts';
import type { WhistleKind } from '../jurisdiction/verdict.ts';
import type { Boundaries } from './boundaries.ts';
import { type Spot, scripts } from './case-scripts.ts';
import { facesOf } from './division.ts';
import type { DrawnLane } from './lanes.ts';
import { ringOf } from './mesh.ts';
import { along, contains, distance, type Point, toLonlat, toPlane } from './plane.ts';
import type { Source } from './rhythm.ts';

/** A whistle under way or ended, to be blown again by the steps that anyone takes. */
export interface CityCase {
  readonly kind: WhistleKind;
  readonly category: string;
  readonly place: string;
  readonly placeEn: string;
  readonly note: string;
  readonly geometry: FootprintGeometry;
  /** 95 % radius and width of a line in metres, where they matter. */
  readonly accuracy?: number;
  readonly width?: number;
  readonly source: Source;
  readonly blownMinutesAgo: number;
  /** Minutes after the whistle at which the summoned arrived, in the order of their summonses; more than there are means all. */
  readonly checkIns: readonly number[];
  readonly fedBack: boolean;
  readonly verified: boolean;
  /** What is kept of it in the case library, where it went on to its end: everybody released, every side signed. */
  readonly kept?: { readonly title: string; readonly lesson: string; readonly tags: readonly string[] };
}

/** The whistles of the demo, where the city has the areas for them. */
export function drawCases(boundaries: Boundaries, lanes: readonly DrawnLane[]): CityCase[] {
  return scripts.flatMap(({ spot, size, ...told }): CityCase[] => {
    const lane = lanes.find(
      ({ name, subdistrict }) => name === told.place && 'within' in spot && subdistrict === spot.within,
    );
    if ('along' in spot) {
      const line = placeLine(boundaries, spot, size[0]);
      return line ? [{ ...told, geometry: line, width: size[1] }] : [];
    }
    const ring =
      'street' in spot
        ? onStreet(lanes.find(({ name }) => name === spot.street)?.line ?? null, size)
        : placeRing(boundaries, spot, size, lane?.line ?? null);
    if (!ring) return [];
    const geometry: Polygon = {
      type: 'Polygon',
      coordinates: [[...ring, ring[0] as Point].map((p) => [...toLonlat(p)])],
    };
    return [{ ...told, geometry }];
  });
}

/** So many metres of the line between two subdistricts, in its straightest part from there on. */
function placeLine(
  boundaries: Boundaries,
  { along: pair, at }: Extract<Spot, { along: unknown }>,
  length: number,
): LineString | null {
  const found = pieceOfBorder(boundaries, pair, at, length);
  if (!found) return null;
  const [a, b] = found.piece;
  const part = Math.min(0.5, length / distance(a, b) / 2);
  const ends = [along(a, b, 0.5 - part), along(a, b, 0.5 + part)];
  return { type: 'LineString', coordinates: ends.map((p) => [...toLonlat(p)]) };
}

function placeRing(
  boundaries: Boundaries,
  spot: Exclude<Spot, { along: unknown } | { street: unknown }>,
  [width, depth]: readonly [number, number],
  street: readonly Point[] | null,
): Point[] | null {
  const { headline, places } = boundaries;
  if ('junction' in spot) return box(headline.junction, [1, 0.03], width, depth);
  if ('within' in spot) {
    const place = places.find(({ code }) => code === spot.within);
    if (!place) return null;
    return (
      onStreet(street, [width, depth]) ??
      box(roomNear(boundaries, spot.within, toPlane(place.lon, place.lat)), [1, 0.04], width, depth)
    );
  }
  const found = pieceOfBorder(boundaries, spot.on, spot.at, Math.max(width, depth));
  if (!found) return null;
  const {
    border,
    piece: [a, b],
  } = found;
  const length = distance(a, b);
  const out: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  // The left side gets its part of the width; the line runs on through the footprint's depth.
  const part = border.left === spot.on[0] ? spot.part : 1 - spot.part;
  const shift = (part - 0.5) * width;
  const middle: Point = [(a[0] + b[0]) / 2 + out[0] * shift, (a[1] + b[1]) / 2 + out[1] * shift];
  return box(middle, out, width, Math.min(depth, length * 0.8));
}

/** A footprint on the middle of a street, from its third on where there is room. */
function onStreet(
  street: readonly Point[] | null,
  [width, depth]: readonly [number, number],
): Point[] | null {
  if (!street) return null;
  const [a, b] = pieceOf(street, straightest(street, Math.floor(street.length / 3), width));
  return box(along(a, b, 0.5), [b[0] - a[0], b[1] - a[1]], width, depth);
}

/** A straight piece of the longest line between two subdistricts, from a part of the way on. */
function pieceOfBorder(
  { borders }: Boundaries,
  [one, other]: readonly [string, string],
  at: number,
  wanted: number,
) {
  const [border] = borders
    .filter(({ left, right }) => (left === one && right === other) || (left === other && right === one))
    .sort((a, b) => b.line.length - a.line.length);
  if (!border) return null;
  const first = Math.max(0, Math.min(border.line.length - 2, Math.floor(at * (border.line.length - 1))));
  return { border, piece: pieceOf(border.line, straightest(border.line, first, wanted)) };
}

const pieceOf = (line: readonly Point[], i: number): readonly [Point, Point] => [
  line[i] as Point,
  line[i + 1] as Point,
];

/** The first piece from `from` on that is long enough, else the longest. */
function straightest(line: readonly Point[], from: number, wanted: number): number {
  let longest = from;
  const length = (i: number): number => distance(line[i] as Point, line[i + 1] as Point);
  for (let i = from; i + 1 < line.length; i++) {
    if (length(i) > wanted * 1.2) return i;
    if (length(i) > length(longest)) longest = i;
  }
  return longest;
}

/** The middle of the face that is nearest to a place, well inside its area. */
function roomNear({ mesh, leaf }: Boundaries, area: string, place: Point): Point {
  const middles = facesOf(leaf, area)
    .map((face) => ringOf(mesh, face))
    .map((ring) => ({ ring, at: middleOf(ring) }))
    .filter(({ ring, at }) => contains(ring, at))
    .sort((a, b) => distance(a.at, place) - distance(b.at, place));
  return middles[0]?.at ?? place;
}

function middleOf(ring: readonly Point[]): Point {
  const [x, y] = ring.reduce((sum, p) => [sum[0] + p[0], sum[1] + p[1]], [0, 0] as Point);
  return [x / ring.length, y / ring.length];
}

/** A rectangle about a point, its width along the direction. */
function box([x, y]: Point, [dx, dy]: Point, width: number, depth: number): Point[] {
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([i = 0, j = 0]) => [
    x + (i * width * ux) / 2 - (j * depth * uy) / 2,
    y + (i * width * uy) / 2 + (j * depth * ux) / 2,
  ]);
}
