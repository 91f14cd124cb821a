import { isDeepStrictEqual } from 'node:util';
import { invalid, notFound, Problem } from '../errors.ts';
import type { Services } from '../services.ts';
import { openTickets } from '../survey/open.ts';
import type { CaseJudge } from '../whistle/case-judge.ts';
import { type Lines, linesOf } from './edition.ts';
import { footprintOf } from './footprint.ts';
import { type Circumstances, judge } from './judge.ts';
import { overrideParties } from './override.ts';
import { readFootprint, type StoredCase } from './store.ts';
import {
  insertOverride,
  insertVerdict,
  readMaker,
  readOverrides,
  replaceFootprint,
} from './verdict-store.ts';

/**
 * Makes ready, outside any transaction, what judging a stored incident needs: the lines of its first verdict, under which
 * it stays, and what is on record about them. In a transaction nothing else may be read.
 * @throws Problem 404 for an unknown incident.
 */
export const judgeOf =
  (services: Services) =>
  async (incidentId: string): Promise<CaseJudge> => {
    const found = await readFootprint(services.database.sql, incidentId);
    const lines = found && (await linesOf(services, found.verdict.edition));
    if (!lines) throw notFound({ zh: '事件', en: 'incident' }, incidentId);
    return judgeWith(lines, services.clock);
  };

const judgeWith = (lines: Lines, clock: () => Date): CaseJudge => ({
  coverage: lines.coverage,

  async stored(tx, incidentId, { duties, kind, blower }) {
    const stored = await caseOf(tx, incidentId);
    const { verdict: before, verdictId, category } = stored;
    const about = { kind, category, blower: blower ?? undefined, at: stored.occurredAt };
    const verdict = judge(lines.coverage, featureOf(stored), duties, { ...about, records: lines.records });
    const override = (await readOverrides(tx, incidentId)).find(({ inForce }) => inForce) ?? null;
    // What comes from the database has its keys in another order.
    if (!blower || isDeepStrictEqual(JSON.parse(JSON.stringify(verdict)), before))
      return { verdict, verdictId, category, override };
    const at = clock();
    return {
      verdict,
      verdictId: await insertVerdict(tx, incidentId, verdict, { at }),
      category,
      override,
    };
  },

  async redrawn(tx, incidentId, drawing, { duties, kind, blower, onSite }) {
    const stored = await caseOf(tx, incidentId);
    const { geometry, reason, by, at, ...extent } = drawing;
    const feature = { type: 'Feature', geometry, properties: extent };
    const about: Circumstances = { kind, category: stored.category, blower, at: stored.occurredAt, onSite };
    const verdict = withPointersOf(() =>
      judge(lines.coverage, feature, duties, { ...about, records: lines.records }),
    );
    if (verdict.geometryHash === stored.verdict.geometryHash) throw sameAsBefore(verdict.geometryHash);
    await replaceFootprint(tx, incidentId, footprintOf(feature));
    const verdictId = await insertVerdict(tx, incidentId, verdict, { at, by, reason });
    await openTickets(tx, { incidentId, edition: verdict.edition, defects: verdict.defects, at });
    return { verdict, verdictId, category: stored.category, override: null };
  },

  async overridden(tx, incidentId, { verdictId, parties, reason, by, at }) {
    const stored = await caseOf(tx, incidentId);
    if (stored.verdictId !== verdictId) throw new Error(`verdict ${verdictId} is not in use any more`);
    const decided = overrideParties(lines.coverage, parties);
    await insertOverride(tx, { incidentId, verdictId, parties: decided, reason, by, at });
    const override = (await readOverrides(tx, incidentId)).find(({ inForce }) => inForce) ?? null;
    return { verdict: stored.verdict, verdictId, category: stored.category, override };
  },

  async inUse(tx, incidentId) {
    const { verdict, verdictId } = await caseOf(tx, incidentId);
    return { verdict, verdictId, drawn: await readMaker(tx, incidentId) };
  },
});

async function caseOf(tx: Parameters<CaseJudge['stored']>[0], incidentId: string): Promise<StoredCase> {
  const stored = await readFootprint(tx, incidentId);
  if (!stored) throw notFound({ zh: '事件', en: 'incident' }, incidentId);
  return stored;
}

/** A drawing is no Feature: what would be wrong with a Feature's properties is wrong with its own fields. */
function withPointersOf<T>(judged: () => T): T {
  try {
    return judged();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = error.errors.map((e) => ({ ...e, pointer: e.pointer.replace(/^#\/properties\//, '#/') }));
    throw new Problem(error.status, error.type, error.title, error.detail, errors);
  }
}

/** The Feature that a stored case was judged on. */
export const featureOf = ({
  footprint,
  accuracy,
  width,
}: Pick<StoredCase, 'footprint' | 'accuracy' | 'width'>) => ({
  type: 'Feature',
  geometry: footprint,
  properties: { accuracy, width },
});

function sameAsBefore(hash: string): Error {
  const detail = {
    zh: '重画的范围与现有范围相同，没有改动',
    en: 'The footprint is the same as before; nothing was changed',
  };
  return invalid(detail, [{ pointer: '#/geometry', got: hash, detail }]);
}
