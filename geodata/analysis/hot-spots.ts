// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops

/** How a place stands out together with its neighbours. */
export interface HotSpot {
  /** Standard normal under chance; 0 where all values are equal or everything is a neighbour. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
  /** The false-discovery rate at which it would just be taken for one. */
  readonly q: number;
  readonly value: number;
  /** How many neighbours it has, itself not counted. */
  readonly neighbours: number;
}

/**
 * Getis and Ord's Gi* as a standard variate (Ord & Getis 1995, Geogr. Anal. 27:286, eq. 14*): a place and its neighbours
 * have weight 1, all others 0. `neighbours[i]` are indices of those beside place i, without i itself. Its `q` corrects p for
 * having asked everywhere (Benjamini & Hochberg 1995; for such maps Caldas de Castro & Singer 2006, Geogr. Anal. 38:180).
 */
export function hotSpots(
  values: ArrayLike<number>,
  neighbours: readonly (readonly number[])[],
): readonly HotSpot[] {
  const n = values.length;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    sum += values[i]!;
    squares += values[i]! ** 2;
  }
  const mean = sum / n;
  const spread = Math.sqrt(Math.max(0, squares / n - mean ** 2));
  const z = Array.from({ length: n }, (_, i) => {
    const near = neighbours[i] ?? [];
    const count = near.length + 1;
    const chance = spread * Math.sqrt((count * (n - count)) / (n - 1));
    // Rounding leaves a spread where there is none: it is measured against the values.
    if (!(chance > 1e-9 * Math.abs(mean))) return 0;
    return (near.reduce((total, j) => total + values[j]!, values[i]!) - mean * count) / chance;
  });
  const p = z.map((one) => Math.min(1, complementaryError(Math.abs(one) / Math.SQRT2)));
  const q = falseDiscovery(p);
  return z.map((one, i) => ({
    z: one,
    p: p[i]!,
    q: q[i]!,
    value: values[i]!,
    neighbours: neighbours[i]?.length ?? 0,
  }));
}

/**
 * For each p-value the smallest rate of false discoveries at which it is one (Benjamini & Hochberg 1995): with the k-th
 * smallest of m taken, m p / k, or less where a larger one comes out lower.
 */
export function falseDiscovery(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
  const q = new Array<number>(p.length).fill(1);
  let least = 1;
  order.forEach((i, fromTop) => {
    least = Math.min(least, (p[i]! * p.length) / (p.length - fromTop));
    q[i] = least;
  });
  return q;
}

/** erfc for x ≥ 0, its fractional error below 1.2e-7 everywhere (Press et al., Numerical Recipes, 2nd ed., 6.2: Chebyshev fit). */
function complementaryError(x: number): number {
  const t = 1 / (1 + x / 2);
  let series = 0;
  for (const c of coefficients) series = series * t + c;
  return t * Math.exp(-x * x + series);
}
/** Of the fit, the highest power of t first. */
const coefficients = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
  1.00002368, -1.26551223,
] as const;
