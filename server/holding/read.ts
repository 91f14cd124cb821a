import type { LineString, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { z } from 'zod';
import { levels } from '../../geodata/area.ts';
import { type Crs, toWgs84 } from '../../geodata/crs.ts';
import { readPositions } from '../../geodata/footprint-positions.ts';
import type { FootprintGeometry, Lonlat, Rings } from '../../geodata/geometry.ts';
import { type Holding, holdingKinds } from '../../geodata/jurisdiction/records.ts';
import { findFault } from '../../geodata/validity.ts';
import { type FieldError, invalid } from '../errors.ts';

const code = z.string().regex(/^[^\s|,]{1,64}$/, 'must be 1 to 64 characters without spaces');
const name = z.string().trim().min(1).max(200);

/** The properties of one holding in a FeatureCollection. */
const propertiesSchema = z.looseObject({
  id: code,
  kind: z.enum(holdingKinds),
  name,
  nameEn: name.optional(),
  bodyCode: code,
  bodyName: name,
  bodyNameEn: name.optional(),
  level: z.enum(levels).nullish(),
  width: z.number().min(0).max(1000).default(0),
});

/** A FeatureCollection of holdings, as far as the schema goes; shapes are for `readHoldings` to check. */
export const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(z.looseObject({ type: z.literal('Feature'), geometry: z.unknown(), properties: propertiesSchema }))
    .max(20_000),
});

/** Faults told in one answer. */
const mostFaults = 50;

/**
 * Holdings of a FeatureCollection, in WGS84.
 * @throws Problem 400 with a pointer for each faulty shape and each number given twice; then none is taken.
 */
export function readHoldings(collection: z.infer<typeof collectionSchema>, crs: Crs): Holding[] {
  const faults: FieldError[] = [];
  const seen = new Set<string>();
  const holdings: Holding[] = [];
  for (const [i, { geometry, properties }] of collection.features.entries()) {
    if (faults.length >= mostFaults) break;
    const pointer = `#/features/${i}`;
    if (seen.has(properties.id))
      faults.push({
        pointer: `${pointer}/properties/id`,
        got: properties.id,
        detail: { zh: '编号重复', en: 'This number is given twice' },
      });
    seen.add(properties.id);
    const read = readShape(geometry, crs, properties.width);
    if ('fault' in read) faults.push({ ...read.fault, pointer: `${pointer}${read.fault.pointer}` });
    else holdings.push(toHolding(properties, read.shape));
  }
  if (faults.length > 0)
    throw invalid(
      { zh: '有要素不合要求，没有载入任何一处', en: 'Some features are faulty; none was loaded' },
      faults,
    );
  return holdings;
}

type Shape = Holding['geometry'];

function toHolding(properties: z.infer<typeof propertiesSchema>, geometry: Shape): Holding {
  const { id, kind, name, nameEn, bodyCode, bodyName, bodyNameEn, level, width } = properties;
  return {
    id,
    kind,
    name,
    nameEn: nameEn ?? name,
    body: { code: bodyCode, name: bodyName, nameEn: bodyNameEn ?? bodyName },
    level: level ?? null,
    width,
    geometry,
  };
}

function readShape(
  geometry: unknown,
  crs: Crs,
  width: number,
): { readonly shape: Shape } | { readonly fault: FieldError } {
  const read = readPositions(geometry);
  if ('refusal' in read)
    return {
      fault: { pointer: read.refusal.pointer, got: read.refusal.got, detail: read.refusal.wanted },
    };
  const shape = convert(read.geometry, crs);
  if (!shape)
    return {
      fault: {
        pointer: '/geometry/type',
        got: read.geometry.type,
        detail: { zh: '应为线或面', en: 'must be lines or polygons' },
      },
    };
  const isLine = shape.type === 'LineString' || shape.type === 'MultiLineString';
  if (isLine && width === 0)
    return {
      fault: {
        pointer: '/properties/width',
        got: '0',
        detail: { zh: '线须给出宽度（米）', en: 'a line needs a width in metres' },
      },
    };
  const fault = isLine
    ? null
    : findFault({
        type: 'MultiPolygon',
        coordinates: (shape.type === 'Polygon'
          ? [shape.coordinates]
          : shape.coordinates) as unknown as Rings[],
      });
  return fault
    ? {
        fault: {
          pointer: '/geometry/coordinates',
          got: fault.fault,
          detail: { zh: '图形有误', en: 'the shape is faulty' },
          at: fault.at,
        },
      }
    : { shape };
}

/** Lines and polygons in WGS84; null for points. */
function convert(geometry: FootprintGeometry, crs: Crs): Shape | null {
  const place = ([lon = 0, lat = 0]: Position): Position => [...toWgs84([lon, lat] as Lonlat, crs)];
  const line = (positions: Position[]): Position[] => positions.map(place);
  switch (geometry.type) {
    case 'LineString':
      return { type: 'LineString', coordinates: line(geometry.coordinates) } satisfies LineString;
    case 'MultiLineString':
      return { type: geometry.type, coordinates: geometry.coordinates.map(line) } satisfies MultiLineString;
    case 'Polygon':
      return { type: 'Polygon', coordinates: geometry.coordinates.map(line) } satisfies Polygon;
    case 'MultiPolygon':
      return {
        type: geometry.type,
        coordinates: geometry.coordinates.map((rings) => rings.map(line)),
      } satisfies MultiPolygon;
    default:
      return null;
  }
}
