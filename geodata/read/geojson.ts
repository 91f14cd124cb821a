import type { Level } from '../area.ts';
import { type Crs, knownCrs, parseCrs, toWgs84 } from '../crs.ts';
import type { Line, Lonlat, Rings } from '../geometry.ts';
import type { Bilingual } from '../jurisdiction/verdict.ts';
import { readCode } from './code.ts';
import type { BoundaryLayer, BoundaryRow, CityName, ReadRefusal, RowFault } from './layer.ts';

/** How a file is to be read: its level, its fields, and the CRS its coordinates are in. */
export interface ReadOptions {
  readonly level: Level;
  /** Names of the properties that hold code, name and so on. */
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly parent?: string;
  readonly parentName?: string;
  readonly parentNameEn?: string;
  readonly city?: CityName;
  /** wgs84, gcj02, bd09, cgcs2000, EPSG:4326 or EPSG:4490: stated, never guessed. */
  readonly crs: string;
  /** What to call the layer in reports. */
  readonly source?: string;
}

export type ReadResult = { readonly layer: BoundaryLayer } | { readonly refusal: ReadRefusal };

/**
 * Reads a GeoJSON FeatureCollection of polygons (text or already parsed) into rows in WGS84. Shapes are kept as given,
 * faults and all: judging them is the work of the import report. What cannot be read at all is refused with its place.
 */
export function readGeoJson(source: unknown, options: ReadOptions): ReadResult {
  const stated = parseCrs(options.crs);
  if ('refusal' in stated)
    return refuse('unknown-crs', {
      zh: `不支持坐标系“${options.crs}”；支持 ${supported}`,
      en: `The CRS "${options.crs}" is not supported; supported are ${supported}`,
    });
  const { crs } = stated;
  const parsed = typeof source === 'string' ? parseJson(source) : { value: source };
  if ('refusal' in parsed) return parsed;
  const collection = parsed.value;
  if (!isRecord(collection) || !Array.isArray(collection.features))
    return refuse('not-features', {
      zh: '不是 GeoJSON FeatureCollection：缺少 features 数组',
      en: 'Not a GeoJSON FeatureCollection: it has no array "features"',
    });
  const contradiction = contradicted(collection.crs, crs);
  if (contradiction) return contradiction;

  const features: unknown[] = collection.features;
  if (features.length === 0)
    return refuse('not-features', { zh: '文件中没有要素', en: 'The file has no features' });
  const missing = missingField(features, options);
  if (missing) return missing;

  const rows: BoundaryRow[] = [];
  for (const [index, feature] of features.entries()) {
    const row = readRow(feature, index + 1, options, crs);
    if ('refusal' in row) return row;
    rows.push(row);
  }
  const city = options.city ?? null;
  return { layer: { level: options.level, source: options.source ?? 'GeoJSON', crs, city, rows } };
}

const supported = knownCrs.join(', ');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuse = (code: ReadRefusal['code'], message: Bilingual): { refusal: ReadRefusal } => ({
  refusal: { code, message },
});

function parseJson(text: string): { value: unknown } | { refusal: ReadRefusal } {
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse('not-json', { zh: `不是有效的 JSON：${why}`, en: `Not valid JSON: ${why}` });
  }
}

/** GeoJSON of 2008 could name its CRS. A name that contradicts what was stated is refused: one of the two is wrong. */
function contradicted(member: unknown, stated: Crs): { refusal: ReadRefusal } | null {
  if (!isRecord(member) || !isRecord(member.properties)) return null;
  const name = String(member.properties.name ?? '');
  const epsg = /CRS84$/.test(name) ? '4326' : /(\d{4,6})$/.exec(name)?.[1];
  if (!epsg) return null;
  const isGeodetic = 'crs' in parseCrs(`EPSG:${epsg}`);
  // GCJ-02 and BD-09 have no EPSG number: programs commonly label them 4326.
  if (isGeodetic && (epsg === '4326' || !/gcj|bd/.test(stated))) return null;
  return refuse('crs-contradicted', {
    zh: `文件自称坐标系为 ${name}，而给出的是 ${stated}；支持 ${supported}`,
    en: `The file says its CRS is ${name}, but ${stated} was given; supported are ${supported}`,
  });
}

/** A field that no feature has is a slip of the command line, not a defect of the data. */
function missingField(features: readonly unknown[], options: ReadOptions): { refusal: ReadRefusal } | null {
  const present = new Set<string>();
  for (const feature of features)
    if (isRecord(feature) && isRecord(feature.properties))
      for (const key of Object.keys(feature.properties)) present.add(key);
  for (const role of ['code', 'name', 'nameEn', 'parent', 'parentName', 'parentNameEn'] as const) {
    const field = options[role];
    if (field === undefined || present.has(field)) continue;
    const has = [...present].slice(0, 30).join(', ') || '–';
    return refuse('no-field', {
      zh: `没有要素含字段“${field}”；文件中的字段有 ${has}`,
      en: `No feature has a field "${field}"; the file has ${has}`,
    });
  }
  return null;
}

