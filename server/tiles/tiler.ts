import { Worker } from 'node:worker_threads';
import { typescriptLoader } from '../database/embedded/host.ts';
import type { Surroundings } from './cutter.ts';
import type { TileLayer } from './layers.ts';
import type { TileAnswer, TileOrder } from './worker.ts';

/** What tiles are cut from. */
export interface TileSources {
  /** Packed geography of a published edition; null for others. */
  readonly packed: (edition: number) => Promise<Uint8Array | null>;
  readonly surroundings: () => Promise<Surroundings>;
}

/** Tiles by address, cut in a thread of their own so that verdicts never wait for them, and kept while there is room. */
export interface Tiler {
  /** The tile gzipped; `empty` where nothing is in it; `unknown` where the edition was never published. */
  tile(
    edition: number,
    layer: TileLayer,
    z: number,
    x: number,
    y: number,
  ): Promise<Uint8Array<ArrayBuffer> | 'empty' | 'unknown'>;
  /** Gets an edition ready before its first tile is asked for. */
  warm(edition: number): void;
  close(): Promise<void>;
}

/** Bytes of tiles kept in memory. */
const room = 64e6;
const editionsKept = 2;

export function createTiler(sources: TileSources): Tiler {
  const cache = new Map<string, Uint8Array<ArrayBuffer> | 'empty'>();
  const underWay = new Map<string, Promise<Uint8Array<ArrayBuffer> | 'empty' | 'unknown'>>();
  const loaded = new Map<number, Promise<boolean>>();
  const waiting = new Map<
    number,
    { resolve: (tile: Uint8Array<ArrayBuffer> | 'empty') => void; reject: (why: Error) => void }
  >();
  let surrounded: Promise<void> | null = null;
  let size = 0;
  let tickets = 0;
  let worker: Worker | null = null;

  const fail = (why: Error): void => {
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
    loaded.clear();
    surrounded = null;
    worker = null;
  };
  const running = (): Worker => {
    if (worker) return worker;
    const started = new Worker(new URL('./worker.ts', import.meta.url), {
      execArgv: ['--import', typescriptLoader()],
    });
    started.unref();
    started.on('message', (answer: TileAnswer) => {
      const asked = waiting.get(answer.ticket);
      waiting.delete(answer.ticket);
      if ('failure' in answer) asked?.reject(new Error(`a tile could not be cut: ${answer.failure}`));
      else asked?.resolve(answer.tile ? Uint8Array.from(answer.tile) : 'empty');
    });
    // A worker that ended is started afresh by the next tile; those under way are told.
    started.on(
      'error',
      (error) => worker === started && fail(error instanceof Error ? error : new Error(String(error))),
    );
    started.on('exit', (code) => worker === started && fail(new Error(`the tile worker ended with ${code}`)));
    worker = started;
    return started;
  };
  const order = (what: TileOrder, give: ArrayBuffer[] = []): void => running().postMessage(what, give);

  const load = async (edition: number): Promise<boolean> => {
    const packed = await sources.packed(edition);
    if (!packed) return false;
    const own = Uint8Array.from(packed);
    order({ order: 'load', edition, packed: own }, [own.buffer]);
    return true;
  };
  const ready = async (edition: number): Promise<boolean> => {
    const found = loaded.get(edition) ?? load(edition);
    loaded.delete(edition);
    loaded.set(edition, found);
    for (const oldest of loaded.keys()) {
      if (loaded.size <= editionsKept) break;
      loaded.delete(oldest);
      order({ order: 'forget', edition: oldest });
    }
    try {
      const known = await found;
      if (!known) loaded.delete(edition);
      return known;
    } catch (error) {
      loaded.delete(edition);
      throw error;
    }
  };
  const surround = (): Promise<void> => {
    surrounded ??= sources.surroundings().then(
      (surroundings) => order({ order: 'surround', surroundings }),
      (error: unknown) => {
        surrounded = null;
        throw error;
      },
    );
    return surrounded;
  };
  const cut = async (edition: number, layer: TileLayer, z: number, x: number, y: number) => {
    if (!(await ready(edition))) return 'unknown';
    if (layer === 'street' || layer === 'ground') await surround();
    const ticket = ++tickets;
    return new Promise<Uint8Array<ArrayBuffer> | 'empty'>((resolve, reject) => {
      waiting.set(ticket, { resolve, reject });
      order({ order: 'cut', ticket, edition, layer, z, x, y });
    });
  };
  const keep = (address: string, tile: Uint8Array<ArrayBuffer> | 'empty'): void => {
    cache.set(address, tile);
    size += weight(tile);
    for (const [oldest, its] of cache) {
      if (size <= room) break;
      cache.delete(oldest);
      size -= weight(its);
    }
  };

  return {
    async tile(edition, layer, z, x, y) {
      const address = `${edition}/${layer}/${z}/${x}/${y}`;
      const kept = cache.get(address);
      if (kept !== undefined) {
        cache.delete(address);
        cache.set(address, kept);
        return kept;
      }
      const already = underWay.get(address);
      if (already) return already;
      const cutting = cut(edition, layer, z, x, y).finally(() => underWay.delete(address));
      underWay.set(address, cutting);
      const tile = await cutting;
      if (tile !== 'unknown') keep(address, tile);
      return tile;
    },
    warm: (edition) => void ready(edition).catch(() => {}),
    async close() {
      const ending = worker;
      worker = null;
      await ending?.terminate();
    },
  };
}

/** An address and its place in the map take about 200 bytes, even of an empty tile. */
const weight = (tile: Uint8Array | 'empty'): number => 200 + (tile === 'empty' ? 0 : tile.length);
