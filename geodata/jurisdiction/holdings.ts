import Flatbush from 'flatbush';
import { grow } from '../buffer.ts';
import type { Footprint } from '../footprint.ts';
import type { Line, Lonlat, Rings } from '../geometry.ts';
import { ringArea } from '../topology/ellipsoid.ts';
import { type Common, commonWith, planeArea } from './common-part.ts';
import type { Coverage } from './coverage.ts';
import { type Frame, frameAt, fromPlane, toPlane } from './frame.ts';
import { createInside } from './inside.ts';
import type { Extent } from './overlap.ts';
import type { Holding, Records } from './records.ts';
import type { Jurisdiction } from './verdict.ts';

/** A holding that a footprint reaches. */
export interface HoldingMet {
  readonly holding: Holding;
  /** Part of the footprint in it, 0 to 1. */
  readonly share: number;
  /** Square metres in common; null where the footprint has no extent. */
  readonly area: number | null;
  /** The party in which the common part mostly lies; null where it lies in none. */
  readonly within: Jurisdiction | null;
}

/** The holdings a footprint reaches, in order of their ids. */
export function holdingsMet(
  coverage: Coverage,
  footprint: Footprint,
  extent: Extent,
  records: Records,
): readonly HoldingMet[] {
  if (records.holdings.length === 0) return [];
  const { shapes, index } = shelfOf(records);
  const bounds = boundsOf([...footprint.polygons.flat(), ...footprint.lines, footprint.points]);
  const frame = frameAt((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
  const whole = footprint.polygons.length > 0 ? planeArea(frame, footprint.polygons) : null;
  let common: ((other: readonly Rings[]) => Common) | null = null;
  const found: HoldingMet[] = [];
  for (const item of index?.search(...bounds) ?? []) {
    const shape = shapes[item];
    if (!shape) continue;
    if (whole !== null) common ??= commonWith(frame, footprint.polygons);
    const part =
      whole === null || !common
        ? flatPart(frame, footprint, shape.polygons)
        : areaPart(frame, common(shape.polygons), whole);
    if (!part) continue;
    found.push({
      holding: shape.holding,
      share: Math.min(1, part.share),
      area: whole === null ? null : Math.min(1, part.share) * footprint.area,
      within: partyAt(coverage, extent, part.at),
    });
  }
  return found.sort((one, other) => (one.holding.id < other.holding.id ? -1 : 1));
}

interface Shelf {
  readonly shapes: readonly { readonly holding: Holding; readonly polygons: readonly Rings[] }[];
  readonly index: Flatbush | null;
}

const shelves = new WeakMap<Records, Shelf>();

function shelfOf(records: Records): Shelf {
  const known = shelves.get(records);
  if (known) return known;
  const shapes = records.holdings.map((holding) => ({ holding, polygons: polygonsOf(holding) }));
  const index = new Flatbush(shapes.length);
  for (const { polygons } of shapes) index.add(...boundsOf(polygons.flat()));
  index.finish();
  const shelf = { shapes, index };
  shelves.set(records, shelf);
  return shelf;
}

/** Metres: a line drawn without a width is as wide as it may be off to either side. */
const leastWidth = 4;

function polygonsOf({ geometry, width }: Holding): Rings[] {
  const polygons: readonly Rings[] =
    geometry.type === 'LineString' || geometry.type === 'MultiLineString'
      ? grow(
          {
            type: 'MultiLineString',
            coordinates: (geometry.type === 'LineString'
              ? [geometry.coordinates]
              : geometry.coordinates) as unknown as Line[],
          },
          Math.max(width, leastWidth) / 2,
        )
      : ((geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as unknown as Rings[]);
  return polygons.map((rings) =>
    rings.map((ring, i) => (ringArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse())),
  );
}

interface PartIn {
  readonly share: number;
  readonly at: Lonlat;
}

const areaPart = (frame: Frame, { area, centre }: Common, whole: number): PartIn | null =>
  centre ? { share: area / whole, at: fromPlane(frame, ...centre) } : null;

/** Of lines the length, of points the number, that lies in the polygons. */
function flatPart(frame: Frame, footprint: Footprint, polygons: readonly Rings[]): PartIn | null {
  const inside = createInside(frame, polygons);
  let [found, total] = [0, 0];
  let at: readonly [number, number] | null = null;
  for (const point of footprint.points) {
    const place = toPlane(frame, point);
    total++;
    if (!inside.contains(...place)) continue;
    found++;
    at ??= place;
  }
  for (const line of footprint.lines)
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (!from || !to) continue;
      const [[x0, y0], [x1, y1]] = [toPlane(frame, from), toPlane(frame, to)];
      const length = Math.hypot(x1 - x0, y1 - y0);
      total += length;
      for (const [start, end] of inside.stretches(x0, y0, x1, y1)) {
        found += (end - start) * length;
        at ??= [x0 + ((start + end) / 2) * (x1 - x0), y0 + ((start + end) / 2) * (y1 - y0)];
      }
    }
  return at && total > 0 ? { share: found / total, at: fromPlane(frame, ...at) } : null;
}

/** The party at a place; where that is none, the one with most of the footprint. */
function partyAt(coverage: Coverage, extent: Extent, at: Lonlat): Jurisdiction | null {
  const [leaf = -1] = coverage.locateAll(Float64Array.from(at));
  const party = leaf < 0 ? undefined : coverage.parties[coverage.partyOfLeaf[leaf] ?? -1];
  return party ? coverage.jurisdictionOf(party.code) : (extent.parts[0]?.jurisdiction ?? null);
}

function boundsOf(lines: readonly Line[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines)
    for (const [longitude, latitude] of line) {
      west = Math.min(west, longitude);
      south = Math.min(south, latitude);
      east = Math.max(east, longitude);
      north = Math.max(north, latitude);
    }
  return [west, south, east, north];
}
