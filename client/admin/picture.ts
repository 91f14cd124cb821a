import type { Feature, FeatureCollection, Geometry, MultiPolygon, Point, Polygon } from 'geojson';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import { boundsOf } from '../map/footprint.ts';
import type { Boundaries, Boundary, Defect, Defects, Differences, FindingKind } from './contract.ts';
import { namesIn } from './differences.ts';
import { lookOf } from './findings.ts';
import { labelPoint } from './label-point.ts';

/** What the map shows of an edition, over the tiles of a published one. */
export interface Picture {
  /** The shapes of a draft, which has no tiles; null where the tiles show the edition. */
  readonly draft: { readonly districts: Boundaries | null; readonly finest: Boundaries } | null;
  readonly defects: Defects | null;
  /** Kinds of warning to show; errors are always shown. */
  readonly warnings: readonly FindingKind[];
  /** Land that changed hands between two editions. */
  readonly changes: Pick<Differences, 'areas' | 'shapes'> | null;
  /** What is looked at just now. */
  readonly selected: { readonly shape: Geometry | null; readonly at: Lonlat } | null;
  /** Where an upload lies that nothing else is known of. */
  readonly box: Bounds | null;
}

/** How names are written in the reader's language. */
export interface Naming {
  readonly nameOf: (named: { readonly name: string; readonly nameEn: string }) => string;
  /** For a feature without a name. */
  readonly noName: string;
  /** For land that is nobody's. */
  readonly nobody: string;
}

/** The sources the picture is drawn from, by name. */
export function sourcesOf(
  picture: Picture,
  naming: Naming,
): Readonly<Record<PictureSource, FeatureCollection>> {
  const { draft, defects, changes } = picture;
  return {
    'admin-finest': draft?.finest ?? none,
    'admin-district': draft?.districts ?? none,
    'admin-label': collection([
      ...labelsOf(draft?.finest, 'finest', naming),
      ...labelsOf(draft?.districts ?? undefined, 'district', naming),
    ]),
    'admin-defect': collection((defects?.features ?? []).flatMap((defect, index) => drawn(defect, index))),
    'admin-defect-mark': collection(
      (defects?.features ?? []).flatMap((defect, index) => marked(defect, index, naming)),
    ),
    'admin-change': collection(changes === null ? [] : changesOf(changes)),
    'admin-change-label': collection(changes === null ? [] : changeLabels(changes, naming)),
    'admin-selected': collection(selectionOf(picture.selected)),
    'admin-box': collection(picture.box === null ? [] : [boxOf(picture.box)]),
  };
}

export const pictureSources = [
  'admin-finest',
  'admin-district',
  'admin-label',
  'admin-defect',
  'admin-defect-mark',
  'admin-change',
  'admin-change-label',
  'admin-selected',
  'admin-box',
] as const;
export type PictureSource = (typeof pictureSources)[number];

const none: FeatureCollection = { type: 'FeatureCollection', features: [] };
const collection = (features: readonly Feature[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [...features],
});

function labelsOf(
  boundaries: Boundaries | undefined,
  level: 'finest' | 'district',
  { nameOf }: Naming,
): Feature<Point>[] {
  return (boundaries?.features ?? []).map((boundary: Boundary) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...labelPoint(boundary.geometry)] },
    properties: { level, name: nameOf(boundary.properties), area: boundary.properties.area },
  }));
}

function drawn(defect: Defect, index: number): Feature[] {
  const look = lookOf(defect);
  if (look === 'mark' || defect.geometry === null) return [];
  const { kind, severity } = defect.properties;
  return [
    {
      type: 'Feature',
      geometry: defect.geometry,
      properties: { look, kind, warning: severity === 'warning', index },
    },
  ];
}

/** A mark where a defect has no surface, or where its surface cannot be seen from afar; and names on dotted features. */
function marked(defect: Defect, index: number, { noName }: Naming): Feature[] {
  const { kind, severity, names } = defect.properties;
  const look = lookOf(defect);
  if (defect.geometry === null) return [];
  const [west, south, east, north] = boundsOf(defect.geometry);
  const shape = defect.geometry;
  const at: Lonlat =
    shape.type === 'Polygon' || shape.type === 'MultiPolygon'
      ? labelPoint(shape as Polygon | MultiPolygon)
      : [(west + east) / 2, (south + north) / 2];
  return [
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...at] },
      properties: {
        look,
        kind,
        warning: severity === 'warning',
        index,
        small: look === 'mark' || Math.max(east - west, north - south) < 0.004,
        label: look === 'dots' ? names[0] || noName : '',
      },
    },
  ];
}

/** Pieces of land by who holds them now: a hue and hatch a new holder, numbered by code so that they stay; 0 for nobody. */
function changesOf({ shapes }: NonNullable<Picture['changes']>): Feature[] {
  const holders = [...new Set(shapes.features.flatMap(({ properties }) => properties.to ?? []))].sort();
  const numbers = new Map(holders.map((code, index) => [code, (index % 6) + 1]));
  return shapes.features.map(({ geometry, properties }) => ({
    type: 'Feature',
    geometry,
    properties: { party: properties.to === null ? 0 : (numbers.get(properties.to) ?? 1) },
  }));
}

/** From whom to whom, written at the larger pieces first. */
function changeLabels(changes: NonNullable<Picture['changes']>, { nameOf, nobody }: Naming): Feature[] {
  const names = namesIn(changes, nameOf);
  const name = (code: string | null) => (code === null ? nobody : (names.get(code) ?? code));
  return changes.shapes.features.map(({ geometry, properties: { from, to, area } }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...labelPoint(geometry)] },
    properties: { label: `${name(from)} → ${name(to)}`, area },
  }));
}

function selectionOf(selected: Picture['selected']): Feature[] {
  if (selected === null) return [];
  const ring: Feature = {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...selected.at] },
    properties: {},
  };
  return selected.shape === null || selected.shape.type === 'Point'
    ? [ring]
    : [{ type: 'Feature', geometry: selected.shape, properties: {} }, ring];
}

const boxOf = ([west, south, east, north]: Bounds): Feature => ({
  type: 'Feature',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
  properties: {},
});
