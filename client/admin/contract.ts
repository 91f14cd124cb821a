import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon } from 'geojson';
import type { Level } from '../../geodata/area.ts';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';

/** An edition as the list of editions shows it. Times are ISO 8601. */
export interface Edition {
  readonly id: number;
  readonly status: 'draft' | 'checked' | 'published' | 'retired';
  readonly name: string;
  readonly schematic: boolean;
  readonly createdAt: string;
  readonly publishedAt: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly areas: Readonly<Partial<Record<Level, number>>>;
  /** Errors nobody has accepted: with any, it is not published. */
  readonly errors: number;
  readonly warnings: number;
  readonly accepted: readonly FindingKind[];
  /** The edition that was in force when the draft was made; null for the first. */
  readonly base: number | null;
}

export interface EditionList {
  readonly inForce: number | null;
  readonly editions: readonly Edition[];
}

export type EditionDetail = Edition & {
  readonly report: Report | null;
  /** Who accepted which kinds of error, and when. */
  readonly acceptances: readonly {
    readonly kind: FindingKind;
    readonly at: string;
    readonly actor: string;
  }[];
  readonly bounds: Bounds | null;
};

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

/** One place where something was found; sizes in square metres and metres. */
export interface FoundItem {
  readonly features: readonly number[];
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly at: Lonlat | null;
  readonly area: number | null;
  readonly width: number | null;
  readonly detail: Bilingual;
}

/** All of one kind; `count`, `area` and `width` are of all, `items` holds the largest. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: 'error' | 'warning';
  readonly accepted: boolean;
  readonly count: number;
  readonly area: number | null;
  readonly width: number | null;
  readonly items: readonly FoundItem[];
}

/** What an import found, and what the edition came to. */
export interface Report {
  readonly layers: readonly {
    readonly source: string;
    readonly level: Level;
    readonly crs: string;
    readonly features: number;
    readonly codes: number;
  }[];
  readonly findings: readonly Finding[];
  readonly errors: number;
  readonly warnings: number;
  readonly covered: number;
  readonly edition: {
    readonly areas: Readonly<Partial<Record<Level, number>>>;
    readonly leftOut: readonly Dropped[];
    readonly merged: readonly { readonly code: string; readonly features: readonly number[] }[];
    readonly carried: Readonly<Partial<Record<Level, number>>>;
    readonly dropped: readonly Dropped[];
  } | null;
}

export interface Dropped {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly reason: Bilingual;
}

/** An uploaded file: what it holds, what was guessed of it, and how far its check is. */
export interface Upload {
  readonly upload: string;
  readonly name: string;
  readonly bytes: number;
  readonly features: number;
  readonly crs: {
    /** Null where nothing speaks for any. */
    readonly guess: string | null;
    readonly reason: Bilingual;
    /** The best first; `fit` is the part, 0 to 1, of known areas that they cover, null where none could be compared. */
    readonly candidates: readonly { readonly crs: string; readonly fit: number | null }[];
  };
  readonly fields: readonly Field[];
  readonly guess: Readonly<Partial<Record<FieldRole, string | null>>> & { readonly level: Level | null };
  /** Where it lies, read as guessed. */
  readonly preview: Bounds | null;
  readonly state: 'uploaded' | 'checking' | 'checked' | 'refused' | 'failed';
  readonly step: Bilingual | null;
  /** 0 to 1. */
  readonly fraction: number;
  readonly edition: number | null;
  readonly refusal: Bilingual | null;
  /** That the check has taken. */
  readonly seconds: number | null;
}

/** A column of the file: how many features fill it, how many values differ, and some of them. */
export interface Field {
  readonly name: string;
  readonly kind: string;
  readonly filled: number;
  readonly distinct: number;
  readonly samples: readonly (string | number | boolean | null)[];
}

/** What a column may stand for. */
export type FieldRole = 'code' | 'name' | 'nameEn' | 'parent' | 'parentName';

/** What may happen to an area from one edition to another, what matters most first. */
export const changeKinds = ['split', 'merged', 'added', 'removed', 'moved', 'reparented', 'renamed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Land that came from or went to an area; null for nobody. Square metres. */
export interface Share {
  readonly code: string | null;
  readonly name: string;
  readonly area: number;
}

/** An area as it stood in one of two editions. */
export interface Standing {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly size: number | null;
}

/** One area that is not as it was: what matters most, and all that happened. Square metres. */
export interface AreaChange {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly level: Level;
  readonly kind: ChangeKind;
  readonly kinds: readonly ChangeKind[];
  readonly before: Standing | null;
  readonly after: Standing | null;
  readonly gained: number;
  readonly lost: number;
  readonly from: readonly Share[];
  readonly to: readonly Share[];
  readonly bounds: Bounds | null;
}

export interface Differences {
  readonly base: number;
  readonly edition: number;
  /** Level whose outlines were compared; null where only names, parents and codes were. */
  readonly level: Level | null;
  /** Areas of the level compared, one under each thing that happened to it. */
  readonly summary: Readonly<Record<ChangeKind | 'unchanged' | 'areaMoved', number>>;
  readonly areas: readonly AreaChange[];
  readonly incidents: { readonly affected: number; readonly open: number };
  readonly shapes: FeatureCollection<Polygon | MultiPolygon, Piece>;
}

/** Land that one area had and another has; null for nobody. */
export interface Piece {
  readonly from: string | null;
  readonly to: string | null;
  readonly fromName: string;
  readonly toName: string;
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
    readonly neighbours: readonly { readonly code: string; readonly name: string }[];
    /** For a gap: an area of the edition before that has this land and is in the new one nowhere. */
    readonly missing: { readonly code: string; readonly name: string } | null;
    readonly detail: Bilingual;
  }
>;
export type Defects = FeatureCollection<Defect['geometry'], Defect['properties']>;
