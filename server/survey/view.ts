import type { Lonlat } from '../../geodata/geometry.ts';
import type { Defect } from '../../geodata/jurisdiction/verdict.ts';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

export const ticketStates = ['open', 'closed'] as const;

/** A fault of the boundaries for the surveyors, as a list shows it. */
export interface TicketView {
  readonly id: string;
  readonly kind: Defect['kind'];
  readonly status: (typeof ticketStates)[number];
  /** The parties concerned, as they are called in the edition in force; the code alone where they have gone. */
  readonly parties: readonly Named[];
  readonly at: Lonlat | null;
  /** Metres and square metres of a gap or overlap; null for a line. */
  readonly width: number | null;
  readonly area: number | null;
  /** Edition under which it was first met. */
  readonly edition: number;
  readonly openedAt: string;
  readonly lastMetAt: string;
  /** Incidents that met it. */
  readonly incidents: number;
  readonly closed: {
    readonly at: string;
    /** Account; null where an edition or a recorded basis did it. */
    readonly by: string | null;
    readonly note: string;
    readonly edition: number | null;
  } | null;
}

export interface TicketIncident {
  readonly id: string;
  readonly number: string;
  readonly metAt: string;
}

/** A ticket with the incidents that met it, as far as the reader may see them. */
export interface TicketDetail extends TicketView {
  readonly met: readonly TicketIncident[];
}
