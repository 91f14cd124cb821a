import type { FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import type { Bilingual, Posting, Role, Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Caller } from '../body/kinds.ts';
import type { OverrideView } from '../incident/override.ts';
import type { ClockView } from './clocks.ts';
import type { ConsultationView, EscalationView, ExtensionView, ReturnView } from './requests.ts';

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
  /** Why it was called though no list names it; null where one does. */
  readonly reason: string | null;
  readonly dueAt: string;
  readonly readAt: string | null;
  readonly checkedInAt: string | null;
  readonly checkIn: {
    readonly form: CheckInForm;
    readonly position: Lonlat | null;
    /** 95 % radius of the position in metres; absent where it was not kept yet. */
    readonly accuracy?: number;
    /** Metres to the footprint; null without a position. */
    readonly distance: number | null;
    readonly onSite: boolean;
    readonly reason: string;
  } | null;
  /** Whether it had checked in by its deadline; null while it has not. */
  readonly onTime: boolean | null;
  /** What the body itself says it has done; the side speaks for itself. */
  readonly feedback: string | null;
  readonly feedbackAt: string | null;
  /** When it was last reminded. */
  readonly nudgedAt: string | null;
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
  /** Until when it was granted to have fed back; null where the clock decides. */
  readonly handleDueAt: string | null;
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
  | 'override'
  | 'return'
  | 'returnAnswer'
  | 'extend'
  | 'extendAnswer'
  | 'nudge'
  | 'escalate'
  | 'consultation'
  | 'holdConsultation'
  | 'cancelConsultation';

/** What the reader of this view may do, and if not now, what it waits for. Absent: not the reader's to do at all. */
export interface ActionView {
  readonly action: ActionName;
  /** Side it is taken for, where it is one side's; the summonses it applies to. A return without any is the whole side's. */
  readonly areaCode: string | null;
  readonly summons: readonly string[];
  /** Number of the return, extension or consultation that it answers; null for all other actions. */
  readonly request: string | null;
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
  /** On whose behalf, by the table of callers. */
  readonly caller: Caller;
  /** The task force whose members were called; null for none. */
  readonly taskForce: { readonly id: string; readonly name: string; readonly nameEn: string } | null;
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
  /** Code of who leads: a side, or a body that manages what lies there; null where nobody does. */
  readonly lead: string | null;
  /** The deadlines that run or have run, in the order of the loop; whether one is overdue is for the reader's clock to say. */
  readonly clocks: readonly ClockView[];
  /** Oldest first, as are those below. */
  readonly returns: readonly ReturnView[];
  readonly extensions: readonly ExtensionView[];
  readonly escalations: readonly EscalationView[];
  readonly consultations: readonly ConsultationView[];
  /** When the place had been returned across a seam so often that a consultation must be held; null where it was not. */
  readonly consultationNeededAt: string | null;
  /** Minutes for which one reminder holds. */
  readonly nudgeMinutes: number;
  /** Why a consultation must be held before the work goes on; null where none must. */
  readonly consultationNeeded: Bilingual | null;
  /** Number of the last step of the case: what its reader has seen. */
  readonly version: string;
  readonly actions: readonly ActionView[];
}
