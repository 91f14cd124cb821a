import { createRandom, pick, type Random } from '../../geodata/city/random.ts';
import { type Footprint, readFootprint } from '../../geodata/footprint.ts';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import { frameAt, fromPlane } from '../../geodata/jurisdiction/frame.ts';

/** Polygons as they are drawn: metres from the middle to corners far out, and how many corners. */
export const sizes = {
  block: { radius: [30, 50], corners: [12, 28] },
  quarter: { radius: [200, 300], corners: [30, 70] },
  district: { radius: [2_000, 3_000], corners: [120, 320] },
  metro: { radius: [10_000, 15_000], corners: [500, 1_200] },
} as const;
export type Size = keyof typeof sizes;

/** A footprint with the Feature it was read from. */
export interface Drawn {
  readonly feature: object;
  readonly footprint: Footprint;
}

const seed = 20_260_508;

/**
 * How an outline goes round: `wavy` swings in and out in a few long waves, as districts, perimeters and areas drawn by hand
 * do; `jagged` has every corner anywhere between 0.7 of the radius and all of it, a hedgehog that meets several times as
 * many boundaries: the hardest case.
 */
export type Outline = 'wavy' | 'jagged';

/** Polygons around places, the same at every call: corners at equal angles, now nearer and now farther. */
export function drawPolygons(
  size: Size,
  outline: Outline,
  count: number,
  places: readonly Lonlat[],
  extent: Bounds,
): readonly Drawn[] {
  const random = createRandom(seed, size);
  const { radius, corners } = sizes[size];
  return Array.from({ length: count }, () => {
    const [reach, number] = [within(random, radius), Math.round(within(random, corners))];
    const [turn, swing, ripple] = [0, 1, 2].map(() => 2 * Math.PI * random()) as [number, number, number];
    const ring = around(pick(random, places), number, (i) => {
      const angle = turn + (2 * Math.PI * i) / number;
      const distance =
        outline === 'jagged'
          ? reach * (0.7 + 0.3 * random())
          : reach * (0.85 + 0.2 * Math.sin(3 * angle + swing) + 0.1 * Math.sin(7 * angle + ripple));
      return [distance * Math.cos(angle), distance * Math.sin(angle)];
    });
    return read({ type: 'Polygon', coordinates: [[...ring, ring[0]]] }, {}, extent);
  });
}

/** Surveyed lines of some hundred metres that wander off from places. */
export function drawLines(count: number, places: readonly Lonlat[], extent: Bounds): readonly Drawn[] {
  const random = createRandom(seed, 'lines');
  return Array.from({ length: count }, () => {
    let [east, north, bearing] = [0, 0, 2 * Math.PI * random()];
    const line = around(pick(random, places), 6 + Math.floor(14 * random()), () => {
      bearing += 0.8 * (random() - 0.5);
      east += 50 * Math.cos(bearing);
      north += 50 * Math.sin(bearing);
      return [east, north];
    });
    return read({ type: 'LineString', coordinates: line }, {}, extent);
  });
}

/** Points, known within so many metres. */
export function drawPoints(
  count: number,
  accuracy: number,
  places: readonly Lonlat[],
  extent: Bounds,
): readonly Drawn[] {
  const random = createRandom(seed, `points ${accuracy}`);
  return Array.from({ length: count }, () =>
    read({ type: 'Point', coordinates: pick(random, places) }, { accuracy }, extent),
  );
}

function read(geometry: object, properties: object, extent: Bounds): Drawn {
  const feature = { type: 'Feature', geometry, properties: { crs: 'wgs84', ...properties } };
  const answer = readFootprint(feature, extent);
  if ('refusal' in answer)
    throw new Error(`a drawn footprint was refused: ${JSON.stringify(answer.refusal)}`);
  return { feature, footprint: answer.footprint };
}

/** Positions at offsets in metres from a middle, on the grid of 1e-7 degrees on which boundaries lie. */
function around(middle: Lonlat, count: number, offset: (i: number) => readonly [number, number]): Lonlat[] {
  const frame = frameAt(...middle);
  return Array.from({ length: count }, (_, i): Lonlat => {
    const [lon, lat] = fromPlane(frame, ...offset(i));
    return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
  });
}

const within = (random: Random, [low, high]: readonly [number, number]): number =>
  low + (high - low) * random();
