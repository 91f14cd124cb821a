import type { Sql } from 'postgres';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import {
  countIncidents,
  countSeams,
  findDifference,
  readPieces,
  saveDifference,
} from './difference-store.ts';
import type { ImportOrders } from './import-worker.ts';

/** Pieces of land shown, the largest first. */
const piecesShown = 2000;
/** Comparisons kept at hand; they never change but for the incidents on them. */
const comparisonsKept = 4;
/** Milliseconds for which incidents once counted are told again. */
const countsHold = 60_000;

/** What a comparison that is under way is doing; `fraction` from 0 to 1. */
export interface Comparing {
  readonly step: Bilingual;
  readonly fraction: number;
}

type Compare = (
  onProgress: (step: Bilingual, fraction: number) => void,
) => Promise<ImportOrders['compare']['answer']>;
type Comparison = Awaited<ReturnType<typeof read>>;
type Counts = Awaited<ReturnType<typeof countIncidents>>;

interface Held {
  readonly comparison: Promise<Comparison>;
  done: boolean;
  progress: Comparing;
  counted: { readonly at: number; readonly counts: Promise<Counts> } | null;
}

/** Differences between editions, each worked out once and kept, whoever asks and however many at once. */
export interface Differences {
  /**
   * What changed from `base` to `edition`, with the incidents concerned as they were at most a minute ago. Where they
   * were never compared, `compare` does it; where that lasts longer than `patience` milliseconds, tells how far it is.
   */
  readonly read: (
    base: number,
    edition: number,
    compare: Compare,
    patience: number,
  ) => Promise<{ readonly difference: Comparison & { readonly incidents: Counts } } | Comparing>;
}

export function createDifferences(sql: Sql, clock: () => Date): Differences {
  const held = new Map<string, Held>();

  const begin = (key: string, base: number, edition: number, compare: Compare): Held => {
    const made: Held = {
      comparison: read(sql, base, edition, () =>
        compare((step, fraction) => {
          made.progress = { step, fraction };
        }),
      ),
      done: false,
      progress: { step: { zh: '等候前面的工作', en: 'Waiting for other work to end' }, fraction: 0 },
      counted: null,
    };
    made.comparison.then(
      () => {
        made.done = true;
        for (const [other, { done }] of held) if (done && held.size > comparisonsKept) held.delete(other);
      },
      () => {
        made.done = true;
      },
    );
    held.set(key, made);
    return made;
  };
  const counts = (one: Held, base: number, edition: number): Promise<Counts> => {
    const now = clock().getTime();
    if (!one.counted || Math.abs(now - one.counted.at) > countsHold)
      one.counted = { at: now, counts: countIncidents(sql, base, edition) };
    return one.counted.counts;
  };

  return {
    async read(base, edition, compare, patience) {
      const key = `${base}/${edition}`;
      const one = held.get(key) ?? begin(key, base, edition, compare);
      held.delete(key);
      held.set(key, one);
      try {
        if (!(await settles(one.comparison, patience))) return one.progress;
        return {
          difference: { ...(await one.comparison), incidents: await counts(one, base, edition) },
        };
      } catch (error) {
        // Told to whoever asked; the next one has it done again.
        if (held.get(key) === one) held.delete(key);
        throw error;
      }
    },
  };
}

/** Whether a promise is settled within so many milliseconds. */
async function settles(promise: Promise<unknown>, patience: number): Promise<boolean> {
  let bell: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    bell = setTimeout(() => resolve(false), patience);
  });
  const over = promise.then(
    () => true as const,
    () => true as const,
  );
  try {
    return await Promise.race([over, late]);
  } finally {
    clearTimeout(bell);
  }
}

/** A comparison as it is stored, made and stored first where it is not. */
async function read(
  sql: Sql,
  base: number,
  edition: number,
  compare: () => Promise<ImportOrders['compare']['answer']>,
) {
  let difference = await findDifference(sql, base, edition);
  if (!difference) {
    const made = await compare();
    await saveDifference(sql, made);
    ({ difference } = made);
  }
  const pieces = await readPieces(sql, base, edition, piecesShown);
  return {
    ...difference,
    seams: await countSeams(sql, base, edition),
    shapes: {
      type: 'FeatureCollection' as const,
      features: pieces.map(({ number, geometry, ...properties }) => ({
        type: 'Feature' as const,
        id: number,
        properties,
        geometry,
      })),
    },
  };
}
