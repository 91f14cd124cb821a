import type { FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import type { Bilingual, Posting, Role, Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { OverrideView } from '../incident/override.ts';

/** A body's call, and how far it has come. Times are ISO 8601. */
export interface SummonsView {
  readonly id: string;
  readonly areaCode: string;
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly bodyNameEn: string;
  readonly short: string;
  readonly shortEn: string;
  readonly posting: Posting;
  readonly dueAt: string;
  readonly readAt: string | null;
  readonly checkedInAt: string | null;
  readonly checkIn: {
    readonly form: CheckInForm;
    readonly position: Lonlat | null;
    /** Metres to the footprint; null without a position. */
    readonly distance: number | null;
    readonly onSite: boolean;
    readonly reason: string;
  } | null;
  readonly releasedAt: string | null;
}

export const checkInForms = ['platform', 'laneChief', 'doubleCheckIn', 'weekend'] as const;
export type CheckInForm = (typeof checkInForms)[number];

/**
 * `kept` since the whistle was blown, `added` by a later change, `leaving` where it fell out but bodies of it have come and
 * stay until verification, `left` where it has gone.
 */
export const sideStates = ['kept', 'added', 'leaving', 'left'] as const;
export type SideState = (typeof sideStates)[number];

/** An area's part in the whistle. `party` numbers hue and hatch, 1 to 6, by area code; those that fell out come last. */
export interface SideView {
  readonly areaCode: string;
  /** Codes from the city down to the area itself. */
  readonly path: readonly string[];
  readonly name: string;
  readonly nameEn: string;
  readonly district: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
  readonly party: number;
  readonly role: Role;
  readonly share: number;
  readonly area: number | null;
  readonly state: SideState;
  readonly feedback: string | null;
  readonly feedbackAt: string | null;
  readonly signedAt: string | null;
}

/** In the order in which they are passed. */
export const stages = ['mustering', 'handling', 'verifying', 'releasing', 'signing', 'closed'] as const;
export type Stage = (typeof stages)[number];

export type ActionName =
  | 'read'
  | 'checkIn'
  | 'feedback'
  | 'verify'
  | 'release'
  | 'sign'
  | 'message'
  | 'redraw'
  | 'override';

/** What the reader of this view may do, and if not now, what it waits for. Absent: not the reader's to do at all. */
export interface ActionView {
  readonly action: ActionName;
  /** Side for feedback and sign; the summonses for check-in and release that it applies to. */
  readonly areaCode: string | null;
  readonly summons: readonly string[];
  readonly allowed: boolean;
  readonly waitsFor: Bilingual | null;
}

export interface WhistleView {
  readonly id: string;
  /** As people say it: 0508-0117. */
  readonly number: string;
  readonly incidentId: string;
  readonly kind: WhistleKind;
  readonly joint: boolean;
  readonly stage: Stage;
  readonly place: string;
  readonly placeEn: string;
  readonly category: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly note: string;
  readonly blownAt: string;
  /** The party it was blown for. */
  readonly blownFor: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** The next deadline of a body that is missing; once all are there, the whistle's own. */
  readonly dueAt: string;
  readonly verifiedAt: string | null;
  readonly closedAt: string | null;
  readonly location: Lonlat;
  readonly footprint: FootprintGeometry;
  /** Metres: 95 % radius of the position, and width of a line. */
  readonly accuracy: number;
  readonly width: number;
  readonly occurredAt: string;
  readonly verdict: Verdict;
  readonly verdictId: string;
  /** What a coordinator decided beside the verdict; null where nobody did, or the footprint has been drawn anew since. */
  readonly override: OverrideView | null;
  /** Those that take part, and those leaving. */
  readonly sides: readonly SideView[];
  /** Those that took part and have left. */
  readonly leftSides: readonly SideView[];
  /** Bodies called; those that were told they need not come any more are not among them. */
  readonly summonses: readonly SummonsView[];
  readonly actions: readonly ActionView[];
}
