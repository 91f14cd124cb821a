import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { WhistleView } from '../whistle/view.ts';

/** The steps of the log that screens hear of. */
export const steps = [
  'incident.submitted',
  'incident.accepted',
  'incident.registered',
  'incident.refused',
  'whistle.blown',
  'summons.read',
  'summons.added',
  'summons.nudged',
  'summons.checkedIn',
  'summons.fedBack',
  'side.fedBack',
  'whistle.verified',
  'summons.released',
  'side.signed',
  'whistle.closed',
  'message.sent',
  'incident.overridden',
  'incident.redrawn',
  'side.added',
  'side.leaving',
  'side.left',
  'return.asked',
  'return.upheld',
  'return.rejected',
  'extension.asked',
  'extension.granted',
  'extension.refused',
  'whistle.escalated',
  'consultation.forced',
  'consultation.called',
  'consultation.held',
  'consultation.cancelled',
  'edition.published',
] as const;

/** Steps kept for the record alone: no screen changes by them. */
const quietSteps = [
  'survey.opened',
  'survey.closed',
  'seam.recorded',
  'seam.agreed',
  'seam.agreementEnded',
  'holdings.loaded',
  'edition.accepted',
  'edition.discarded',
  'incident.merged',
  'intake.loaded',
  'duties.loaded',
  'roster.kept',
  'taskForce.formed',
  'taskForce.ended',
  'people.loaded',
  'patrol.logged',
  'attachment.added',
  'side.scored',
  'case.kept',
] as const;
export type Step = (typeof steps)[number];
export type LoggedStep = Step | (typeof quietSteps)[number];

/** One step as it travels on the live feed: nothing personal, and the whole whistle as it stands after the step. */
export interface LiveEvent {
  readonly id: number;
  readonly at: string;
  readonly step: Step;
  readonly incidentId: string | null;
  readonly whistleId: string | null;
  readonly kind: WhistleKind | null;
  readonly joint: boolean;
  /** Who did it: a body for a check-in, an area for a side's step. */
  readonly who: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
  readonly place: string;
  readonly placeEn: string;
  /** Codes of the areas that the incident is for; empty for steps of no incident. */
  readonly areas: readonly string[];
  readonly category: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
  /** Check-in: metres to the footprint. */
  readonly distance: number | null;
  /** Feedback, message or note; empty otherwise. */
  readonly text: string;
  readonly edition: number | null;
  /** The whistle after this step, without `actions`; null for steps of no whistle. */
  readonly whistle: WhistleView | null;
}
