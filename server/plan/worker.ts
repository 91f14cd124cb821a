import { parentPort } from 'node:worker_threads';
import {
  type RecurringOptions,
  type RecurringPlace,
  type Reports,
  recurringPlaces,
} from '../../geodata/analysis/recurring.ts';
import type { Line } from '../../geodata/geometry.ts';
import { type Counted, createCounter, type StreetQuestion } from './street/count.ts';
import type { Network } from './street/network.ts';

/** What the thread is told or asked, by name. */
export interface Orders {
  /** Streets from now on, each its parts. */
  readonly streets: { readonly streets: readonly (readonly Line[])[] };
  /** Incidents from now on: units of 1e-7 degrees, and seconds since 1970. */
  readonly incidents: {
    readonly longitude: Int32Array;
    readonly latitude: Int32Array;
    readonly time: Uint32Array;
  };
  readonly count: StreetQuestion;
  readonly recurring: { readonly reports: Reports; readonly options: RecurringOptions };
}

export interface Answers {
  readonly streets: Network;
  readonly incidents: null;
  readonly count: Counted;
  readonly recurring: readonly RecurringPlace[];
}

export type OrderName = keyof Orders;

export interface Order {
  readonly ticket: number;
  readonly name: OrderName;
  readonly order: Orders[OrderName];
}

const counter = createCounter();
const acts: { readonly [Name in OrderName]: (order: Orders[Name]) => Answers[Name] } = {
  streets: ({ streets }) => counter.setStreets(streets),
  incidents: (columns) => counter.setIncidents(columns),
  count: (question) => counter.count(question),
  recurring: ({ reports, options }) => recurringPlaces(reports, options),
};

parentPort?.on('message', ({ ticket, name, order }: Order) => {
  try {
    parentPort?.postMessage({ ticket, answer: acts[name](order as never) });
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ ticket, failure });
  }
});
