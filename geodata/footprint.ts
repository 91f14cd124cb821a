import { disc, grow } from './buffer.ts';
import { type Crs, toWgs84 } from './crs.ts';
import { canonicalHash } from './footprint-hash.ts';
import { countPositions, readPositions } from './footprint-positions.ts';
import { readAbout } from './footprint-properties.ts';
import type { Bounds, FootprintGeometry, Line, Lonlat, Rings } from './geometry.ts';
import { isRecord, refuse, text } from './input.ts';
import type { Refusal, WhistleKind } from './jurisdiction/verdict.ts';
import { lineLength, polygonsArea, ringArea } from './topology/ellipsoid.ts';
import { findFault } from './validity.ts';

/** Where an incident is, read, checked and in WGS84. */
export interface Footprint {
  readonly kind: 'point' | 'line' | 'polygon';
  /** As given, but in WGS84. */
  readonly geometry: FootprintGeometry;
  /** The places of a point footprint; empty otherwise. */
  readonly points: readonly Lonlat[];
  /** The lines of a line footprint; empty otherwise. */
  readonly lines: readonly Line[];
  /**
   * What is measured: a polygon as drawn, a line buffered by max(width / 2, accuracy), a point as its disc. Shells run
   * counter-clockwise, holes clockwise. Empty for a surveyed point and for a surveyed line without width.
   */
  readonly polygons: readonly Rings[];
  /** A polygon's or line's other extent: a polygon grown by its accuracy, a line without its accuracy; null where it makes no difference. */
  readonly other: { readonly polygons: readonly Rings[] } | null;
  /** Metres, radius of the circle that holds the true place with 95 %. */
  readonly accuracy: number;
  /** Metres across, of a line. */
  readonly width: number;
  /** False where the reference system is unknown: no certain verdict then. */
  readonly certain: boolean;
  /** Square metres of `polygons`; metres along `lines`, null for other kinds. */
  readonly area: number;
  readonly length: number | null;
  /** SHA-256 in lower-case hex: the same for any start, direction or order of rings and parts. */
  readonly hash: string;
  readonly category: string | undefined;
  readonly whistle: WhistleKind | undefined;
  readonly occurredAt: string | undefined;
}

/**
 * Reads a GeoJSON Feature with properties `{category?, kind?, accuracy?, geocode?, width?, crs?, occurredAt?}`; anything else is
 * refused with its place in the input. `extent`, the city's bounds, lets swapped longitude and latitude be recognised.
 */
export function readFootprint(
  feature: unknown,
  extent?: Bounds,
): { readonly footprint: Footprint } | { readonly refusal: Refusal } {
  if (!isRecord(feature) || feature.type !== 'Feature')
    return refuse('not-a-feature', '', text(feature), 'GeoJSON Feature', 'a GeoJSON Feature');
  const properties = feature.properties ?? {};
  if (!isRecord(properties))
    return refuse('bad-properties', '/properties', text(properties), '对象', 'an object');
  const about = readAbout(properties);
  if ('refusal' in about) return about;
  const read = readPositions(feature.geometry);
  if ('refusal' in read) return read;

  const geometry = convert(read.geometry, about.crs);
  const misplaced = findMisplaced(geometry, extent);
  if (misplaced) return misplaced;
  const { accuracy } = about;
  const tooMany = findTooManyToGrow(geometry, accuracy, about.width);
  if (tooMany) return tooMany;
  const shape = shapeOf(geometry, accuracy, about.width);
  if (shape.kind === 'polygon') {
    const fault = findFault({ type: 'MultiPolygon', coordinates: shape.polygons });
    if (fault)
      return refuse(
        'faulty-polygon',
        '/geometry/coordinates',
        fault.fault,
        '边界不自相交、不重复的多边形；图形不会被自动修改',
        'a polygon whose rings neither cross nor touch along a line; shapes are never repaired in silence',
        fault.at,
      );
  }
  const area = polygonsArea(shape.polygons);
  if (shape.kind === 'polygon' && !(area >= smallestArea))
    return refuse(
      'empty',
      '/geometry/coordinates',
      `${area.toPrecision(2)} m²`,
      '有面积的多边形',
      'a polygon with an area',
    );
  const length = shape.kind === 'line' ? shape.lines.reduce((sum, line) => sum + lineLength(line), 0) : null;
  if (length !== null && !(length >= shortestLength))
    return refuse(
      'empty',
      '/geometry/coordinates',
      `${length.toPrecision(2)} m`,
      '有长度的线',
      'a line with a length',
    );
  return {
    footprint: {
      ...shape,
      geometry,
      accuracy,
      width: about.width,
      certain: about.certain,
      area,
      length,
      hash: canonicalHash(shape.kind, shape, accuracy, about.width),
      category: about.category,
      whistle: about.whistle,
      occurredAt: about.occurredAt,
    },
  };
}

/**
 * Shapes that must be grown by a width or an accuracy may have fewer positions: joining discs and strips takes time, up to a
 * second for these.
 */
const growLimits = { place: 50, other: 5_000 };

