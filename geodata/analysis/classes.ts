/** Classes of a quantity: the upper bounds of all but the last, ascending and round; class 0 is nothing at all. */
export interface Classes {
  /** Bounds from 0 to the end of the scale: class c (from 1) holds more than bounds[c - 1], up to bounds[c]. */
  readonly bounds: readonly number[];
}

/** Where the bounds should be found among values that are more than nothing. */
const six = [0.25, 0.5, 0.7, 0.85, 0.95, 1];

/** Classes with round bounds, each with some of the values in it; at most as many as `quantiles`. */
export function classesOf(values: Iterable<number>, quantiles: readonly number[] = six): Classes {
  const sorted = Float64Array.from([...values].filter((value) => value > 0)).sort();
  if (sorted.length === 0) return { bounds: [0, 1] };
  const bounds = [0];
  for (const quantile of quantiles) {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length) - 1)] ?? 0;
    const bound = roundUp(value);
    if (bound > (bounds.at(-1) ?? 0)) bounds.push(bound);
  }
  return { bounds };
}

/** Class of a value: 0 for nothing, then 1 to the number of classes. */
export function classOf({ bounds }: Classes, value: number): number {
  if (!(value > 0)) return 0;
  for (let place = 1; place < bounds.length; place++) if (value <= (bounds[place] ?? 0)) return place;
  return bounds.length - 1;
}

/** The next round number: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  const step = steps.find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  const digits = Math.max(0, 2 - Math.floor(Math.log10(power)));
  return Number((step * power).toFixed(Math.min(12, digits)));
}
