import type { FootprintGeometry } from './geometry.ts';
import { isRecord, refuse, text } from './input.ts';
import type { Refusal } from './jurisdiction/verdict.ts';

/** The most positions one footprint may have. */
const vertexLimit = 20_000;

/**
 * Checks that a value is a geometry of a kind we judge, with finite positions, closed rings, and no more than
 * `vertexLimit` of them. Positions are counted before anything else is looked at, so that a huge shape is answered at once.
 */
export function readPositions(
  geometry: unknown,
): { readonly geometry: FootprintGeometry } | { readonly refusal: Refusal } {
  if (!isRecord(geometry))
    return refuse('no-geometry', '/geometry', text(geometry), 'GeoJSON 几何', 'a GeoJSON geometry');
  const depth = typeof geometry.type === 'string' ? depths.get(geometry.type) : undefined;
  if (depth === undefined)
    return refuse(
      'unknown-geometry',
      '/geometry/type',
      text(geometry.type),
      [...depths.keys()].join('、'),
      `one of ${[...depths.keys()].join(', ')}`,
    );
  const count = countNested(geometry.coordinates, depth);
  if (count > vertexLimit)
    return refuse(
      'too-many-vertices',
      '/geometry/coordinates',
      String(count),
      `不超过 ${vertexLimit} 个顶点；请先化简`,
      `at most ${vertexLimit} vertices; simplify the shape first`,
    );
  const fault = findMalformed(geometry.coordinates, depth, geometry.type as string, '/geometry/coordinates');
  if (fault) return fault;
  if (count === 0)
    return refuse('empty', '/geometry/coordinates', '[]', '至少一个位置', 'at least one position');
  return { geometry: geometry as unknown as FootprintGeometry };
}

export const countPositions = (geometry: FootprintGeometry): number =>
  countNested(geometry.coordinates, depths.get(geometry.type) ?? 0);

/** How deep arrays nest around a position. */
const depths: ReadonlyMap<string, number> = new Map([
  ['Point', 0],
  ['MultiPoint', 1],
  ['LineString', 1],
  ['MultiLineString', 2],
  ['Polygon', 2],
  ['MultiPolygon', 3],
]);

function countNested(value: unknown, depth: number): number {
  if (!Array.isArray(value)) return 0;
  if (depth === 0) return 1;
  if (depth === 1) return value.length;
  let count = 0;
  for (const child of value) count += countNested(child, depth - 1);
  return count;
}

function findMalformed(
  value: unknown,
  depth: number,
  type: string,
  pointer: string,
): { readonly refusal: Refusal } | null {
  if (!Array.isArray(value)) return refuse('bad-coordinates', pointer, text(value), '数组', 'an array');
  if (depth === 0) return findBadPosition(value, pointer);
  if (value.length === 0) return refuse('empty', pointer, '[]', '不为空', 'something in it');
  for (let i = 0; i < value.length; i++) {
    const fault = findMalformed(value[i], depth - 1, type, `${pointer}/${i}`);
    if (fault) return fault;
  }
  if (depth === 1 && type.endsWith('LineString') && value.length < 2)
    return refuse('too-short', pointer, text(value), '至少两个位置的线', 'a line of two positions or more');
  return depth === 1 && type.endsWith('Polygon') ? findOpenRing(value, pointer) : null;
}

function findBadPosition(
  position: readonly unknown[],
  pointer: string,
): { readonly refusal: Refusal } | null {
  for (let i = 0; i < 2; i++)
    if (typeof position[i] !== 'number' || !Number.isFinite(position[i]))
      return refuse('not-finite', `${pointer}/${i}`, text(position[i]), '有限的数', 'a finite number');
  return null;
}

function findOpenRing(ring: readonly unknown[], pointer: string): { readonly refusal: Refusal } | null {
  const first = ring[0] as readonly number[];
  const last = ring[ring.length - 1] as readonly number[];
  if (first[0] !== last[0] || first[1] !== last[1])
    return refuse(
      'open-ring',
      pointer,
      `[${first[0]}, ${first[1]}] … [${last[0]}, ${last[1]}]`,
      '首尾相同的闭合环',
      'a closed ring: its last position equals its first',
      [last[0] ?? 0, last[1] ?? 0],
    );
  if (ring.length < 4)
    return refuse('too-short', pointer, text(ring), '至少四个位置的环', 'a ring of four positions or more');
  return null;
}
