/**
 * How far something is from what is wanted of it after so many steps: 0 or less where it is. Infinite where only that
 * is known and not by how much.
 */
export type Excess = (steps: number) => number;

/**
 * The least whole number of steps from which on something is as wanted, between `near`, where it is not, and `far`, where
 * it is; `excess` at both is given. Where it is now so and now not, one such number. Lines are drawn through what is
 * known, and where they do not help the stretch is halved: some six questions instead of a dozen.
 */
export function leastSteps(
  excess: Excess,
  [near, nearExcess]: readonly [steps: number, excess: number],
  [far, farExcess]: readonly [steps: number, excess: number],
): number {
  let [low, atLow, high, atHigh] = [near, nearExcess, far, farExcess];
  let [before, atBefore] = [Number.NaN, Number.NaN];
  let stretch = high - low;
  for (let asked = 1; high - low > 1; asked++) {
    // Of three questions one halves, whatever the others achieved.
    const halve = asked % 3 === 0 && high - low > stretch / 2;
    if (asked % 3 === 0) stretch = high - low;
    const guess = halve ? Number.NaN : zeroBetween(low, atLow, high, atHigh, before, atBefore);
    const steps = Number.isNaN(guess)
      ? (low + high) >> 1
      : Math.max(low + 1, Math.min(high - 1, Math.ceil(guess)));
    const found = excess(steps);
    if (found > 0) [before, atBefore, low, atLow] = [low, atLow, steps, found];
    else [high, atHigh] = [steps, found];
  }
  return high;
}

/** Less than this is as good as nothing left: how far beyond the end it is cannot be told. */
const nothingLeft = -0.999;

/** Where a line through two known places meets zero: through the last two on the near side where beyond there is nothing. */
function zeroBetween(
  low: number,
  atLow: number,
  high: number,
  atHigh: number,
  before: number,
  atBefore: number,
): number {
  if (atHigh > nothingLeft) return low + ((high - low) * atLow) / (atLow - atHigh);
  return atBefore > atLow && atBefore < Infinity
    ? low + ((low - before) * atLow) / (atBefore - atLow)
    : Number.NaN;
}
