/** The middle value; of an even number of values the mean of the two in the middle. Throws on none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value that `part` percent do not exceed, between neighbours in proportion. Throws on none. */
export function percentile(values: readonly number[], part: number): number {
  if (values.length === 0) throw new Error(`got no values, wanted at least one for the ${part}th percentile`);
  const sorted = [...values].sort((one, other) => one - other);
  const place = ((sorted.length - 1) * part) / 100;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

/** Rounded to four digits that count: what a benchmark knows. */
export const rounded = (value: number): number => Number(value.toPrecision(4));

/** How long a pair of sides is timed at most, and how few items will do when each is slow. */
interface Patience {
  readonly seconds: number;
  readonly atLeast: number;
}

/** Milliseconds by the clock of each run, and the processor's over all of them: less than the clock's where the machine is busy. */
interface Times {
  readonly clock: number[];
  processor: number;
}

/**
 * How long two sides take for the same items, item by item and in turn, the first side changing with each: what the
 * machine does beside it then falls on both. Ends when patience does.
 */
export async function timeInTurn<T>(
  items: readonly T[],
  ours: (item: T) => unknown,
  peer: (item: T) => unknown,
  { seconds, atLeast }: Patience,
): Promise<{ readonly ours: Readonly<Times>; readonly peer: Readonly<Times> }> {
  const times = { ours: { clock: [], processor: 0 } as Times, peer: { clock: [], processor: 0 } as Times };
  const run = async (side: Times, task: () => unknown) => {
    const before = process.cpuUsage();
    side.clock.push(await milliseconds(task));
    const { user, system } = process.cpuUsage(before);
    side.processor += (user + system) / 1000;
  };
  const until = performance.now() + seconds * 1000;
  for (const [i, item] of items.entries()) {
    if (i >= atLeast && performance.now() > until) break;
    if (i % 2 === 0) await run(times.ours, () => ours(item));
    await run(times.peer, () => peer(item));
    if (i % 2 === 1) await run(times.ours, () => ours(item));
  }
  return times;
}

/** Milliseconds until a task is done; a task that gives no promise is not made to wait for one. */
export async function milliseconds(task: () => unknown): Promise<number> {
  const start = performance.now();
  const result = task();
  if (result instanceof Promise) await result;
  return performance.now() - start;
}

/** Milliseconds of each run of a task, after some runs that are not counted. */
export async function timeRuns(runs: number, warm: number, task: () => unknown): Promise<number[]> {
  for (let i = 0; i < warm; i++) await milliseconds(task);
  const times: number[] = [];
  for (let i = 0; i < runs; i++) times.push(await milliseconds(task));
  return times;
}
