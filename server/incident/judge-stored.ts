import type { Services } from '../services.ts';
import type { Blowing } from '../whistle/blow.ts';
import { coverageInForce, judge } from './judge.ts';
import { insertVerdict, readFootprint } from './store.ts';

/**
 * Judges a stored incident anew for a kind of whistle and a blower, under the edition of its first verdict. A verdict
 * that differs from the one in use is added beside it; verdicts are never changed.
 */
export const judgeStored =
  (services: Services): Blowing['judge'] =>
  async (tx, duties, incidentId, kind, blower) => {
    const stored = await readFootprint(tx, incidentId);
    if (!stored) return null;
    const { verdict: before, verdictId, category, footprint, accuracy, width } = stored;
    const coverage = services.editions.byNumber(before.edition) ?? coverageInForce(services.editions);
    const feature = { type: 'Feature', geometry: footprint, properties: { accuracy, width } };
    const verdict = judge(coverage, feature, duties, { kind, category, blower: blower ?? undefined });
    if (!blower || JSON.stringify(verdict) === JSON.stringify(before))
      return { verdict, verdictId, category };
    return { verdict, verdictId: await insertVerdict(tx, incidentId, verdict, services.clock()), category };
  };

/** Brings the edition of an incident's verdict to hand, before a transaction begins: in it nothing else may be read. */
export const editionAtHand =
  ({ database, editions }: Services) =>
  async (incidentId: string): Promise<void> => {
    const stored = await readFootprint(database.sql, incidentId);
    if (stored) await editions.load(stored.verdict.edition);
  };
