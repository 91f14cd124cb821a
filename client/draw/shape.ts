import type { Polygon } from 'geojson';
import type { FootprintGeometry, Line, Lonlat } from '../../geodata/geometry.ts';
import { edgeLength, ringArea } from '../../geodata/topology/ellipsoid.ts';

/** What somebody has drawn so far. */
export interface DrawnShape {
  readonly geometry: FootprintGeometry;
  /** False while the pointer is still drawing it. */
  readonly finished: boolean;
  /** Position of the last corner set, for the measures beside the pointer. */
  readonly at: Lonlat | null;
}

/** Square metres and the length around (or along) a shape, in metres; null for what a shape does not have. */
export interface Measures {
  readonly area: number | null;
  readonly length: number | null;
}

export function measuresOf(geometry: FootprintGeometry): Measures {
  switch (geometry.type) {
    case 'LineString':
      return { area: null, length: lineLength(geometry.coordinates as unknown as Line) };
    case 'Polygon': {
      const rings = geometry.coordinates as unknown as Line[];
      const [shell = 0, ...holes] = rings.map((ring) => Math.abs(ringArea(ring)));
      return {
        area: holes.reduce((left, hole) => left - hole, shell),
        length: rings.reduce((sum, ring) => sum + lineLength(ring), 0),
      };
    }
    default:
      return { area: null, length: null };
  }
}

/** Metres along a line; the closing edge counts where the line is closed. */
export function lineLength(line: Line): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    if (a && b) sum += edgeLength(a[0], a[1], b[0], b[1]);
  }
  return sum;
}

/** A label at the middle of an edge; `anchor` is the side of the text that touches the edge. */
export interface EdgeLabel {
  readonly position: Lonlat;
  readonly metres: number;
  readonly anchor: 'top' | 'bottom' | 'left' | 'right';
}

/**
 * The lengths to write at the edges of a polygon, outside it. Shapes of many corners (circles, freehand) get none: their
 * edges mean nothing. Nor do lines, whose width the labels would lie on.
 */
export function edgeLabels(geometry: FootprintGeometry): EdgeLabel[] {
  if (geometry.type !== 'Polygon') return [];
  const corners = (geometry.coordinates[0] ?? []) as unknown as Line;
  if (corners.length < 2 || corners.length > mostLabelled) return [];
  const outward = ringArea(corners) < 0 ? -1 : 1;
  const labels: EdgeLabel[] = [];
  for (let i = 1; i < corners.length; i++) {
    const [a, b] = [corners[i - 1], corners[i]];
    if (!a || !b) continue;
    const metres = edgeLength(a[0], a[1], b[0], b[1]);
    if (metres < shortestLabelled) continue;
    const squash = Math.cos((a[1] * Math.PI) / 180);
    // To the right of an edge lies the outside of a counter-clockwise ring.
    const [x, y] = [(b[1] - a[1]) * outward, -(b[0] - a[0]) * squash * outward];
    const anchor = Math.abs(x) > Math.abs(y) ? (x > 0 ? 'left' : 'right') : y > 0 ? 'bottom' : 'top';
    labels.push({ position: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], metres, anchor });
  }
  return labels;
}

const mostLabelled = 14;
const shortestLabelled = 0.5;

/** A polygon with the holes that lie in it, as one geometry. Rings are closed; a hole outside is left out. */
export function withHoles(polygon: Polygon, holes: readonly Polygon[]): Polygon {
  const shell = polygon.coordinates[0] ?? [];
  const inside = holes.flatMap((hole) => {
    const ring = hole.coordinates[0] ?? [];
    return ring.length >= 4 && ring.every(([x = 0, y = 0]) => ringContains(shell as unknown as Line, [x, y]))
      ? [ring]
      : [];
  });
  return { type: 'Polygon', coordinates: [shell, ...inside] };
}

/** Whether a shape has enough extent to be judged: three corners that are not one behind another, two ends, a point. */
export function isJudgeable(geometry: FootprintGeometry): boolean {
  const { area, length } = measuresOf(geometry);
  if (geometry.type === 'LineString') return (length ?? 0) > 0.1;
  if (geometry.type === 'Polygon') return (area ?? 0) > 0.1;
  return true;
}

function ringContains(ring: Line, [x, y]: Lonlat): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i], ring[j]];
    if (a && b && a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0])
      inside = !inside;
  }
  return inside;
}
