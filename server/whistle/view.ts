import type { FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import type { Bilingual, Posting, Role, Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';

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

/** An area's part in the whistle. `party` numbers hue and hatch, 1 to 6, by area code. */
export interface SideView {
  readonly areaCode: string;
  readonly name: string;
  readonly nameEn: string;
  readonly district: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
  readonly party: number;
  readonly role: Role;
  readonly share: number;
  readonly area: number | null;
  readonly feedback: string | null;
  readonly feedbackAt: string | null;
  readonly signedAt: string | null;
}

/** In the order in which they are passed. */
export const stages = ['mustering', 'handling', 'verifying', 'releasing', 'signing', 'closed'] as const;
export type Stage = (typeof stages)[number];

export type ActionName = 'read' | 'checkIn' | 'feedback' | 'verify' | 'release' | 'sign' | 'message';

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
  readonly dueAt: string;
  readonly verifiedAt: string | null;
  readonly closedAt: string | null;
  readonly location: Lonlat;
  readonly footprint: FootprintGeometry;
  readonly verdict: Verdict;
  readonly sides: readonly SideView[];
  readonly summonses: readonly SummonsView[];
  readonly actions: readonly ActionView[];
}
