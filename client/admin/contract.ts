import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon } from 'geojson';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { EditionDetail, EditionDifference, EditionList, Upload } from '../api.ts';

export type { EditionDetail, EditionList, Upload } from '../api.ts';

/** An edition as the list of editions shows it. Times are ISO 8601. */
export type Edition = EditionList['editions'][number];

/** The kinds of finding, in the order a person reads them. */
export const findingKinds = [
  'faulty-ring',
  'gap',
  'overlap',
  'duplicate-code',
  'missing-code',
  'orphan',
  'outside-parent',
  'broken',
  'sliver',
  'dust',
  'layers-disagree',
  'code-prefix',
] as const;
export type FindingKind = (typeof findingKinds)[number];

export type Report = EditionDetail['report'];
/** All of one kind; `count`, `area` and `width` are of all, `items` holds the largest. Square metres and metres. */
export type Finding = Report['findings'][number];
export type FoundItem = Finding['items'][number];

/** A column of the file: how many features fill it, how many values differ, and some of them. */
export type Field = Upload['fields'][number];

/** What a column may stand for. */
export type FieldRole = 'code' | 'name' | 'nameEn' | 'parent' | 'parentName';

/** What may happen to an area from one edition to another, what matters most first. */
export const changeKinds = ['split', 'merged', 'added', 'removed', 'moved', 'reparented', 'renamed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One area that is not as it was: what matters most, and all that happened. Square metres. */
export type AreaChange = EditionDifference['areas'][number];

/** What changed between two editions, with the land that changed hands. */
export type Differences = Omit<EditionDifference, 'shapes'> & {
  readonly shapes: FeatureCollection<Polygon | MultiPolygon, Piece>;
};

/** How far a first comparison of two editions is: what it does, and the part done, 0 to 1. */
export interface Comparing {
  readonly step: Bilingual;
  readonly fraction: number;
}

/** Land that one area had and another has; null for nobody. */
export interface Piece {
  readonly from: string | null;
  readonly to: string | null;
  readonly area: number;
}

/** An area of an edition, drawn. */
export type Boundary = Feature<
  Polygon | MultiPolygon,
  {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly parent: string | null;
    readonly area: number;
  }
>;
export type Boundaries = FeatureCollection<Boundary['geometry'], Boundary['properties']>;

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A place where something was found, drawn. */
export type Defect = Feature<
  Geometry | null,
  {
    readonly kind: FindingKind;
    readonly severity: 'error' | 'warning';
    readonly area: number | null;
    readonly width: number | null;
    readonly codes: readonly string[];
    readonly names: readonly string[];
    /** Areas beside a gap or an overlap that do not claim it. */
    readonly neighbours: readonly Named[];
    /** For a gap: an area of the edition before that has this land and is in the new one nowhere. */
    readonly missing: Named | null;
    readonly detail: Bilingual;
  }
>;
export type Defects = FeatureCollection<Defect['geometry'], Defect['properties']>;
