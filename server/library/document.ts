import type { FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import type { Bilingual, Outcome, Role, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';

/** Names the format, and its version: what reads a file refuses what it does not know. */
export const format = 'shaotu-case';
export const version = 1;

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** An area that took part at any time. `party` numbers hue and hatch. */
export interface CaseSide extends Named {
  readonly party: number;
  readonly role: Role;
  readonly share: number;
}

/** A body that was called. */
export interface CaseBody extends Named {
  readonly areaCode: string;
  readonly short: string;
  readonly shortEn: string;
  readonly dueAt: string;
}

/** A footprint from a time on: the parts of it by party, WGS84. */
export interface CaseDrawing {
  readonly at: string;
  readonly footprint: FootprintGeometry;
  /** Metres: 95 % radius of the position. */
  readonly accuracy: number;
  readonly parts: readonly {
    readonly code: string;
    readonly share: number;
    readonly shape: GeoJSON.Polygon | GeoJSON.MultiPolygon | null;
  }[];
}

/** One step of the log: who did what. No free text, and nobody's place or name. */
export interface CaseStep {
  readonly at: string;
  readonly step: string;
  /** An area or a body; null for what nobody in particular did. */
  readonly who: Named | null;
  /** Check-in: metres to the footprint. */
  readonly distance: number | null;
}

/**
 * A closed case with everything to replay it, as one JSON file. Areas, bodies and places are named as they were; people,
 * their positions and what they wrote are not in it.
 */
export interface CaseDocument {
  readonly format: typeof format;
  readonly version: typeof version;
  readonly title: string;
  readonly lesson: string;
  readonly tags: readonly string[];
  readonly number: string;
  readonly kind: WhistleKind;
  readonly joint: boolean;
  readonly category: Named;
  readonly place: string;
  readonly placeEn: string;
  readonly location: Lonlat;
  readonly occurredAt: string;
  readonly blownAt: string;
  readonly blownFor: string;
  readonly closedAt: string;
  readonly outcome: Outcome;
  readonly sentence: Bilingual;
  readonly sides: readonly CaseSide[];
  readonly bodies: readonly CaseBody[];
  /** The lines between the sides near the place, WGS84. */
  readonly seam: GeoJSON.MultiLineString | null;
  readonly drawings: readonly CaseDrawing[];
  readonly steps: readonly CaseStep[];
}

/** What people say of a case beside what happened. */
export type Annotation = Pick<CaseDocument, 'title' | 'lesson' | 'tags'>;
