import type { FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import type { Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { LiveEvent } from '../live/event.ts';
import type { ClockView } from '../whistle/clocks.ts';
import type { EntryActionView, IncidentStage } from './entry-flow.ts';
import type { OverrideView } from './override.ts';
import type { DrawingView, TicketOfCase } from './verdict-store.ts';

export const sources = ['hotline12345', 'petition', 'committee', 'cellOfficer', 'chat', 'patrol'] as const;
export type Source = (typeof sources)[number];

/** An incident as a list shows it. */
export interface IncidentView {
  readonly id: string;
  readonly number: string;
  readonly category: {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly kind: WhistleKind;
  };
  readonly source: Source;
  readonly place: string;
  readonly placeEn: string;
  readonly note: string;
  readonly occurredAt: string;
  readonly createdAt: string;
  readonly status: 'open' | 'closed';
  readonly joint: boolean;
  /** Codes of the areas its verdict calls, leading one first. */
  readonly areas: readonly string[];
  readonly location: Lonlat;
  readonly whistleId: string | null;
  readonly acceptedAt: string | null;
  readonly registeredAt: string | null;
  /** How far it has come; once a whistle is blown, its whistle says more. */
  readonly stage: IncidentStage;
  /** Deadlines of the steps before the whistle. */
  readonly clocks: readonly ClockView[];
  /** Why and when it was given back to its source; null where it was not. */
  readonly refused: {
    readonly at: string;
    readonly reason: string;
    readonly by: { readonly name: string; readonly nameEn: string };
  } | null;
}

export interface IncidentDetail extends IncidentView {
  readonly footprint: FootprintGeometry;
  readonly accuracy: number;
  readonly width: number;
  /** As the resolver gave it; a coordinator's decision stands beside it, never in its place. */
  readonly verdict: Verdict;
  readonly verdictId: string;
  /** Newest first. */
  readonly overrides: readonly OverrideView[];
  /** Every footprint it has had, the first one first. */
  readonly drawings: readonly DrawingView[];
  /** Survey tickets of the faults of the boundaries that it met. */
  readonly tickets: readonly TicketOfCase[];
  readonly log: readonly LiveEvent[];
  /** What its reader may do before the whistle. */
  readonly actions: readonly EntryActionView[];
}
