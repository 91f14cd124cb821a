// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { setImmediate as otherRequests } from 'node:timers/promises';
import { chooseRows } from '../../../geodata/analysis/choice.ts';
import type { Kernel } from '../../../geodata/analysis/network/kernel.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import type { Services } from '../../services.ts';
import type { CityColumns } from '../columns.ts';
import { type Asked, leavesWithin } from '../filter.ts';
import type { PlanThread } from '../thread.ts';
import type { Counted } from './count.ts';
import type { Network } from './network.ts';
import { readCentrelines, type StreetRow, streetStamp } from './store.ts';

export interface StreetOptions {
  readonly reach: number;
  readonly bandwidth: number;
  readonly kernel: Kernel;
}

/** The streets of the city as they are on record. */
export interface CityStreets {
  /** Changes with them. */
  readonly stamp: string;
  readonly streets: readonly StreetRow[];
  readonly network: Network;
}

/** What was counted of a filter, and of the network what belongs to it. */
export interface CountedStreets extends CityStreets {
  readonly counted: Counted;
  /** Finest areas of the three places beside each piece, -1 for none. */
  readonly leaves: Int32Array;
  /** A 1 for each piece within reach of the area that is looked at; null where it is the whole city. */
  readonly inside: Uint8Array | null;
}

/** Streets, matched and counted in the planner's thread; answers of the last filters are kept. */
export interface StreetDesk {
  streets(): Promise<CityStreets>;
  count(columns: CityColumns, asked: Asked, options: StreetOptions): Promise<CountedStreets>;
}

/** Answers kept: those that a reader goes back to. */
const kept = 12;
/** Places located between two looks at other requests. */
const atOnce = 6_000;

export function createStreetDesk({ reading }: Services, thread: PlanThread): StreetDesk {
  let told: { readonly generation: number; readonly city: CityStreets } | null = null;
  let telling: Promise<CityStreets> | null = null;
  let sent: { readonly generation: number; readonly columns: CityColumns } | null = null;
  let located: {
    readonly coverage: Coverage;
    readonly stamp: string;
    readonly leaves: Promise<Int32Array>;
  } | null = null;
  const answers = new Map<string, Promise<CountedStreets>>();
  let answersFor: CityColumns | null = null;

  const tell = async (stamp: string): Promise<CityStreets> => {
    const streets = await readCentrelines(reading.sql);
    const network = await thread.ask('streets', { streets: streets.map(({ lines }) => lines) });
    const city = { stamp, streets, network };
    told = { generation: thread.generation(), city };
    answers.clear();
    return city;
  };
  const streets = async (): Promise<CityStreets> => {
    const stamp = await streetStamp(reading.sql);
    if (told?.generation === thread.generation() && told.city.stamp === stamp) return told.city;
    telling ??= tell(stamp).finally(() => {
      telling = null;
    });
    return telling;
  };
  const send = async (columns: CityColumns): Promise<void> => {
    if (sent?.generation === thread.generation() && sent.columns === columns) return;
    const { longitude, latitude, time } = columns;
    sent = { generation: thread.generation(), columns };
    await thread.ask('incidents', { longitude, latitude, time });
  };
  const leavesOf = (coverage: Coverage, { stamp, network }: CityStreets): Promise<Int32Array> => {
    if (located?.coverage !== coverage || located.stamp !== stamp)
      located = { coverage, stamp, leaves: locate(coverage, network.beside) };
    return located.leaves;
  };
  const answer = async (
    columns: CityColumns,
    { choice, within, partly }: Asked,
    options: StreetOptions,
  ): Promise<CountedStreets> => {
    const city = await streets();
    await send(columns);
    const rows = chooseRows(columns, choice);
    // Who sees the whole city sees on the line what lies beyond it as well.
    const around = within === null || partly ? rows : chooseRows(columns, { ...choice, areas: null });
    const counted = await thread.ask('count', {
      rows,
      around,
      ...options,
      from: choice.from,
      until: choice.until,
    });
    const leaves = await leavesOf(columns.coverage, city);
    return { ...city, counted, leaves, inside: within === null ? null : insideOf(columns, leaves, within) };
  };
  return {
    streets,
    async count(columns, asked, options) {
      if (answersFor !== columns) answers.clear();
      answersFor = columns;
      const key = JSON.stringify([asked.from, asked.to, asked.within, asked.partly, masksOf(asked), options]);
      const known = answers.get(key);
      if (known) return known;
      const made = answer(columns, asked, options);
      answers.set(key, made);
      made.catch(() => answers.delete(key));
      for (const oldest of answers.keys()) {
        if (answers.size <= kept) break;
        answers.delete(oldest);
      }
      return made;
    },
  };
}

const masksOf = ({ choice: { categories, kinds, sources, outcomes } }: Asked) =>
  [categories, kinds, sources, outcomes].map((mask) => mask && [...mask]);

async function locate(coverage: Coverage, beside: Float64Array): Promise<Int32Array> {
  const leaves = new Int32Array(beside.length / 2);
  for (let from = 0; from < leaves.length; from += atOnce) {
    leaves.set(coverage.locateAll(beside.subarray(2 * from, 2 * (from + atOnce))), from);
    await otherRequests();
  }
  return leaves;
}

function insideOf({ coverage }: CityColumns, leaves: Int32Array, within: string): Uint8Array {
  const mask = leavesWithin(coverage, within);
  const has = (place: number): boolean => mask[leaves[place]!] === 1;
  return Uint8Array.from({ length: leaves.length / 3 }, (_, i) =>
    has(3 * i) || has(3 * i + 1) || has(3 * i + 2) ? 1 : 0,
  );
}
