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
  /** Made when first asked what lies inside. */
  bands: Bands | null;
}

export function loadOutline(frame: Frame, polygons: readonly Rings[]): Outline {
  let capacity = 0;
  for (const rings of polygons) for (const ring of rings) capacity += ring.length;
  const x = new Float64Array(capacity);
  const y = new Float64Array(capacity);
  const ringStart = [0];
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  let count = 0;
  for (const rings of polygons)
    for (let r = 0; r < rings.length; r++) {
      const first = count;
      const ring = rings[r]!;
      for (let i = 0; i < ring.length; i++) {
        const px = onGrid(ring[i]![0] * unitsPerDegree - frame.originX);
        const py = onGrid(ring[i]![1] * unitsPerDegree - frame.originY);
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
  return { x, y, ringStart, west, south, east, north, bands: null };
}

const onGrid = (units: number): number => Math.round(units * stepsPerUnit) / stepsPerUnit;

function isClockwise(x: Float64Array, y: Float64Array, first: number, end: number): boolean {
  let area = 0;
  for (let i = first + 1; i + 1 < end; i++)
    area += (x[i]! - x[first]!) * (y[i + 1]! - y[first]!) - (x[i + 1]! - x[first]!) * (y[i]! - y[first]!);
  return area < 0;
}

/** Whether a grid point lies inside, as `sideOfOutline` decides: counts edges of its band to the east of it. */
export function containsPoint(outline: Outline, px: number, py: number): boolean {
  const { x, y, west, south, east, north } = outline;
  if (px < west || px > east || py < south || py > north) return false;
  outline.bands ??= sortIntoBands(outline);
  const { start, edges } = outline.bands;
  const band = bandOf(outline.bands, south, py);
  let inside = false;
  for (let i = start[band]!; i < start[band + 1]!; i++) {
    const edge = edges[i]!;
    // The outline lies an infinitesimal step south: a corner level with the point is below it.
    const up = y[edge]! <= py;
    if (up === y[edge + 1]! <= py) continue;
    if (sideOfOutline(x[edge]!, y[edge]!, x[edge + 1]!, y[edge + 1]!, px, py) > 0 === up) inside = !inside;
  }
  return inside;
}

/** An outline's edges sorted into bands from south to north. */
interface Bands {
  readonly perUnit: number;
  /** Edges of band b, by their first corners: edges[start[b] .. start[b + 1]). */
  readonly start: Int32Array;
  readonly edges: Int32Array;
}

function sortIntoBands({ y, ringStart, south, north }: Outline): Bands {
  const count = ringStart[ringStart.length - 1]!;
  const most = Math.max(1, Math.min(4096, count >> 1));
  const start = new Int32Array(most + 1);
  const bands = { perUnit: most / (north - south || 1), start, edges: start };
  for (let r = 1; r < ringStart.length; r++)
    for (let i = ringStart[r - 1]!; i + 1 < ringStart[r]!; i++) {
      const one = bandOf(bands, south, y[i]!);
      const other = bandOf(bands, south, y[i + 1]!);
      const last = one > other ? one : other;
      for (let band = one > other ? other : one; band <= last; band++) start[band + 1]!++;
    }
  for (let band = 0; band < most; band++) start[band + 1]! += start[band]!;
  const edges = new Int32Array(start[most]!);
  const next = start.slice();
  for (let r = 1; r < ringStart.length; r++)
    for (let i = ringStart[r - 1]!; i + 1 < ringStart[r]!; i++) {
      const one = bandOf(bands, south, y[i]!);
      const other = bandOf(bands, south, y[i + 1]!);
      const last = one > other ? one : other;
      for (let band = one > other ? other : one; band <= last; band++) edges[next[band]!++] = i;
    }
  return { ...bands, edges };
}

function bandOf({ perUnit, start }: Bands, south: number, y: number): number {
  const band = Math.floor((y - south) * perUnit);
  return band < 0 ? 0 : band > start.length - 2 ? start.length - 2 : band;
}
