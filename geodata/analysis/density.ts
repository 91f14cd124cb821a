import { type IncidentColumns, unitsPerDegree } from './incidents.ts';

/** A raster in Web Mercator, row 0 in the north, of incidents per square kilometre. */
export interface Density {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
  /** [west, south, east, north] in degrees, WGS84. */
  readonly bounds: readonly [number, number, number, number];
}

/** Longest side of the raster in cells. */
const longest = 900;
const circumference = 40_075_016.686;

/**
 * The density of incidents by a Gaussian kernel (Silverman 1986, 4.2) of a standard deviation of `bandwidth` metres, over
 * all of `bounds`. It knows of no boundary: an incident counts on both sides of the line it lies near. `rows` are those to
 * count; the answer adds up to their number, but for what is blurred over the edge.
 */
export function densityOf(
  { longitude, latitude }: IncidentColumns,
  rows: Uint32Array,
  bounds: Density['bounds'],
  bandwidth: number,
): Density {
  const [west, south, east, north] = bounds;
  const [left, right, top, bottom] = [xOf(west), xOf(east), yOf(north), yOf(south)];
  const size = Math.max(right - left, bottom - top) / longest;
  const width = Math.max(1, Math.ceil((right - left) / size));
  const height = Math.max(1, Math.ceil((bottom - top) / size));
  const counts = new Float32Array(width * height);
  for (const row of rows) {
    const x = Math.floor((xOf((longitude[row] ?? 0) / unitsPerDegree) - left) / size);
    const y = Math.floor((yOf((latitude[row] ?? 0) / unitsPerDegree) - top) / size);
    if (x >= 0 && x < width && y >= 0 && y < height) counts[y * width + x] = (counts[y * width + x] ?? 0) + 1;
  }
  // Metres of a cell in the middle; a city is small enough for one kernel, its cells are sized row by row.
  const metres = size * circumference * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const kernel = kernelOf(bandwidth / metres);
  const across = blur(counts, width, height, kernel, 1, width);
  const values = blur(across, height, width, kernel, width, 1);
  for (let y = 0; y < height; y++) {
    const side = size * circumference * Math.cos((latitudeOf(top + (y + 0.5) * size) * Math.PI) / 180);
    const perKm2 = 1e6 / side ** 2;
    for (let x = 0; x < width; x++) values[y * width + x] = (values[y * width + x] ?? 0) * perKm2;
  }
  return {
    width,
    height,
    values,
    bounds: [west, latitudeOf(top + height * size), (left + width * size) * 360 - 180, north],
  };
}

/** Half of a Gaussian out to three standard deviations, in cells, adding up to 1 over both halves. */
function kernelOf(deviation: number): Float32Array {
  const reach = Math.max(0, Math.ceil(deviation * 3));
  const half = Float32Array.from({ length: reach + 1 }, (_, i) =>
    Math.exp(-0.5 * (i / Math.max(deviation, 1e-9)) ** 2),
  );
  const sum = half.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return half.map((weight) => weight / sum);
}

/** One pass of a kernel along lines of `length` cells `step` apart; the lines begin `stride` apart. Spreads what there is: most cells are empty. */
function blur(
  from: Float32Array,
  length: number,
  lines: number,
  kernel: Float32Array,
  step: number,
  stride: number,
): Float32Array {
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line++)
    for (let i = 0; i < length; i++) {
      const value = from[line * stride + i * step] ?? 0;
      if (value === 0) continue;
      for (let reach = 0; reach < kernel.length; reach++) {
        const share = value * (kernel[reach] ?? 0);
        if (i + reach < length) add(to, line * stride + (i + reach) * step, share);
        if (reach > 0 && i - reach >= 0) add(to, line * stride + (i - reach) * step, share);
      }
    }
  return to;
}

const add = (to: Float32Array, cell: number, value: number): void => {
  to[cell] = (to[cell] ?? 0) + value;
};
const xOf = (longitude: number): number => (longitude + 180) / 360;
const yOf = (latitude: number): number =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
const latitudeOf = (y: number): number => (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