function findTooManyToGrow(
  geometry: FootprintGeometry,
  accuracy: number,
  width: number,
): { readonly refusal: Refusal } | null {
  if (accuracy === 0 && (width === 0 || !geometry.type.endsWith('LineString'))) return null;
  const count = countPositions(geometry);
  const limit = geometry.type.endsWith('Point') ? growLimits.place : growLimits.other;
  if (count <= limit) return null;
  return refuse(
    'too-many-vertices',
    '/geometry/coordinates',
    String(count),
    `有宽度或精度的图形不超过 ${limit} 个顶点；请先化简`,
    `at most ${limit} vertices for a shape with a width or an accuracy; simplify it first`,
  );
}

/** A square centimetre; a centimetre. Less is a slip of the mouse. */
const smallestArea = 1e-4;
const shortestLength = 0.01;

/** The geometry in WGS84, without heights. */
function convert(geometry: FootprintGeometry, crs: Crs): FootprintGeometry {
  const deep = (item: unknown): unknown => {
    const list = item as unknown[];
    return typeof list[0] === 'number'
      ? toWgs84([list[0], list[1] as number], crs)
      : list.map((child) => deep(child));
  };
  return { type: geometry.type, coordinates: deep(geometry.coordinates) } as FootprintGeometry;
}

/** Positions off the globe, swapped, across the antimeridian, or further apart than any city is wide. */
function findMisplaced(
  geometry: FootprintGeometry,
  extent: Bounds | undefined,
): { readonly refusal: Refusal } | null {
  const pointer = '/geometry/coordinates';
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let offGlobe: Lonlat | null = null;
  const visit = (item: readonly unknown[]): void => {
    if (typeof item[0] !== 'number') {
      for (const child of item) visit(child as unknown[]);
      return;
    }
    const [x, y] = item as [number, number];
    if (Math.abs(x) > 180 || Math.abs(y) > 90) offGlobe ??= [x, y];
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  };
  visit(geometry.coordinates);
  const inside = (x: number, y: number): boolean =>
    extent !== undefined && x >= extent[0] && x <= extent[2] && y >= extent[1] && y <= extent[3];
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const swappedFits = extent ? inside(y, x) && !inside(x, y) : offGlobe !== null && Math.abs(x) <= 90;
  if (swappedFits)
    return refuse(
      'swapped-coordinates',
      pointer,
      `[${x.toFixed(5)}, ${y.toFixed(5)}]`,
      '经度在前、纬度在后；这里看来写反了',
      'longitude first, then latitude; here they seem to be swapped',
      [y, x],
    );
  if (offGlobe)
    return refuse(
      'out-of-range',
      pointer,
      `[${(offGlobe as Lonlat).join(', ')}]`,
      '经度在 ±180 以内、纬度在 ±90 以内',
      'longitude within ±180 and latitude within ±90',
    );
  if (east - west > 180)
    return refuse(
      'antimeridian',
      pointer,
      `${west.toFixed(3)} … ${east.toFixed(3)}`,
      '不跨 180° 经线的图形',
      'a shape that does not cross the antimeridian',
    );
  if (east - west > widestFootprint || north - south > widestFootprint)
    return refuse(
      'too-large',
      pointer,
      `${(east - west).toFixed(2)}° × ${(north - south).toFixed(2)}°`,
      `不超过 ${widestFootprint}° 的范围`,
      `a shape within ${widestFootprint}° either way`,
    );
  return null;
}

/** Degrees: wider than any city. */
const widestFootprint = 4;

type Shape = Pick<Footprint, 'kind' | 'points' | 'lines' | 'polygons' | 'other'>;

function shapeOf(geometry: FootprintGeometry, accuracy: number, width: number): Shape {
  const none = { points: [], lines: [], polygons: [], other: null };
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint': {
      const points = (geometry.type === 'Point'
        ? [geometry.coordinates]
        : geometry.coordinates) as unknown as Lonlat[];
      const [first] = points;
      const polygons =
        accuracy === 0 || !first
          ? []
          : points.length === 1
            ? [disc(first, accuracy)]
            : oriented(grow({ type: 'MultiPoint', coordinates: points }, accuracy));
      return { ...none, kind: 'point', points, polygons };
    }
    case 'LineString':
    case 'MultiLineString': {
      const coordinates = (geometry.type === 'LineString'
        ? [geometry.coordinates]
        : geometry.coordinates) as unknown as Line[];
      const swell = (metres: number): Rings[] =>
        metres > 0 ? oriented(grow({ type: 'MultiLineString', coordinates }, metres)) : [];
      const own = width / 2;
      return {
        ...none,
        kind: 'line',
        lines: coordinates,
        polygons: swell(Math.max(own, accuracy)),
        other: accuracy > own ? { polygons: swell(own) } : null,
      };
    }
    default: {
      const coordinates = (geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.coordinates) as unknown as Rings[];
      const polygons = oriented(coordinates);
      return {
        ...none,
        kind: 'polygon',
        polygons,
        other:
          accuracy > 0 ? { polygons: oriented(grow({ type: 'MultiPolygon', coordinates }, accuracy)) } : null,
      };
    }
  }
}

/** Shells counter-clockwise, holes clockwise. */
const oriented = (polygons: readonly Rings[]): Rings[] =>
  polygons.map((rings) =>
    rings.map((ring, i) => (ringArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse())),
  );
