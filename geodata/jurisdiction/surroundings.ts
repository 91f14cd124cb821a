import type { Footprint } from '../footprint.ts';
import type { Coverage } from './coverage.ts';
import { distanceToParty } from './distance.ts';
import { type ExclaveMet, exclavesMet } from './exclaves.ts';
import { faultOf } from './faults.ts';
import { type HoldingMet, holdingsMet } from './holdings.ts';
import { type Impact, measureImpact } from './impact.ts';
import { extentOf, type Measurement } from './overlap.ts';
import type { Records } from './records.ts';
import type { Rules } from './rules.ts';
import { findSeamRuns, noRuns, type SeamRun } from './seam-runs.ts';
import type { Defect } from './verdict.ts';

/** What lies around a footprint beside the areas it lies in: measured once, so that deciding needs no geometry. */
export interface Surroundings {
  /** Lines between parties, longest first. */
  readonly seams: readonly SeamRun[];
  /** Part of a line that runs along seams, 0 to 1. */
  readonly along: number;
  /** By code, the part of a line that lies in a party and along no seam, 0 to 1; only where it mostly runs along seams. */
  readonly beside: ReadonlyMap<string, number>;
  /** By code, metres from such a line to those beside its seams in which it does not lie. */
  readonly away: ReadonlyMap<string, number>;
  /** Bearing of the end that a line is measured from (see SeamRuns). */
  readonly beginning: number | null;
  /** Null where the category reaches nobody but where it lies. */
  readonly impact: Impact | null;
  readonly holdings: readonly HoldingMet[];
  readonly exclaves: readonly ExclaveMet[];
  /** The gap or overlap that a face is; null where that is not known. */
  readonly faultOf: (face: number) => Defect | null;
}

/** Nothing beside the areas. */
export const nothingAround: Surroundings = {
  seams: [],
  along: 0,
  beside: new Map(),
  away: new Map(),
  beginning: null,
  impact: null,
  holdings: [],
  exclaves: [],
  faultOf: () => null,
};

/** `rules` as they stand for the category. */
export function surround(
  coverage: Coverage,
  footprint: Footprint,
  measurement: Measurement,
  records: Records,
  rules: Rules,
): Surroundings {
  const { extent, other } = measurement;
  // Whoever lies in one party alone, and is no line beside its edge, meets no seam.
  const several = extent.parts.length > 1 || (other?.parts.length ?? 0) > 1;
  const { runs, along, beside, beginning } =
    several || footprint.kind === 'line' ? findSeamRuns(coverage, footprint, extent, records, rules) : noRuns;
  const onSeams = along >= rules.onSeamShare;
  const rest =
    onSeams && beside.length > 0
      ? extentOf(coverage, { ...footprint, lines: beside, polygons: [] }, [], null)
      : null;
  const here = new Set(extent.parts.map(({ jurisdiction }) => jurisdiction.code));
  const sides = onSeams ? runs.flatMap(({ left, right }) => [left, right]) : [];
  return {
    seams: runs,
    along,
    beside: new Map(rest?.parts.map(({ jurisdiction, share }) => [jurisdiction.code, share * (1 - along)])),
    away: new Map(
      sides
        .filter((code) => !here.has(code))
        .map((code) => [code, distanceToParty(coverage, footprint, placeOfParty(coverage, code))]),
    ),
    beginning,
    impact:
      rules.impactRadius === null ? null : measureImpact(coverage, footprint, extent, rules.impactRadius),
    holdings: holdingsMet(coverage, footprint, extent, records),
    exclaves: exclavesMet(coverage, footprint, extent),
    faultOf: (face) => faultOf(coverage, face),
  };
}

const placeOfParty = ({ parties }: Coverage, code: string): number =>
  parties.findIndex((party) => party.code === code);
