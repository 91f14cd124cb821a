import type { MultiPolygon, Polygon } from 'geojson';
import type { Level } from '../area.ts';

/** The same words in Chinese and in English. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Outcome = 'sole' | 'joint' | 'uncertain' | 'unassigned';
export type Role = 'lead' | 'assist' | 'inform';
/** Where a department stands in a subdistrict's 1+5+N platform. */
export type Posting = 'body' | 'resident' | 'onCall';
export type WhistleKind = 'enforcement' | 'priority' | 'emergency';

/** An area as a verdict names it: `path` holds the codes from the city down to the area itself. */
export interface Jurisdiction {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly level: Level;
  readonly path: readonly string[];
}

export interface Department {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly posting: Posting;
}

/** Which rule called a party, or gave it its role (jurisdiction rules, "Decide"). */
export type Rule =
  | 'sole'
  | 'joint-share'
  | 'joint-area'
  | 'joint-probability'
  | 'largest-share'
  | 'blower'
  | 'smallest-code'
  | 'inform-small'
  | 'gap-narrow'
  | 'gap-wide'
  | 'overlap';

export interface Party {
  readonly jurisdiction: Jurisdiction;
  readonly role: Role;
  /** Part of the footprint, 0 to 1. */
  readonly share: number;
  /** Square metres on the ellipsoid; null for a point without extent. */
  readonly area: number | null;
  /** Points with an accuracy only: probability that the place lies here, 0 to 1. */
  readonly probability: number | null;
  /** Metres from the footprint to the area, 0 where they meet. */
  readonly distance: number;
  readonly rule: Rule;
  readonly why: Bilingual;
  readonly departments: readonly Department[];
  /** Its part of the footprint, for drawing only (WGS84); null for a point without extent. Numbers come from `measure`, never from this. */
  readonly shape: Polygon | MultiPolygon | null;
}

/** A part too thin or too small to call anybody for. */
export interface Touched {
  readonly jurisdiction: Jurisdiction;
  readonly share: number;
  readonly area: number;
  /** Equivalent width in metres. */
  readonly width: number;
}

/** What would lead to another verdict. `move` is in metres with a compass bearing in degrees, where the change is a move. */
export interface Change {
  readonly zh: string;
  readonly en: string;
  readonly move: { readonly metres: number; readonly bearing: number } | null;
  /** The outcome after it, in words: "太平桥街道单独". */
  readonly result: Bilingual;
}

export interface Verdict {
  readonly outcome: Outcome;
  readonly edition: number;
  readonly rules: string;
  /** SHA-256, lower-case hex, of the canonical footprint. */
  readonly geometryHash: string;
  readonly footprint: { readonly area: number; readonly length: number | null; readonly accuracy: number };
  readonly parties: readonly Party[];
  readonly touched: readonly Touched[];
  /** Parts of the footprint, 0 to 1, in no area, in more than one, outside the city. */
  readonly gap: number;
  readonly overlap: number;
  readonly outside: number;
  readonly coordinator: Jurisdiction | null;
  readonly wouldChange: readonly Change[];
  /** A fault of the boundaries met on the way: a gap or an overlap that deserves a survey. */
  readonly flags: readonly ('gap' | 'overlap')[];
  readonly sentence: Bilingual;
}

/** Why an input cannot be judged: which field, what was got, what was wanted; `at` is the place of the fault. */
export interface Refusal {
  readonly code: string;
  /** JSON pointer into the request's Feature. */
  readonly pointer: string;
  readonly got: string;
  readonly wanted: Bilingual;
  readonly at: readonly [number, number] | null;
}
