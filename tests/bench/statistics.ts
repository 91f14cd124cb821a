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

/** Items that one side is asked about before it is the other's turn: neither starts each time where the other has been. */
const group = 10;

/**
 * How long two sides take for the same items, in groups and in turn, the first side changing with each: what the machine
 * does beside it then falls on both. Ends when patience does.
 */
export async function timeInTurn<T>(
  items: readonly T[],
  ours: (item: T) => unknown,
  peer: (item: T) => unknown,
  { seconds, atLeast }: Patience,
): Promise<{ readonly ours: Readonly<Times>; readonly peer: Readonly<Times> }> {
  const times = { ours: { clock: [], processor: 0 } as Times, peer: { clock: [], processor: 0 } as Times };
  const run = async (side: Times, some: readonly T[], task: (item: T) => unknown) => {
    const before = process.cpuUsage();
    for (const item of some) side.clock.push(await milliseconds(() => task(item)));
    const { user, system } = process.cpuUsage(before);
    side.processor += (user + system) / 1000;
  };
  const until = performance.now() + seconds * 1000;
  let size = Math.min(group, atLeast);
  for (let i = 0, turn = 0; i < items.length; i += size, turn++) {
    if (i >= atLeast) {
      if (performance.now() > until) break;
      size = group;
    }
    const some = items.slice(i, i + size);
    if (turn % 2 === 0) await run(times.ours, some, ours);
    await run(times.peer, some, peer);
    if (turn % 2 === 1) await run(times.ours, some, ours);
  }
  return times;
}

/** Asks about the items again and again until so many seconds are over, at least about one: a program first learns its way. */
export async function warmUp<T>(
  items: readonly T[],
  task: (item: T) => unknown,
  seconds: number,
): Promise<void> {
  const until = performance.now() + seconds * 1000;
  do
    for (const item of items) {
      await milliseconds(() => task(item));
      if (performance.now() > until) return;
    }
  while (items.length > 0);
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
