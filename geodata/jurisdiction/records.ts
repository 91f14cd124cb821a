import type { LineString, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import type { Level } from '../area.ts';
import type { Bounds, Line } from '../geometry.ts';

/** What the line between two areas was drawn along, where that is recorded. */
export const bases = ['centreline', 'kerb', 'wallFoot'] as const;
export type Basis = (typeof bases)[number];

/** Who leads on a seam for a category, as the two sides agreed. */
export interface Agreement {
  readonly id: string;
  /** Category it holds for; null for all of them. */
  readonly category: string | null;
  /** Code of the side that leads. */
  readonly lead: string;
  /** ISO 8601; it holds from `from` until before `until`, without end where that is null. */
  readonly from: string;
  readonly until: string | null;
}

/** What a line follows on the ground, for all of it or for a stretch. */
export interface SeamBasis {
  readonly basis: Basis | null;
  /** Where the basis is kerb or wall foot: the side that has the whole carriageway. Null where nobody is named. */
  readonly holder: string | null;
  /** Metres; null where nothing is recorded. */
  readonly accuracy: number | null;
}

/** A stretch of a line that follows something else than the rest of it. */
export interface SeamStretch extends SeamBasis {
  /** The stretch itself, along the line; WGS84. */
  readonly lines: readonly Line[];
}

/** What is recorded about one line between two parties (see Coverage.parties), beside its shape. */
export interface SeamRecord extends SeamBasis {
  /** Smaller code|larger code, with #2, #3 … from the second line of the same pair on. */
  readonly key: string;
  readonly left: string;
  readonly right: string;
  readonly bounds: Bounds;
  /** Stretches of their own, apart from each other; what is recorded for the whole line holds beside them. */
  readonly stretches: readonly SeamStretch[];
  readonly agreements: readonly Agreement[];
}

/** What may be held by somebody beside the area it lies in. */
export const holdingKinds = ['water', 'rail', 'expressway', 'park', 'asset', 'parcel'] as const;
export type HoldingKind = (typeof holdingKinds)[number];

/** Water, rail, expressways and parks have an authority, assets a managing level (R4), parcels an owner (R5). */
export interface Holding {
  readonly id: string;
  readonly kind: HoldingKind;
  readonly name: string;
  readonly nameEn: string;
  /** Authority, manager or owner. */
  readonly body: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** Level of the body, where it is part of the administration; null for others, most owners among them. */
  readonly level: Level | null;
  /** Metres across, of a line. */
  readonly width: number;
  /** WGS84. */
  readonly geometry: Polygon | MultiPolygon | LineString | MultiLineString;
}

/** What is on record about the places of an edition, beside the boundaries themselves. */
export interface Records {
  readonly seams: readonly SeamRecord[];
  readonly holdings: readonly Holding[];
}

export const noRecords: Records = { seams: [], holdings: [] };
