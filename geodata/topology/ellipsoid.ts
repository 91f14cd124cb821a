import type { Line } from '../geometry.ts';

/**
 * Areas and lengths in metres on the WGS84 ellipsoid. Edges are straight in longitude and latitude, as they are drawn
 * on the map and stored in GeoJSON, not geodesics; over a kilometre the two lie at most two centimetres apart.
 */
export const semiMajorAxis = 6378137;
export const eccentricitySquared = 0.0066943799901413165;
const eccentricity = Math.sqrt(eccentricitySquared);
export const radiansPerDegree = Math.PI / 180;

/**
 * Square metres between the equator and `latitude` (degrees), per radian of longitude; negative in the south.
 * With longitude in radians as x and this as y, the plane is exactly equal-area (Snyder 1987, eq. 3-12 × a² / 2).
 */
export function authalicHeight(latitude: number): number {
  const sine = Math.sin(latitude * radiansPerDegree);
  return (
    ((semiMajorAxis * semiMajorAxis * (1 - eccentricitySquared)) / 2) *
    (sine / (1 - eccentricitySquared * sine * sine) + Math.atanh(eccentricity * sine) / eccentricity)
  );
}

/** Latitude in degrees of an authalic height: Newton's method on the function above, right within 1e-12 degree. */
export function latitudeOfAuthalicHeight(height: number): number {
  let latitude = Math.asin(Math.max(-1, Math.min(1, height / authalicHeight(90))));
  for (let i = 0; i < 6; i++) {
    const degrees = latitude / radiansPerDegree;
    const { north, east } = metresPerRadian(degrees);
    if (east < 1e-6) break;
    latitude += (height - authalicHeight(degrees)) / (north * east);
  }
  return latitude / radiansPerDegree;
}

/** Metres per radian of latitude and of longitude at `latitude` (degrees): the radii of curvature, Snyder 1987, eq. 4-18 and 4-20. */
export function metresPerRadian(latitude: number): { readonly north: number; readonly east: number } {
  const sine = Math.sin(latitude * radiansPerDegree);
  const w = 1 - eccentricitySquared * sine * sine;
  const root = Math.sqrt(w);
  return {
    north: (semiMajorAxis * (1 - eccentricitySquared)) / (w * root),
    east: (semiMajorAxis / root) * Math.cos(latitude * radiansPerDegree),
  };
}

/** Metres along a straight edge; degrees. */
export function edgeLength(lon0: number, lat0: number, lon1: number, lat1: number): number {
  const across = (lon1 - lon0) * radiansPerDegree;
  const up = (lat1 - lat0) * radiansPerDegree;
  const middle = metresAt((lat0 + lat1) / 2, across, up);
  if (Math.abs(lat1 - lat0) < shortEdge) return middle;
  // Simpson's rule where the radii change along the edge.
  return (metresAt(lat0, across, up) + 4 * middle + metresAt(lat1, across, up)) / 6;
}

/** Metres of a step in radians at a latitude. */
function metresAt(latitude: number, across: number, up: number): number {
  const { north, east } = metresPerRadian(latitude);
  return Math.sqrt((across * east) ** 2 + (up * north) ** 2);
}

/**
 * Signed square metres between an edge and the parallel at authalic height `base`, positive when the edge runs west:
 * summed around a ring it is the ring's area, positive when counter-clockwise. An edge that climbs less than `flat`
 * degrees of latitude is straight in the authalic plane, a longer one in longitude and latitude.
 */
export function areaBelow(
  lon0: number,
  lat0: number,
  lon1: number,
  lat1: number,
  base: number,
  flat = shortEdge,
): number {
  const ends = authalicHeight(lat0) + authalicHeight(lat1) - 2 * base;
  // The height is no straight line in the latitude. Along a short edge that matters less than the choice between a
  // straight edge and a geodesic, and a straight edge of the authalic plane keeps shares that add up exactly there.
  const mean =
    Math.abs(lat1 - lat0) < flat ? ends / 2 : (ends + 4 * (authalicHeight((lat0 + lat1) / 2) - base)) / 6;
  return (lon0 - lon1) * radiansPerDegree * mean;
}

/** Signed area of a ring in square metres, positive when counter-clockwise; closed or not. */
export function ringArea(ring: Line): number {
  const first = ring[0];
  if (!first) return 0;
  const base = authalicHeight(first[1]);
  let area = 0;
  let previous = ring[ring.length - 1] ?? first;
  for (const position of ring) {
    area += areaBelow(previous[0], previous[1], position[0], position[1], base);
    previous = position;
  }
  return area;
}

/** Area of polygons, each shell first and then its holes, in square metres, whatever the direction of their rings. */
export function polygonsArea(polygons: readonly (readonly Line[])[]): number {
  let area = 0;
  for (const rings of polygons)
    rings.forEach((ring, i) => {
      area += (i === 0 ? 1 : -1) * Math.abs(ringArea(ring));
    });
  return area;
}

/** Length of a line in metres. */
export function lineLength(line: Line): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1];
    const b = line[i];
    if (a && b) length += edgeLength(a[0], a[1], b[0], b[1]);
  }
  return length;
}

/** Degrees of latitude: about 2 km. */
const shortEdge = 0.02;
