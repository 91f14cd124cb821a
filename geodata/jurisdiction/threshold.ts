/**
 * How far something is from what is wanted of it after so many steps: 0 or less where it is, -1 where nothing more is left
 * to want. Infinite where only that is known and not by how much.
 */
type Excess = (steps: number) => number;

/** A number of steps and the excess there. */
type Known = readonly [steps: number, excess: number];

/**
 * The least whole number of steps from which on something is as wanted, between `near`, where it is not, and `far`, where
 * it is. Where it is now so and now not, one such number. The line through the two places looked at last is followed to
 * where it meets zero, and where that does not help the stretch is halved: some seven questions instead of a dozen. `first`
 * is the number to ask about first, where one is likelier than another.
 */
export function leastSteps(excess: Excess, near: Known, far: Known, first = (near[0] + far[0]) >> 1): number {
  let [low, high] = [near, far];
  let [before, last] = [far, near];
  let stretch = high[0] - low[0];
  for (let asked = 1; high[0] - low[0] > 1; asked++) {
    // Of three questions one halves, unless the others did.
    const halve = asked % 3 === 0 && high[0] - low[0] > stretch / 2;
    if (asked % 3 === 0) stretch = high[0] - low[0];
    const guess =
      asked === 1
        ? first
        : halve
          ? Number.NaN
          : (zeroOf(before, last, low, high) ?? zeroOf(low, high, low, high));
    const steps = Math.ceil(guess ?? Number.NaN);
    const found = at(Number.isNaN(steps) ? (low[0] + high[0]) >> 1 : steps);
    if (tells(found)) [before, last] = [last, found];
    if (found[1] > 0) low = found;
    else high = found;
  }
  return high[0];

  function at(steps: number): Known {
    const inside = Math.max(low[0] + 1, Math.min(high[0] - 1, steps));
    return [inside, excess(inside)];
  }
}

/** Where a line through two places meets zero, if that is between two others; undefined where one of them does not tell. */
function zeroOf(one: Known, other: Known, [low]: Known, [high]: Known): number | undefined {
  if (!tells(one) || !tells(other)) return undefined;
  const [[x0, y0], [x1, y1]] = [one, other];
  const zero = x1 - (y1 * (x1 - x0)) / (y1 - y0);
  return zero >= low && zero <= high ? zero : undefined;
}

/** Whether an excess says how much is missing. */
const tells = ([, excess]: Known): boolean => excess > -1 && excess < Infinity;
