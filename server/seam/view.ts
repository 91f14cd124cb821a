import type { MultiLineString, MultiPolygon } from 'geojson';
import type { Level } from '../../geodata/area.ts';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import type { Basis } from '../../geodata/jurisdiction/records.ts';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Origin } from './match.ts';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** One side of a seam: a party, with the district it belongs to where that is another area. */
export interface SideView extends Named {
  readonly district: Named | null;
}

/** A seam as a list shows it. */
export interface SeamView {
  readonly key: string;
  /** Number of what is recorded about it, the same in every edition. */
  readonly record: string;
  /** Highest level at which its sides differ. */
  readonly level: Level;
  readonly left: SideView;
  readonly right: SideView;
  /** Metres. */
  readonly length: number;
  /** What the line follows on the ground; null where nobody has recorded it. */
  readonly basis: Basis | null;
  /** What stretches of it follow beside that, each once; null among them where nobody has recorded it. */
  readonly otherBases: readonly (Basis | null)[];
  /** Code of the side that has the whole carriageway; null where nobody is named. */
  readonly holder: string | null;
  /** Metres; null where nobody has recorded it. */
  readonly accuracy: number | null;
  readonly bounds: Bounds;
  /** Agreements in force. */
  readonly agreements: number;
  /** Open survey tickets between its sides. */
  readonly tickets: number;
}

/** Where a seam begins or ends. */
export interface LineEnd {
  readonly place: Lonlat;
  /** Parties that lie there beside the seam's own two; none at the city's edge. */
  readonly beside: readonly Named[];
}

/** A stretch of a seam that follows something else than the rest of it. */
export interface StretchView {
  /** Metres along the line from its beginning. */
  readonly from: number;
  readonly to: number;
  readonly basis: Basis | null;
  /** Code of the side that has the whole carriageway; null where nobody is named. */
  readonly holder: string | null;
  readonly accuracy: number | null;
}

export interface AgreementView {
  readonly id: string;
  readonly category: Named | null;
  /** Code of the side that leads. */
  readonly lead: string;
  readonly text: string;
  readonly from: string;
  readonly until: string | null;
  readonly state: 'current' | 'future' | 'ended';
  readonly madeBy: string;
  readonly madeAt: string;
  /** How it was ended early; null where it was not. */
  readonly ended: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

/** Whom to call on one side: an office and its duty phone. */
export interface ContactView {
  readonly side: string;
  readonly office: string;
  readonly officeEn: string;
  readonly phone: string;
}

export interface SeamIncident {
  readonly id: string;
  readonly number: string;
  readonly occurredAt: string;
  readonly status: 'open' | 'closed';
  readonly joint: boolean;
  readonly place: string;
  readonly placeEn: string;
  readonly category: Named & { readonly kind: WhistleKind };
  readonly whistleId: string | null;
  readonly location: Lonlat;
}

export interface SeamTicket {
  readonly id: string;
  readonly kind: 'gap' | 'overlap' | 'no-basis';
  readonly status: 'open' | 'closed';
  readonly openedAt: string;
  readonly incidents: number;
}

/** The line in one edition. */
export interface SeamPast {
  readonly edition: number;
  readonly name: string;
  readonly from: string;
  readonly key: string;
  readonly left: Named;
  readonly right: Named;
  readonly length: number;
  readonly origin: Origin;
}

/** How a line ended: the first edition without it, since when, and the line that most of it lies on in that. */
export interface SeamEnd {
  readonly edition: number;
  readonly at: string;
  readonly into: { readonly key: string; readonly left: Named; readonly right: Named } | null;
}

/** A line that ended in another one, by its key and sides in the last edition it was in. */
export interface SeamMerged {
  /** First edition without it, and since when. */
  readonly edition: number;
  readonly at: string;
  readonly lastEdition: number;
  readonly key: string;
  readonly left: Named;
  readonly right: Named;
}

/** Incidents beside the line, counted by side in steps along it. */
export interface Strip {
  /** Metres a step. */
  readonly step: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** A seam with all that is known of it. */
export interface SeamDetail extends Omit<SeamView, 'agreements' | 'tickets' | 'otherBases'> {
  readonly edition: number;
  readonly shape: MultiLineString;
  /** What metres along the line count from, and to. */
  readonly ends: { readonly from: LineEnd; readonly to: LineEnd };
  readonly outlines: { readonly left: MultiPolygon | null; readonly right: MultiPolygon | null };
  /** From the beginning of the line on, apart from each other; basis, holder and accuracy of the seam hold beside them. */
  readonly stretches: readonly StretchView[];
  readonly accuracySource: string;
  readonly note: string;
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
  /** To be named by whoever changes basis, holder or accuracy. */
  readonly version: number;
  readonly agreements: readonly AgreementView[];
  readonly contacts: readonly ContactView[];
  readonly history: readonly SeamPast[];
  /** Null while the line goes on. */
  readonly ended: SeamEnd | null;
  /** Lines that ended in this one. */
  readonly merged: readonly SeamMerged[];
  readonly tickets: readonly SeamTicket[];
  /** All incidents on the line, whoever may see them. */
  readonly counts: {
    readonly incidents: number;
    readonly open: number;
    readonly joint: number;
    readonly whistles: number;
    readonly overrides: number;
    readonly redraws: number;
  };
  readonly strip: Strip;
  /** The latest twenty that the reader may see. */
  readonly latest: readonly SeamIncident[];
  /** Whether the reader may record, agree and edit contacts here. */
  readonly mayRecord: boolean;
}
