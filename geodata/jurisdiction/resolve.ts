import { readFootprint } from '../footprint.ts';
import { findChanges } from './changes.ts';
import type { Coverage } from './coverage.ts';
import { type DecideContext, decide } from './decide.ts';
import type { Duties } from './duties.ts';
import { measure } from './overlap.ts';
import type { Rules } from './rules.ts';
import { shapesOf } from './shapes.ts';
import type { Refusal, Verdict, WhistleKind } from './verdict.ts';

export interface ResolveContext {
  readonly rules: Rules;
  /** Kind and category stand before those in the Feature's properties. */
  readonly kind?: WhistleKind | undefined;
  readonly category?: string | undefined;
  /** Code of the area that blows the whistle. */
  readonly blower?: string | undefined;
  readonly duties: Duties;
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
    duties: context.duties,
    jurisdictionOf: (code) => (coverage.areas.has(code) ? coverage.jurisdictionOf(code) : null),
  };
  const measurement = measure(coverage, footprint);
  const verdict = decide(measurement, decideContext);
  if (context.detail === false) return { verdict };
  const shapes = shapesOf(coverage, footprint, measurement.extent, verdict);
  return {
    verdict: {
      ...verdict,
      parties: verdict.parties.map((party) => ({
        ...party,
        shape: shapes.get(party.jurisdiction.code) ?? null,
      })),
      wouldChange: [...findChanges(coverage, footprint, verdict, decideContext), ...verdict.wouldChange],
    },
  };
}