function readRow(
  feature: unknown,
  number: number,
  options: ReadOptions,
  crs: Crs,
): BoundaryRow | { refusal: ReadRefusal } {
  if (!isRecord(feature) || feature.type !== 'Feature')
    return refuse('not-features', { zh: `第 ${number} 项不是 Feature`, en: `Item ${number} is no Feature` });
  const properties = isRecord(feature.properties) ? feature.properties : {};
  const text = (field: string | undefined): string | null => {
    const value = field === undefined ? undefined : properties[field];
    return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
      ? String(value).trim()
      : null;
  };
  const shape = readShape(feature.geometry, number, crs);
  if ('refusal' in shape) return shape;
  const code = readCode(properties[options.code], options.level);
  const parent = options.parent === undefined ? null : properties[options.parent];
  return {
    feature: number,
    code,
    name: text(options.name) ?? code ?? '',
    nameEn: text(options.nameEn),
    parent: parent === null ? null : readParent(parent),
    parentName: text(options.parentName),
    parentNameEn: text(options.parentNameEn),
    ...shape,
  };
}

/** A parent may be of any level above: of an official code, all zeros that only fill it go (110102000000 → 110102). */
function readParent(value: unknown): string | null {
  const code = readCode(value, 'cell');
  return code && /^\d{9,15}$/.test(code) ? code.replace(/^(\d{6}(?:\d{3})*?)(?:000)+$/, '$1') : code;
}

type Shape = { readonly polygons: readonly Rings[]; readonly faults: readonly RowFault[] };

function readShape(geometry: unknown, number: number, crs: Crs): Shape | { refusal: ReadRefusal } {
  if (geometry === null || geometry === undefined)
    return { polygons: [], faults: [{ fault: 'no-shape', at: null }] };
  const type = isRecord(geometry) ? geometry.type : typeof geometry;
  const coordinates = isRecord(geometry) ? geometry.coordinates : undefined;
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates))
    return refuse('not-polygons', {
      zh: `第 ${number} 个要素是 ${String(type)}，应为 Polygon 或 MultiPolygon`,
      en: `Feature ${number} is a ${String(type)}; a Polygon or MultiPolygon was wanted`,
    });
  const faults: RowFault[] = [];
  const polygons: Rings[] = [];
  for (const polygon of type === 'Polygon' ? [coordinates] : coordinates) {
    const rings: Line[] = [];
    for (const ring of Array.isArray(polygon) ? polygon : []) {
      const line = readRing(ring, number, crs, faults);
      if ('refusal' in line) return line;
      if (line.length >= 4) rings.push(line);
      // A hole may go without its polygon; a shell may not.
      else if (rings.length === 0) break;
    }
    if (rings.length > 0) polygons.push(rings);
  }
  if (polygons.length === 0 && faults.length === 0) faults.push({ fault: 'no-shape', at: null });
  return { polygons, faults };
}

function readRing(
  ring: unknown,
  number: number,
  crs: Crs,
  faults: RowFault[],
): Line | { refusal: ReadRefusal } {
  const line: Lonlat[] = [];
  for (const position of Array.isArray(ring) ? ring : []) {
    const [longitude, latitude] = Array.isArray(position) ? position : [];
    if (!isDegrees(longitude, 180) || !isDegrees(latitude, 90)) return badPosition(position, number);
    line.push(toWgs84([longitude, latitude], crs));
  }
  const [first, last] = [line[0], line.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) {
    faults.push({ fault: 'unclosed', at: last });
    line.push(first);
  }
  if (line.length < 4) faults.push({ fault: 'too-few-positions', at: first ?? null });
  return line;
}

const isDegrees = (value: unknown, limit: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= limit;

function badPosition(position: unknown, number: number): { refusal: ReadRefusal } {
  const got = (JSON.stringify(position) ?? 'undefined').slice(0, 60);
  const numbers = Array.isArray(position) && position.slice(0, 2).every((value) => typeof value === 'number');
  const swapped =
    numbers && Math.abs(position[0]) <= 90 && Math.abs(position[1]) > 90 && Math.abs(position[1]) <= 180;
  const projected = numbers && !swapped && (Math.abs(position[0]) > 180 || Math.abs(position[1]) > 180);
  const hint = swapped
    ? { zh: '；看来经纬度颠倒了', en: '; longitude and latitude seem to be swapped' }
    : projected
      ? {
          zh: '；看来是投影坐标，请先转为经纬度',
          en: '; it looks projected: convert it to longitude and latitude first',
        }
      : { zh: '', en: '' };
  return refuse('position', {
    zh: `第 ${number} 个要素的位置 ${got} 不是经纬度${hint.zh}`,
    en: `Position ${got} of feature ${number} is no longitude and latitude${hint.en}`,
  });
}
