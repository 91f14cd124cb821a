import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import type { Bounds, FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';

/** A party's part of a footprint as the map draws it; `party` numbers hue and hatch. */
export interface FootprintParty {
  readonly party: number;
  readonly shape: Polygon | MultiPolygon | null;
  /** Written beside its part: "66.7 %". */
  readonly share: string;
  /** Written above that, where there is room: "太平桥街道". */
  readonly name: string;
}

/** What is drawn of an incident's place: its parts by party, or its outline alone. */
export interface FootprintDrawing {
  readonly geometry: FootprintGeometry;
  readonly parties: readonly FootprintParty[];
  /** Dashed while it is only a preview. */
  readonly preview: boolean;
  /** Metres around a point, or half a line's width; 0 for an area. */
  readonly reach: number;
  /** How far it reaches beyond itself, as a faint line around it. */
  readonly impact?: MultiPolygon | null;
}

/** The footprint's parts and outline, and where to write the shares. */
export function footprintFeatures(drawing: FootprintDrawing): {
  shapes: FeatureCollection;
  labels: FeatureCollection;
} {
  const parts: Feature[] = drawing.parties.flatMap(({ party, shape }) =>
    shape === null
      ? []
      : [{ type: 'Feature' as const, geometry: shape, properties: { role: 'part', party } }],
  );
  const outline: Feature = {
    type: 'Feature',
    geometry: drawing.geometry as Geometry,
    properties: { role: 'outline', preview: drawing.preview },
  };
  const impact: Feature[] = drawing.impact
    ? [{ type: 'Feature', geometry: drawing.impact, properties: { role: 'impact' } }]
    : [];
  return {
    shapes: { type: 'FeatureCollection', features: [...impact, ...parts, outline] },
    labels: { type: 'FeatureCollection', features: partLabels(drawing.parties) },
  };
}

/** [west, south, east, north] of a geometry. */
export function boundsOf(geometry: Geometry): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of positionsOf(geometry)) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

/**
 * Text never sits on a hatch, so each label stands outside the whole footprint on the side its part lies:
 * parts beside each other are labelled above, parts one over the other at the right.
 */
export function partLabels(parties: readonly FootprintParty[]): Feature[] {
  const parts = parties.flatMap((party) =>
    party.shape === null ? [] : [{ ...party, bounds: boundsOf(party.shape) }],
  );
  if (parts.length === 0) return [];
  const whole = parts.map((part) => part.bounds).reduce(union);
  const middle = centre(whole);
  const squash = Math.cos((middle[1] * Math.PI) / 180);
  return parts.map((part) => {
    const [lon, lat] = centre(part.bounds);
    const dx = (lon - middle[0]) * squash;
    const dy = lat - middle[1];
    const [point, anchor]: [Lonlat, string] =
      Math.abs(dx) >= Math.abs(dy)
        ? [[lon, part.bounds[3]], parts.length === 1 ? 'bottom' : dx < 0 ? 'bottom-right' : 'bottom-left']
        : [[part.bounds[2], lat], 'left'];
    const inner: Lonlat =
      anchor === 'bottom-right'
        ? [part.bounds[2], point[1]]
        : anchor === 'bottom-left'
          ? [part.bounds[0], point[1]]
          : point;
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...inner] },
      properties: { anchor, share: part.share, name: part.name, party: part.party },
    };
  });
}

function positionsOf(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf);
  }
}

const centre = ([west, south, east, north]: Bounds): Lonlat => [(west + east) / 2, (south + north) / 2];
const union = (a: Bounds, b: Bounds): Bounds => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];
