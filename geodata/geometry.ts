import type { LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon } from 'geojson';

/** Longitude and latitude in degrees, WGS84. */
export type Lonlat = readonly [longitude: number, latitude: number];
/** Closed ring, or open line, of positions. */
export type Line = readonly Lonlat[];
/** Shell first, then holes; every ring closed. */
export type Rings = readonly Line[];
/** [west, south, east, north] in degrees, WGS84. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** The geometries an incident may be given as. */
export type FootprintGeometry = Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon;
