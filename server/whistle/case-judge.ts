import type { TransactionSql } from 'postgres';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { OnSite } from '../../geodata/jurisdiction/decide.ts';
import type { Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { DutyList } from '../duty/list.ts';
import type { AskedParty, OverrideView } from '../incident/override.ts';

/** A verdict as it is stored, with what a coordinator decided beside it. */
export interface Judged {
  readonly verdict: Verdict;
  readonly verdictId: string;
  readonly category: string;
  /** The override in force, if there is one. */
  readonly override: OverrideView | null;
}

/** A footprint drawn anew, as it came in: `crs` as given, metres. */
export interface Drawing {
  readonly geometry: unknown;
  readonly accuracy?: unknown;
  readonly width?: unknown;
  readonly crs?: unknown;
  readonly reason: string;
  /** Account that drew it, and when. */
  readonly by: string;
  readonly at: Date;
}

/** Judges one incident under the edition of its first verdict, for ever. */
export interface CaseJudge {
  /** The lines it is judged by. */
  readonly coverage: Coverage;
  /**
   * Its verdict for a kind of whistle, with the blower among the parties. With a blower, a verdict that differs from the
   * one in use is added beside it; verdicts are never changed.
   */
  readonly stored: (
    tx: TransactionSql,
    incidentId: string,
    about: { readonly duties: DutyList; readonly kind: WhistleKind; readonly blower: string | null },
  ) => Promise<Judged>;
  /** The verdict on a new footprint, which takes the place of the old one; any override was of the old one. */
  readonly redrawn: (
    tx: TransactionSql,
    incidentId: string,
    drawing: Drawing,
    about: {
      readonly duties: DutyList;
      readonly kind: WhistleKind;
      readonly blower: string;
      readonly onSite: readonly OnSite[];
    },
  ) => Promise<Judged>;
  /** Keeps what was decided beside the verdict in use, whose number must be `verdictId`. */
  readonly overridden: (
    tx: TransactionSql,
    incidentId: string,
    decided: {
      readonly verdictId: string;
      readonly parties: readonly AskedParty[];
      readonly reason: string;
      readonly by: string;
      readonly at: Date;
    },
  ) => Promise<Judged>;
  /** The verdict in use, and who drew the footprint anew and when, where somebody did. */
  readonly inUse: (
    tx: TransactionSql,
    incidentId: string,
  ) => Promise<Pick<Judged, 'verdict' | 'verdictId'> & { readonly drawn: Maker | null }>;
}

export interface Maker {
  readonly name: string;
  readonly nameEn: string;
  readonly at: Date;
}
