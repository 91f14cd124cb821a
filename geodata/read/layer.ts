import type { Level } from '../area.ts';
import type { Lonlat, Rings } from '../geometry.ts';
import type { Bilingual } from '../jurisdiction/verdict.ts';

/** The city all areas of a layer belong to. */
export interface CityName {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string;
}

/** A fault seen while reading, before any geometry is computed. */
export interface RowFault {
  readonly fault: 'unclosed' | 'no-shape' | 'too-few-positions';
  readonly at: Lonlat | null;
}

/** One feature of a file: what it says of an area, and the shape as given, in WGS84. Nothing is repaired. */
export interface BoundaryRow {
  /** Place of the feature in its file, from 1. */
  readonly feature: number;
  /** Code without the trailing zeros of its level; null where the file gives none. */
  readonly code: string | null;
  readonly name: string;
  /** English name as given; null where the file gives none. */
  readonly nameEn: string | null;
  readonly parent: string | null;
  readonly parentName: string | null;
  readonly parentNameEn: string | null;
  readonly polygons: readonly Rings[];
  readonly faults: readonly RowFault[];
}

/** All features of one file: areas of one level. */
export interface BoundaryLayer {
  readonly level: Level;
  /** What the layer is called in reports: usually its file name. */
  readonly source: string;
  readonly crs: string;
  readonly city: CityName | null;
  readonly rows: readonly BoundaryRow[];
}

/** Why a file cannot be read: what was got, where, and what was wanted. */
export interface ReadRefusal {
  readonly code:
    | 'not-json'
    | 'not-features'
    | 'unknown-crs'
    | 'crs-contradicted'
    | 'no-field'
    | 'not-polygons'
    | 'position';
  readonly message: Bilingual;
}
