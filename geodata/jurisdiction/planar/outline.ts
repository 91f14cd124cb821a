// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Rings } from '../../geometry.ts';
import { unitsPerDegree } from '../../topology/arrangement.ts';
import type { Frame } from '../frame.ts';
import { sideOfOutline, stepsPerUnit } from './side.ts';

/** A footprint's rings, shells counter-clockwise and holes clockwise, closed, in grid units from the frame's origin. */
export interface Outline {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Corners of ring r: ringStart[r] .. ringStart[r + 1], the first again at the end. */
  readonly ringStart: readonly number[];
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Whether a grid point lies inside, as `sideOfOutline` decides. */
  contains(x: number, y: number): boolean;
}

export function loadOutline(frame: Frame, polygons: readonly Rings[]): Outline {
  let capacity = 0;
  for (const rings of polygons) for (const ring of rings) capacity += ring.length;
  const x = new Float64Array(capacity);
  const y = new Float64Array(capacity);
  const ringStart = [0];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let count = 0;
  for (const rings of polygons)
    for (let r = 0; r < rings.length; r++) {
      const first = count;
      for (const position of rings[r]!) {
        const px = onGrid(position[0] * unitsPerDegree - frame.originX);
        const py = onGrid(position[1] * unitsPerDegree - frame.originY);
        // A corner twice in a row is one: an edge without length has no sides.
        if (count > first && px === x[count - 1] && py === y[count - 1]) continue;
        x[count] = px;
        y[count] = py;
        count++;
        if (px < west) west = px;
        if (px > east) east = px;
        if (py < south) south = py;
        if (py > north) north = py;
      }
      if (count - first < 4) count = first;
      else {
        if (isClockwise(x, y, first, count) !== r > 0) {
          x.subarray(first, count).reverse();
          y.subarray(first, count).reverse();
        }
        ringStart.push(count);
      }
    }
  const outline = { x, y, ringStart, west, south, east, north };
  return { ...outline, contains: containment(outline) };
}

const onGrid = (units: number): number => Math.round(units * stepsPerUnit) / stepsPerUnit;

function isClockwise(x: Float64Array, y: Float64Array, first: number, end: number): boolean {
  let area = 0;
  for (let i = first + 1; i + 1 < end; i++)
    area += (x[i]! - x[first]!) * (y[i + 1]! - y[first]!) - (x[i + 1]! - x[first]!) * (y[i]! - y[first]!);
  return area < 0;
}

/** Counts edges to the east of a point; for more than a few edges they are first sorted into bands from south to north. */
function containment({
  x,
  y,
  ringStart,
  south,
  north,
}: Omit<Outline, 'contains'>): (x: number, y: number) => boolean {
  let bandStart: Int32Array | null = null;
  let bandEdge = new Int32Array(0);
  const count = ringStart[ringStart.length - 1]!;
  const bands = Math.max(1, Math.min(4096, count >> 1));
  const perUnit = bands / (north - south || 1);
  const bandOf = (value: number): number =>
    Math.max(0, Math.min(bands - 1, Math.floor((value - south) * perUnit)));

  function sort(): Int32Array {
    const start = new Int32Array(bands + 1);
    const each = (visit: (band: number, edge: number) => void): void => {
      for (let r = 1; r < ringStart.length; r++)
        for (let i = ringStart[r - 1]!; i + 1 < ringStart[r]!; i++) {
          const last = bandOf(Math.max(y[i]!, y[i + 1]!));
          for (let band = bandOf(Math.min(y[i]!, y[i + 1]!)); band <= last; band++) visit(band, i);
        }
    };
    each((band) => {
      start[band + 1]!++;
    });
    for (let band = 0; band < bands; band++) start[band + 1]! += start[band]!;
    bandEdge = new Int32Array(start[bands]!);
    const next = start.slice();
    each((band, edge) => {
      bandEdge[next[band]!++] = edge;
    });
    return start;
  }

  return (px, py) => {
    bandStart ??= sort();
    const band = bandOf(py);
    let inside = false;
    for (let i = bandStart[band]!; i < bandStart[band + 1]!; i++) {
      const edge = bandEdge[i]!;
      // The outline lies an infinitesimal step south: a corner level with the point is below it.
      const up = y[edge]! <= py;
      if (up === y[edge + 1]! <= py) continue;
      if (sideOfOutline(x[edge]!, y[edge]!, x[edge + 1]!, y[edge + 1]!, px, py) > 0 === up) inside = !inside;
    }
    return inside;
  };
}
