import type { Bounds } from '../../geodata/geometry.ts';
import { type Coverage, createCoverage } from '../../geodata/jurisdiction/coverage.ts';
import { unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import type { Database } from '../database/connect.ts';
import { announceInForce } from './publish.ts';
import { editionChannel, findPublished, listSpans, loadPackedGeography, type Span } from './store.ts';

/**
 * The boundaries a running process judges by: always those in force, changed as a whole when an edition is published or,
 * where it was published for a later time, when that time has come.
 */
export interface Editions {
  /** Coverage of the edition in force; null before the first is published. */
  current(): Coverage | null;
  currentEdition(): number | null;
  /** Number of the edition in force at an instant, which may have passed or be to come; null before the first. */
  at(instant: Date): number | null;
  /** Whether the edition in force is schematic and must be labelled so. */
  schematic(): boolean;
  /** Coverage of an edition if this process has it at hand: the one in force, and those lately loaded. */
  byNumber(edition: number): Coverage | null;
  /** Coverage of any published edition, from the database if need be; null for drafts and unknown numbers. */
  load(edition: number): Promise<Coverage | null>;
  /** The same packed, as it travels to browsers and workers; null for drafts and unknown numbers. */
  packed(edition: number): Promise<Uint8Array | null>;
  /** What a published edition is called, whether it is schematic, and where it lies; null for drafts and unknown numbers. */
  describe(edition: number): Promise<EditionInfo | null>;
  /** Calls back after each change of the edition in force, when `current` already gives the new one. Gives the way to stop it. */
  onPublished(callback: (edition: number) => void): () => void;
  /** Loads the edition in force and begins to listen. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface EditionInfo {
  readonly edition: number;
  readonly name: string;
  readonly schematic: boolean;
  readonly bounds: Bounds;
}

/** Editions kept besides the one in force: about 100 MB each for 60,000 cells. */
const keptAtHand = 2;

export interface EditionsOptions {
  /** Hears of a published edition that could not be loaded; the one before stays in use while it is tried again. */
  readonly onError?: (error: unknown) => void;
  /** Milliseconds until the next try. */
  readonly retryAfter?: number;
  readonly clock?: () => Date;
}

/** Milliseconds after which the clock is looked at again: it may have been set, and a timer has an upper limit. */
const longestWait = 3_600_000;

export function createEditions(database: Database, options: EditionsOptions = {}): Editions {
  const { onError = () => {}, retryAfter = 2000, clock = () => new Date() } = options;
  const { sql } = database;
  const atHand = new Map<number, Coverage>();
  const callbacks = new Set<(edition: number) => void>();
  let spans: readonly Span[] = [];
  let inForce: { readonly coverage: Coverage; readonly schematic: boolean } | null = null;
  let refreshing: Promise<void> | null = null;
  let again = false;
  let unlisten: (() => Promise<void>) | null = null;
  let retry: NodeJS.Timeout | undefined;
  let next: NodeJS.Timeout | undefined;

  const spanAt = (instant: Date): Span | undefined =>
    spans.find(({ from, to }) => from <= instant && (to === null || to > instant));

  const keep = (coverage: Coverage): void => {
    atHand.delete(coverage.edition);
    atHand.set(coverage.edition, coverage);
    for (const number of atHand.keys()) {
      if (atHand.size <= keptAtHand + 1) break;
      if (number !== inForce?.coverage.edition) atHand.delete(number);
    }
  };
  const load = async (edition: number): Promise<Coverage | null> => {
    const found = atHand.get(edition);
    if (found) return found;
    const packed = await loadPackedGeography(sql, edition);
    if (!packed) return null;
    const coverage = createCoverage(unpackGeography(packed));
    keep(coverage);
    return coverage;
  };
  const lookOnce = async (): Promise<void> => {
    spans = await listSpans(sql);
    const now = clock();
    wakeAt(spans.find(({ from }) => from > now)?.from, now);
    const found = spanAt(now);
    if (!found || found.id === inForce?.coverage.edition) return;
    const coverage = await load(found.id);
    if (!coverage) throw new Error(`edition ${found.id} is in force but has no packed geography`);
    const isLater = inForce !== null;
    inForce = { coverage, schematic: found.schematic };
    for (const callback of callbacks) callback(found.id);
    if (isLater) await announceInForce(sql, found.id, found.from).catch(onError);
  };
  const wakeAt = (from: Date | undefined, now: Date): void => {
    clearTimeout(next);
    if (!from || !unlisten) return;
    next = setTimeout(look, Math.min(from.getTime() - now.getTime() + 1, longestWait)).unref();
  };
  // A notice that comes while one is being followed asks for another look, not for a second one at the same time.
  const refresh = (): Promise<void> => {
    if (refreshing) {
      again = true;
      return refreshing;
    }
    refreshing = (async () => {
      do {
        again = false;
        await lookOnce();
      } while (again);
    })().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };
  const look = (): void => {
    refresh().catch((error: unknown) => {
      onError(error);
      if (unlisten) retry = setTimeout(look, retryAfter).unref();
    });
  };

  return {
    current: () => inForce?.coverage ?? null,
    currentEdition: () => inForce?.coverage.edition ?? null,
    at: (instant) => spanAt(instant)?.id ?? null,
    schematic: () => inForce?.schematic ?? false,
    byNumber: (edition) => atHand.get(edition) ?? null,
    load,
    packed: (edition) => loadPackedGeography(sql, edition),
    describe: (edition) => findPublished(sql, edition),
    onPublished(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    async start() {
      unlisten = await database.listen(editionChannel, look, look);
      await refresh();
    },
    async stop() {
      const end = unlisten;
      unlisten = null;
      clearTimeout(retry);
      clearTimeout(next);
      await end?.();
      await refreshing?.catch(() => {});
    },
  };
}
