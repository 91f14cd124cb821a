import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { ClockView } from './clocks.ts';
import type { ConsultationView, ExtensionView, ReturnView } from './requests.ts';
import type { ActionName, SideView, Stage, SummonsView } from './view.ts';

/** As much of a whistle as decides what may be done next. */
export interface WhistleState {
  readonly sides: readonly SideView[];
  readonly summonses: readonly SummonsView[];
  /** Area it was blown for: its side commands. */
  readonly blownFor: string;
  /** Code of who leads: a side, or a body that manages what lies there; null where nobody does. */
  readonly lead: string | null;
  readonly verifiedAt: string | null;
  readonly closedAt: string | null;
  readonly clocks: readonly ClockView[];
  readonly returns: readonly ReturnView[];
  readonly extensions: readonly ExtensionView[];
  readonly consultations: readonly ConsultationView[];
  /** When its place had been returned across a seam so often that a consultation must be held; null where it was not. */
  readonly consultationNeededAt: string | null;
  /** Minutes for which one reminder holds. */
  readonly nudgeMinutes: number;
}

/** Whom the reader may act for. */
export interface Reader {
  /** Whether the reader may take this action for the side of this area. */
  readonly actsFor: (action: ActionName, areaCode: string) => boolean;
  /** Body the reader belongs to: the only one it may read and check in for; null for a coordinator. */
  readonly body: string | null;
}

/** Adds an action to those a reader has; allowed unless it waits for something. */
export type Offer = (
  action: ActionName,
  about: {
    readonly areaCode?: string;
    readonly summons?: readonly SummonsView[];
    readonly request?: string;
  },
  waitsFor: Bilingual | null,
) => void;

/** Sides that have a duty: who is merely informed, or has fallen out, neither comes nor signs. */
export const dutySides = ({ sides }: Pick<WhistleState, 'sides'>): readonly SideView[] =>
  sides.filter((side) => side.role !== 'inform' && (side.state === 'kept' || side.state === 'added'));

/** How far a whistle has come (dispatch … close of GB/T 30428; what comes before is the incident's). */
export function stageOf(state: Pick<WhistleState, 'sides' | 'summonses' | 'verifiedAt' | 'closedAt'>): Stage {
  if (state.closedAt) return 'closed';
  if (state.verifiedAt) return state.summonses.every((s) => s.releasedAt) ? 'signing' : 'releasing';
  if (missing(state).length) return 'mustering';
  return silent(state).length ? 'handling' : 'verifying';
}

/** The summonses nobody has answered on site yet. */
export const missing = ({ summonses }: Pick<WhistleState, 'summonses'>): readonly SummonsView[] =>
  summonses.filter((s) => !s.checkedInAt && !s.releasedAt);

/** The sides that have not said what they did. */
export const silent = (state: Pick<WhistleState, 'sides'>): readonly SideView[] =>
  dutySides(state).filter((side) => !side.feedbackAt);
