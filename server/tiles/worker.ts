import { parentPort } from 'node:worker_threads';
import { unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import { type Cutter, createCutter, type Surroundings } from './cutter.ts';
import type { TileLayer } from './layers.ts';

/** What the worker is told: an edition to cut, what lies around, a tile to cut from it, an edition to forget. */
export type TileOrder =
  | {
      readonly order: 'load';
      readonly edition: number;
      readonly packed: Uint8Array;
    }
  | { readonly order: 'surround'; readonly surroundings: Surroundings }
  | {
      readonly order: 'cut';
      readonly ticket: number;
      readonly edition: number;
      readonly layer: TileLayer;
      readonly z: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly order: 'forget'; readonly edition: number };

export type TileAnswer =
  | { readonly ticket: number; readonly tile: Uint8Array | null }
  | { readonly ticket: number; readonly failure: string };

let surroundings: Surroundings | null = null;
const cutters = new Map<number, () => Cutter>();

parentPort?.on('message', (message: TileOrder) => {
  if (message.order === 'forget') cutters.delete(message.edition);
  else if (message.order === 'surround') surroundings = message.surroundings;
  else if (message.order === 'load')
    cutters.set(
      message.edition,
      once(() => createCutter(unpackGeography(message.packed), around)),
    );
  else parentPort?.postMessage(answer(message));
});

function answer({ ticket, edition, layer, z, x, y }: Extract<TileOrder, { order: 'cut' }>): TileAnswer {
  try {
    const cutter = cutters.get(edition);
    if (!cutter) throw new Error(`edition ${edition} was not loaded before a tile of it was asked for`);
    return { ticket, tile: cutter().cut(layer, z, x, y) };
  } catch (error) {
    return { ticket, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function around(): Surroundings {
  if (!surroundings) throw new Error('streets and ground were not given before a tile of them was asked for');
  return surroundings;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
