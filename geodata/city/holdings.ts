import type { LineString, MultiLineString, Polygon } from 'geojson';
import type { Level } from '../area.ts';
import type { Line, Lonlat } from '../geometry.ts';
import type { Holding } from '../jurisdiction/records.ts';
import type { Boundaries } from './boundaries.ts';
import type { Way } from './buildings.ts';
import { facesOf } from './division.ts';
import { english, type Ground, riverCourses } from './ground.ts';
import type { DrawnLane } from './lanes.ts';
import { ringOf } from './mesh.ts';
import { cityParks, parcelled, parcelOwners, streetKeepers } from './places/keepers.ts';
import { contains, distance, distanceToSegment, type Point, toLonlat, toPlane } from './plane.ts';

/** A street of 30 m that crosses three parcels of three owners, all in one subdistrict. */
export interface ParcelRoad {
  readonly road: LineString;
  /** Metres. */
  readonly width: number;
  readonly subdistrict: string;
  /** Codes of the owners, from west to east. */
  readonly owners: readonly string[];
}

/** Metres around the headline building that nobody holds but the two sides of its line. */
const headlineClear = 400;
const railWidth = 24;

/** What is held in the demo city by somebody beside its areas: waters, railways, expressways, parks, streets, parcels. */
export function drawHoldings(
  boundaries: Boundaries,
  lanes: readonly DrawnLane[],
  ground: readonly Ground[],
): Holding[] {
  const rows = [
    ...waters(boundaries, ground),
    ...railways(ground),
    ...expressways(lanes),
    ...parksOf(boundaries, ground),
    ...streets(lanes),
    ...parcelRows(boundaries).flatMap(({ parcels }) => parcels),
  ];
  const centre = boundaries.headline.centre;
  return rows.filter((holding) => pointsOf(holding).every((line) => clearance(line, centre) > headlineClear));
}

/** The first row of parcels of the city, with the street across them; null where the city has none. */
export const parcelRoad = (boundaries: Boundaries): ParcelRoad | null =>
  parcelRows(boundaries)[0]?.road ?? null;

const waterAuthority = { code: '110000-water', name: '北京市水务局', nameEn: 'Beijing Water Authority' };
const railway = { code: 'rail-beijing', name: '铁路北京局集团', nameEn: 'China Railway Beijing Group' };
const expressway = {
  code: 'expressway-beijing',
  name: '首都公路发展集团',
  nameEn: 'Capital Highway Development Group',
};
const parkCentre = { code: '110000-parks', name: '北京市公园管理中心', nameEn: 'Beijing Parks Centre' };

function waters(boundaries: Boundaries, ground: readonly Ground[]): Holding[] {
  const courses = riverCourses(boundaries);
  const running = new Set(courses.map(({ name }) => name));
  return [
    ...courses.map(({ name, line, width }) => ({
      ...held('water', name, waterAuthority, 'city'),
      width,
      geometry: lineOf([line]),
    })),
    ...ground
      .filter(({ class: rank, name }) => rank === 'water' && !running.has(name))
      .map(({ name, geometry }) => ({
        ...held('water', name, waterAuthority, 'city'),
        geometry: geometry as Polygon,
      })),
  ];
}

const railways = (ground: readonly Ground[]): Holding[] =>
  ground
    .filter(({ class: rank, name }) => rank === 'rail' && name !== '')
    .map(({ name, geometry }) => ({
      ...held('rail', name, railway, null),
      width: railWidth,
      geometry: geometry as LineString,
    }));

/** Expressways, and the two outer ring roads, which are built as such. */
const expressways = (lanes: readonly DrawnLane[]): Holding[] =>
  [...byName(lanes, (name) => name.endsWith('高速') || /[五六]环路$/.test(name))].map(([name, ways]) => ({
    ...held('expressway', name, expressway, null),
    nameEn: ways[0]?.nameEn ?? name,
    width: ways[0]?.width ?? 0,
    geometry: lineOf(ways.map(({ line }) => line)),
  }));

function parksOf(boundaries: Boundaries, ground: readonly Ground[]): Holding[] {
  return ground
    .filter(({ class: rank, name }) => rank === 'park' && name !== '红莲公园')
    .map(({ name, geometry }) => {
      const district = districtAt(boundaries, (geometry as Polygon).coordinates[0] as unknown as Line);
      const body = {
        code: `${district.code}-parks`,
        name: `${district.name}园林绿化局`,
        nameEn: `${district.nameEn} Parks Bureau`,
      };
      const shape = { geometry: geometry as Polygon };
      return cityParks.has(name)
        ? { ...held('park', name, parkCentre, 'city'), ...shape }
        : { ...held('park', name, body, 'district'), ...shape };
    });
}

function streets(lanes: readonly DrawnLane[]): Holding[] {
  return streetKeepers
    .trim()
    .split('\n')
    .flatMap((row): Holding[] => {
      const [street = '', code = '', level, name = '', nameEn = ''] = row.split(';');
      const ways = byName(lanes, (own) => own === street).get(street);
      if (!ways) return [];
      const body = { code: `${code}-${nameEn.replace(/\W+/g, '-').toLowerCase()}`, name, nameEn };
      return [
        {
          ...held('asset', street, body, level as Level),
          nameEn: ways[0]?.nameEn ?? street,
          width: Math.max(...ways.map(({ width }) => width)),
          geometry: lineOf(ways.map(({ line }) => line)),
        },
      ];
    });
}

