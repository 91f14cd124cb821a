import { readFootprint } from '../footprint.ts';
import { findChanges } from './changes.ts';
import type { Coverage } from './coverage.ts';
import { type DecideContext, decide, type OnSite } from './decide.ts';
import type { Duties } from './duties.ts';
import { measure } from './overlap.ts';
import { noRecords, type Records } from './records.ts';
import { type Rules, rulesFor } from './rules.ts';
import { shapesOf } from './shapes.ts';
import { surround } from './surroundings.ts';
import type { Refusal, Verdict, WhistleKind } from './verdict.ts';

export interface ResolveContext {
  readonly rules: Rules;
  /** Kind and category stand before those in the Feature's properties. */
  readonly kind?: WhistleKind | undefined;
  readonly category?: string | undefined;
  /** Code of the area that blows the whistle. */
  readonly blower?: string | undefined;
  readonly duties: Duties;
  /** What is on record about seams and about bodies beside the areas. */
  readonly records?: Records | undefined;
  /** ISO time the case is judged for, else when it occurred: agreements hold from and until a time, and without one none does. */
  readonly at?: string | undefined;
  /** First check-ins of an emergency: until relieved, who came first leads. */
  readonly onSite?: readonly OnSite[] | undefined;
  /** False leaves out each party's shape and the moves that would change the verdict: for bulk work. */
  readonly detail?: boolean;
}

/** Reads a Feature, lays it over the areas, and decides who must come; or says why it cannot be judged. */
export function resolve(
  anyCoverage: Coverage,
  feature: unknown,
  context: ResolveContext,
): { readonly verdict: Verdict } | { readonly refusal: Refusal } {
  // Verdicts are about parties: finer lines would only cost time.
  const coverage = anyCoverage.byParty();
  const read = readFootprint(feature, coverage.extent);
  if ('refusal' in read) return read;
  const { footprint } = read;
  const decideContext: DecideContext = {
    rules: context.rules,
    kind: context.kind ?? footprint.whistle,
    category: context.category ?? footprint.category,
    blower: context.blower,
    at: context.at ?? footprint.occurredAt,
    onSite: context.onSite,
    duties: context.duties,
    jurisdictionOf: (code) => (coverage.areas.has(code) ? coverage.jurisdictionOf(code) : null),
  };
  const measurement = measure(coverage, footprint);
  const rules = rulesFor(context.rules, decideContext.category);
  const surroundings = surround(coverage, footprint, measurement, context.records ?? noRecords, rules);
  const verdict = decide(measurement, decideContext, surroundings);
  if (context.detail === false) return { verdict };
  // Bodies and those whom only the impact reaches have no part of the footprint to draw or to move.
  const areas = verdict.parties.filter(
    ({ holding, rule, share }) => holding === null && (rule !== 'impact' || share > 0),
  );
  const shapes = shapesOf(coverage, footprint, measurement.extent, { ...verdict, parties: areas });
  // Wherever it lay, those whom the impact reaches would still have to come: nobody would be left alone.
  const alone = verdict.parties.every(({ rule, role }) => rule !== 'impact' || role === 'inform');
  const moves = alone
    ? findChanges(
        coverage,
        footprint,
        { ...verdict, parties: areas },
        { ...decideContext, seams: surroundings.seams },
      )
    : [];
  return {
    verdict: {
      ...verdict,
      parties: verdict.parties.map((party) => ({
        ...party,
        shape: party.holding === null ? (shapes.get(party.jurisdiction.code) ?? null) : null,
      })),
      wouldChange: [...moves, ...verdict.wouldChange],
    },
  };
}
