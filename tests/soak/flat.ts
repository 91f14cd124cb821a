/** What is measured of a page that runs for months. */
export interface Sample {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * How much of each there is in the last third of a run against its first third, as medians; 1 is flat. Of fewer than six
 * samples nothing can be said.
 */
export function growthOf(samples: readonly Sample[]): Sample | null {
  if (samples.length < 6) return null;
  const third = Math.floor(samples.length / 3);
  const ratio = (of: (sample: Sample) => number) =>
    Number(
      (median(samples.slice(-third).map(of)) / (median(samples.slice(0, third).map(of)) || 1)).toFixed(3),
    );
  return { heap: ratio((s) => s.heap), nodes: ratio((s) => s.nodes), listeners: ratio((s) => s.listeners) };
}

/** Growth that is taken for flat: whistles come and go, and so do their cards and rings. */
const allowed: Sample = { heap: 1.12, nodes: 1.15, listeners: 1.1 };

export const isFlat = (growth: Sample | null): boolean =>
  growth !== null &&
  growth.heap <= allowed.heap &&
  growth.nodes <= allowed.nodes &&
  growth.listeners <= allowed.listeners;
