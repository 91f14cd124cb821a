import type { Geometry, Position } from 'geojson';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';

/** How a small picture of some land is laid out: degrees to its own pixels, north up. */
export interface InsetView {
  readonly width: number;
  readonly height: number;
  /** What lies within the picture, a little more than was asked for. */
  readonly bounds: Bounds;
  readonly place: (position: Lonlat) => readonly [x: number, y: number];
}

/**
 * A view of `bounds` with as much land around it again, and never less than `least` metres across. Plane: at this size
 * the curve of the earth is thinner than a line.
 */
export function insetView(bounds: Bounds, width: number, height: number, least = 60): InsetView {
  const [west, south, east, north] = bounds;
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const metresPerDegree = 111_320;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const across = Math.max((east - west) * shrink * metresPerDegree, least);
  const upright = Math.max((north - south) * metresPerDegree, (least * height) / width);
  const margin = 1.9;
  const metresPerPixel = Math.max((across * margin) / width, (upright * margin) / height);
  const [dlon, dlat] = [metresPerPixel / metresPerDegree / shrink, metresPerPixel / metresPerDegree];
  return {
    width,
    height,
    bounds: [
      lon - (dlon * width) / 2,
      lat - (dlat * height) / 2,
      lon + (dlon * width) / 2,
      lat + (dlat * height) / 2,
    ],
    place: ([x, y]) => [width / 2 + (x - lon) / dlon, height / 2 - (y - lat) / dlat],
  };
}

/** A shape as the `d` of an SVG path; points have none. */
export function pathOf(geometry: Geometry, view: InsetView): string {
  const line = (positions: readonly Position[]) =>
    positions
      .map(([lon = 0, lat = 0], index) => {
        const [x, y] = view.place([lon, lat]);
        return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join('');
  switch (geometry.type) {
    case 'Polygon':
      return geometry.coordinates.map((ring) => `${line(ring)}Z`).join('');
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((part) => part.map((ring) => `${line(ring)}Z`)).join('');
    case 'LineString':
      return line(geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.map(line).join('');
    default:
      return '';
  }
}

/** Whether two boxes have land in common. */
export const meet = (a: Bounds, b: Bounds): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
