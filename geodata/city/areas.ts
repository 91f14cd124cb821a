import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { type Mesh, outlines, ringOf } from './mesh.ts';
import { contains, type Point, signedArea, toLonlat } from './plane.ts';
import { chineseNumber, romanise, stemOf } from './romanise.ts';

export interface AreaProperties {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parent: string;
  readonly parentName: string;
  readonly parentNameEn: string;
}

export type AreaFeature = Feature<Polygon | MultiPolygon, AreaProperties>;
export type AreaLayer = FeatureCollection<Polygon | MultiPolygon, AreaProperties>;

/** Further points between the two ends of a half-edge, for the ring on its left alone: a fault of drawing. */
export type Detours = ReadonlyMap<number, readonly Point[]>;

/** Faces in the order their numbers are given (DB11/T 2157): bands from north to south, in each from west to east. */
export function inReadingOrder(mesh: Mesh, faces: readonly number[]): number[] {
  const centres = new Map(faces.map((face) => [face, middleOf(ringOf(mesh, face))]));
  const at = (face: number): Point => centres.get(face) ?? [0, 0];
  const ys = faces.map((face) => at(face)[1]);
  const north = Math.max(...ys);
  const bands = Math.max(1, Math.round(Math.sqrt(faces.length)));
  const height = (north - Math.min(...ys)) / bands || 1;
  const band = (face: number): number => Math.min(bands - 1, Math.floor((north - at(face)[1]) / height));
  return faces.toSorted((f, g) => band(f) - band(g) || at(f)[0] - at(g)[0]);
}

export const serial = (n: number): string => String(n).padStart(3, '0');

export function communityName(
  subdistrict: string,
  n: number,
): { readonly name: string; readonly nameEn: string } {
  const stem = stemOf(subdistrict);
  return { name: `${stem}第${chineseNumber(n)}社区`, nameEn: `${romanise(stem)} No. ${n}` };
}

export function cellName(
  subdistrict: string,
  community: number,
  n: number,
): { readonly name: string; readonly nameEn: string } {
  const stem = stemOf(subdistrict);
  const cell = String(n).padStart(2, '0');
  return {
    name: `${stem}${chineseNumber(community)}社区${cell}网格`,
    nameEn: `${romanise(stem)} ${community}-${cell}`,
  };
}

/** Shapes of the areas that faces add up to; `label` gives a face's area, '' for none. */
export function dissolve(
  mesh: Mesh,
  label: readonly string[],
  detours: Detours,
): Map<string, Polygon | MultiPolygon> {
  const codes = [...new Set(['', ...label])];
  const numberOf = new Map(codes.map((code, i) => [code, i]));
  const rings = outlines(
    mesh,
    label.map((code) => numberOf.get(code) ?? 0),
  );
  return new Map(
    [...rings].map(([area, own]) => [
      codes[area] as string,
      assemble(own.map((ring) => trace(mesh, ring, detours))),
    ]),
  );
}

export function layerOf(
  shapes: ReadonlyMap<string, Polygon | MultiPolygon>,
  properties: ReadonlyMap<string, AreaProperties>,
): AreaLayer {
  const features: AreaFeature[] = [];
  for (const code of [...shapes.keys()].sort()) {
    const own = properties.get(code);
    const geometry = shapes.get(code);
    if (!own || !geometry) throw new Error(`demo city: area ${code} got a shape and no name`);
    features.push({ type: 'Feature', properties: own, geometry });
  }
  return { type: 'FeatureCollection', features };
}

function trace(mesh: Mesh, ring: readonly number[], detours: Detours): Point[] {
  const points: Point[] = [];
  for (const h of ring) {
    points.push(mesh.points[mesh.origin[h] as number] as Point);
    const detour = detours.get(h);
    if (detour) points.push(...detour);
  }
  return points;
}

function assemble(rings: readonly Point[][]): Polygon | MultiPolygon {
  const shells = rings.filter((ring) => signedArea(ring) > 0);
  const polygons = shells.map((shell) => [shell]);
  for (const hole of rings)
    if (signedArea(hole) < 0)
      polygons.find(([shell]) => contains(shell as Point[], hole[0] as Point))?.push(hole);
  const coordinates = polygons.map((parts) =>
    parts.map((ring) => [...ring, ring[0] as Point].map((p) => [...toLonlat(p)])),
  );
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0] ?? [] }
    : { type: 'MultiPolygon', coordinates };
}

/** Centre of gravity of the corners, weighted by the edges' lengths: good enough to number by. */
function middleOf(ring: readonly Point[]): Point {
  let [x, y, weight] = [0, 0, 0];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    x += ((a[0] + b[0]) / 2) * length;
    y += ((a[1] + b[1]) / 2) * length;
    weight += length;
  });
  return [x / weight, y / weight];
}
