import type { LineString } from 'geojson';
import type { Figures, ProposalRow } from './store.ts';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A proposal as a list shows it. */
export interface ProposalSummary {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly author: { readonly name: string; readonly nameEn: string };
  readonly madeAt: string;
  readonly edition: number;
  /** Whether another edition is in force by now: its figures and its old line are of another day. */
  readonly older: boolean;
  readonly key: string;
  readonly left: Named;
  readonly right: Named;
  readonly figures: Figures;
  /** Whether the reader made it, and so may take it back. */
  readonly mine: boolean;
}

/** A proposal with its lines. */
export interface ProposalView extends ProposalSummary {
  readonly was: LineString;
  readonly line: LineString;
}

export function proposalView(row: ProposalRow, reader: string, inForce: number | null): ProposalView {
  const { author, authorName, authorNameEn, leftNames, rightNames, ...rest } = row;
  return {
    ...rest,
    author: { name: authorName, nameEn: authorNameEn },
    madeAt: row.madeAt.toISOString(),
    older: row.edition !== inForce,
    left: { code: row.left, ...leftNames },
    right: { code: row.right, ...rightNames },
    mine: author === reader,
  };
}
