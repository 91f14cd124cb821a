import type { MultiPolygon, Polygon } from 'geojson';
import type { Level } from '../area.ts';
import type { Lonlat } from '../geometry.ts';
import type { Basis, HoldingKind } from './records.ts';

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
  | 'nearest'
  | 'smallest-code'
  | 'inform-small'
  | 'gap-narrow'
  | 'gap-wide'
  | 'overlap'
  | 'boundary-road'
  | 'seam-holder'
  | 'agreement'
  | 'earliest-on-site'
  | 'asset-manager'
  | 'exclave-owner'
  | 'exclave-host'
  | 'impact'
  | 'overlay'
  | 'asset'
  | 'parcel-owner';

/** What makes a body a party: the holding it answers for. */
export interface HeldBy {
  readonly kind: HoldingKind;
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface Party {
  /** The area; for a body, its code and name, and the path of the area above it. */
  readonly jurisdiction: Jurisdiction;
  /** Null for an area. Bodies come beside the areas and never replace them: their shares are not part of the whole. */
  readonly holding: HeldBy | null;
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
  /** Lines between two parties that the footprint lies across or along, as far as they decided anything or are on record. */
  readonly seams: readonly SeamMet[];
  /** The impact zone, null where the category has none. */
  readonly impact: { readonly radius: number; readonly area: number } | null;
  /** Faults of the boundaries met on the way, which deserve a survey. */
  readonly defects: readonly Defect[];
  readonly sentence: Bilingual;
}

/** A line between two parties, as a verdict met it. */
export interface SeamMet {
  readonly key: string;
  readonly left: string;
  readonly right: string;
  /** Metres of it inside the footprint. */
  readonly length: number;
  readonly basis: Basis | null;
  /** The agreement that decided the lead, if one did. */
  readonly agreement: string | null;
}

export const defectKinds = ['gap', 'overlap', 'no-basis'] as const;

/** A fault of the boundaries. `key` is the same for the same fault, whoever meets it, from one edition to the next where the lines stay. */
export interface Defect {
  readonly kind: (typeof defectKinds)[number];
  readonly key: string;
  /** A place in it; null where it has none of its own. */
  readonly at: Lonlat | null;
  /** Parties concerned, ascending. */
  readonly codes: readonly string[];
  /** Mean width in metres and square metres of the gap or overlap as a whole; null for a seam. */
  readonly width: number | null;
  readonly area: number | null;
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