interface ParcelRow {
  readonly parcels: readonly Holding[];
  readonly road: ParcelRoad;
}

const parcel = { width: 34, depth: 60, count: 3, road: 30 } as const;

/** Three parcels side by side, from west to east, in the roomiest place of each of these subdistricts. */
function parcelRows({ mesh, leaf, places }: Boundaries): ParcelRow[] {
  return parcelled.flatMap((subdistrict, row) => {
    const place = places.find(({ code }) => code === subdistrict);
    if (!place) return [];
    const span = (parcel.count * parcel.width) / 2;
    const centre = facesOf(leaf, subdistrict)
      .map((face) => ringOf(mesh, face))
      .map((ring) => ({ ring, at: middleOf(ring) }))
      .filter(({ ring, at }) => contains(ring, at))
      .map(({ ring, at }) => ({ at, room: roomAround(ring, at) }))
      .sort((a, b) => b.room - a.room)[0];
    // A row that does not fit into one cell would have more than one area to it.
    if (!centre || centre.room < Math.hypot(span, parcel.depth / 2)) return [];
    const at = (east: number, north: number): Point => [centre.at[0] + east, centre.at[1] + north];
    const owners = Array.from({ length: parcel.count }, (_, i) => {
      const number = (row * parcel.count + i) % parcelOwners.length;
      const [name, nameEn] = parcelOwners[number] as readonly [string, string];
      return { code: `owner-${number + 1}`, name, nameEn };
    });
    const parcels = owners.map((owner, i): Holding => {
      const west = i * parcel.width - span;
      const corners = [
        at(west, -parcel.depth / 2),
        at(west + parcel.width, -parcel.depth / 2),
        at(west + parcel.width, parcel.depth / 2),
        at(west, parcel.depth / 2),
      ];
      return {
        id: `parcel-${subdistrict}-${i + 1}`,
        kind: 'parcel',
        name: `${place.name}${i + 1}号地块`,
        nameEn: `${subdistrict} parcel ${i + 1}`,
        body: owner,
        level: null,
        width: 0,
        geometry: { type: 'Polygon', coordinates: [positions([...corners, corners[0] as Point])] },
      };
    });
    const road: LineString = { type: 'LineString', coordinates: positions([at(-span, 0), at(span, 0)]) };
    return [
      { parcels, road: { road, width: parcel.road, subdistrict, owners: owners.map(({ code }) => code) } },
    ];
  });
}

const held = (
  kind: Holding['kind'],
  name: string,
  body: Holding['body'],
  level: Level | null,
): Omit<Holding, 'geometry'> => ({
  id: `${kind}-${name}`,
  kind,
  name,
  nameEn: english(name),
  body,
  level,
  width: 0,
});

function byName(lanes: readonly DrawnLane[], wanted: (name: string) => boolean): Map<string, DrawnLane[]> {
  const found = new Map<string, DrawnLane[]>();
  for (const lane of lanes)
    if (wanted(lane.name)) found.set(lane.name, [...(found.get(lane.name) ?? []), lane]);
  return found;
}

const positions = (line: Way['line']): number[][] => line.map((p) => [...toLonlat(p)]);

const lineOf = (lines: readonly Way['line'][]): LineString | MultiLineString =>
  lines.length === 1
    ? { type: 'LineString', coordinates: positions(lines[0] ?? []) }
    : { type: 'MultiLineString', coordinates: lines.map(positions) };

/** The district whose place is nearest to the middle of a ring. */
function districtAt(
  { places, properties }: Boundaries,
  ring: Line,
): { code: string; name: string; nameEn: string } {
  const at = middleOf(ring.map(([lon, lat]) => toPlane(lon, lat)));
  const away = (place: { lon: number; lat: number }): number => distance(toPlane(place.lon, place.lat), at);
  const nearest = places.reduce((best, place) => (away(place) < away(best) ? place : best));
  const district = properties.get(nearest.code.slice(0, 6));
  if (!district) throw new Error(`demo city: ${nearest.code} got no district`);
  return district;
}

function middleOf(ring: readonly Point[]): Point {
  const [x, y] = ring.reduce((sum, p) => [sum[0] + p[0], sum[1] + p[1]] as Point, [0, 0] as Point);
  return [x / ring.length, y / ring.length];
}

/** Metres from a place inside a ring to the ring. */
const roomAround = (ring: readonly Point[], at: Point): number =>
  Math.min(...ring.map((p, i) => distanceToSegment(at, p, ring[(i + 1) % ring.length] as Point)));

function pointsOf({ geometry }: Holding): Line[] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates as unknown as Line];
    case 'MultiPolygon':
      return geometry.coordinates.flat() as unknown as Line[];
    default:
      return geometry.coordinates as unknown as Line[];
  }
}

/** Metres from a line to a place. */
function clearance(line: Line, at: Point): number {
  const points = line.map(([lon, lat]: Lonlat) => toPlane(lon, lat));
  return Math.min(...points.slice(1).map((p, i) => distanceToSegment(at, points[i] as Point, p)));
}
