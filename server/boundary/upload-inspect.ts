import { toWgs84 } from '../../geodata/crs.ts';
import type { Bounds, Lonlat, Rings } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { readCode } from '../../geodata/read/code.ts';
import { type CrsGuess, guessCrs } from './upload-crs.ts';
import { type Field, type FieldGuess, guessFields, readFields } from './upload-guess.ts';

/** What was seen in a file before anybody said how to read it. */
export interface UploadFacts {
  readonly features: number;
  readonly crs: CrsGuess;
  readonly fields: readonly Field[];
  readonly guess: FieldGuess;
  /** West, south, east, north; in WGS84 by the guessed reference system, as given where there is none. Null without any shape. */
  readonly preview: Bounds | null;
}

/** Why a file is no file of boundaries; `pointer` is a JSON pointer to the part at fault. */
export interface UploadFault {
  readonly pointer: string;
  readonly got?: string;
  readonly detail: Bilingual;
}

const mostFeatures = 200_000;

/** Looks a file over: text of a GeoJSON FeatureCollection of polygons in degrees. What is wrong with it is told with its place. */
export function inspectUpload(
  text: string,
  base: EditionGeography | null,
): { readonly facts: UploadFacts } | { readonly fault: UploadFault } {
  let collection: unknown;
  try {
    collection = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
    return fault('', { zh: `不是有效的 JSON：${why}`, en: `Not valid JSON: ${why}` });
  }
  if (!isRecord(collection) || collection.type !== 'FeatureCollection' || !Array.isArray(collection.features))
    return fault(
      '/type',
      { zh: '应为 GeoJSON FeatureCollection', en: 'A GeoJSON FeatureCollection was wanted' },
      brief(collection),
    );
  const { features } = collection;
  if (features.length === 0 || features.length > mostFeatures)
    return fault(
      '/features',
      { zh: `要素应有 1 至 ${mostFeatures} 个`, en: `1 to ${mostFeatures} features were wanted` },
      String(features.length),
    );
  const rows: Record<string, unknown>[] = [];
  const shapes: (readonly Rings[])[] = [];
  for (const [i, feature] of features.entries()) {
    const shape = readShape(feature, `/features/${i}`);
    if ('fault' in shape) return shape;
    shapes.push(shape.polygons);
    rows.push(isRecord(feature) && isRecord(feature.properties) ? feature.properties : {});
  }
  if (shapes.every((polygons) => polygons.length === 0))
    return fault('/features', { zh: '没有一个要素有图形', en: 'No feature has a shape' });
  const fields = readFields(rows);
  const guess = guessFields(fields, rows);
  const samples = rows.flatMap((row, i) => {
    const code = guess.code && guess.level ? readCode(row[guess.code], guess.level) : null;
    return code === null ? [] : [{ code, polygons: shapes[i] ?? [] }];
  });
  const crs = guessCrs(collection.crs, samples, base);
  return { facts: { features: features.length, crs, fields, guess, preview: boundsOf(shapes, crs) } };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fault = (pointer: string, detail: Bilingual, got?: string): { readonly fault: UploadFault } => ({
  fault: { pointer, detail, ...(got !== undefined && { got }) },
});

type Shape = { readonly polygons: readonly Rings[] } | { readonly fault: UploadFault };

function readShape(feature: unknown, at: string): Shape {
  if (!isRecord(feature) || feature.type !== 'Feature')
    return fault(`${at}/type`, { zh: '应为 Feature', en: 'A Feature was wanted' }, brief(feature));
  const { geometry } = feature;
  // A row without a shape is for the check to judge.
  if (geometry === null || geometry === undefined) return { polygons: [] };
  const type = isRecord(geometry) ? geometry.type : undefined;
  const coordinates = isRecord(geometry) ? geometry.coordinates : undefined;
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return fault(
      `${at}/geometry/type`,
      { zh: '应为 Polygon 或 MultiPolygon', en: 'A Polygon or MultiPolygon was wanted' },
      brief(type ?? geometry),
    );
  const place = `${at}/geometry/coordinates`;
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const wrong = findWrong(polygons, place, type === 'Polygon');
  return wrong ?? { polygons: polygons as readonly Rings[] };
}

/** The first thing in a list of polygons that is not where it should be, to the depth that polygons have and no deeper. */
function findWrong(polygons: unknown, at: string, isSingle: boolean): { readonly fault: UploadFault } | null {
  if (!Array.isArray(polygons)) return fault(at, listWanted, brief(polygons));
  for (const [p, polygon] of polygons.entries()) {
    const inPolygon = isSingle ? at : `${at}/${p}`;
    if (!Array.isArray(polygon)) return fault(inPolygon, listWanted, brief(polygon));
    for (const [r, ring] of polygon.entries()) {
      if (!Array.isArray(ring)) return fault(`${inPolygon}/${r}`, listWanted, brief(ring));
      for (const [i, position] of ring.entries()) {
        const [longitude, latitude] = Array.isArray(position) ? position : [];
        if (!isDegrees(longitude, 180) || !isDegrees(latitude, 90))
          return fault(`${inPolygon}/${r}/${i}`, positionWanted(longitude, latitude), brief(position));
      }
    }
  }
  return null;
}

const listWanted: Bilingual = { zh: '应为坐标数组', en: 'An array of coordinates was wanted' };

const isDegrees = (value: unknown, limit: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= limit;

const positionWanted = (x: unknown, y: unknown): Bilingual =>
  isDegrees(x, 90) && isDegrees(y, 180)
    ? { zh: '应先经度后纬度，看来颠倒了', en: 'Longitude comes first: the two seem to be swapped' }
    : typeof x === 'number' && typeof y === 'number'
      ? {
          zh: '应为经纬度；看来是投影坐标，请先转换',
          en: 'Longitude and latitude were wanted; this looks projected: convert it first',
        }
      : { zh: '应为经度和纬度两个数', en: 'Two numbers were wanted: longitude and latitude' };

/** What was got, short enough to show, however deep it goes. */
function brief(value: unknown): string {
  if (Array.isArray(value)) {
    const first = value.slice(0, 3).map((item) => (typeof item === 'object' ? '…' : String(item)));
    return `[${first.join(', ')}${value.length > 3 ? ', …' : ''}]`.slice(0, 60);
  }
  if (isRecord(value)) return typeof value.type === 'string' ? value.type.slice(0, 60) : 'object';
  return String(value).slice(0, 60);
}

function boundsOf(shapes: readonly (readonly Rings[])[], { guess }: CrsGuess): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygons of shapes)
    for (const [shell = []] of polygons)
      for (const [x, y] of shell) {
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
  if (west > east) return null;
  const corner = (at: Lonlat): Lonlat => (guess ? toWgs84(at, guess) : at);
  return [...corner([west, south]), ...corner([east, north])];
}
