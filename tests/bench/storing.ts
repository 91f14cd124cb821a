import { insertIncidents } from '../../server/demo/store.ts';
import type { Measure } from './measure.ts';
import { milliseconds } from './statistics.ts';

const rows = 50_000;
const warmRows = 2_000;
const until = new Date('2026-05-08T00:00:00Z');
/** Before all that are timed: each day's incidents are numbered from one. */
const longBefore = new Date('2020-05-08T00:00:00Z');

/** Putting a whole city in force, and loading incidents. */
export const storingMeasures: readonly Measure[] = [
  {
    name: 'publish.60k',
    unit: 's',
    run: async (bench) => {
      const built = bench.edition();
      const { seconds, engine } = await bench.stored();
      const parts = { build: built.seconds, ...seconds };
      return {
        ours: parts.build + parts.save + parts.publish,
        peer: null,
        n: 1,
        note: `${Object.entries(parts)
          .map(([part, took]) => `${part} ${took.toFixed(1)} s`)
          .join(
            ', ',
          )}; ${built.edition.boundaries.length} areas of all levels, ${bench.size()} given; ${engine}`,
      };
    },
  },
  {
    name: 'import.incidents',
    unit: 'per second',
    run: async (bench) => {
      const { database, engine } = await bench.stored();
      const { sql } = database;
      const codes = await sql<{ code: string }[]>`select code from category order by code`;
      const categories = codes.map(({ code }) => code);
      const draw = (count: number, before: Date) =>
        bench.city().incidents({ count, days: 90, until: before, categories });
      const insert = (incidents: ReturnType<typeof draw>) =>
        insertIncidents(sql, bench.coverage(), incidents, 'Asia/Shanghai');
      await insert(draw(warmRows, longBefore));
      const incidents = draw(rows, until);
      const took = await milliseconds(() => insert(incidents));
      return {
        ours: rows / (took / 1000),
        peer: null,
        n: rows,
        note: `each with its finest area and its party, found in bulk; surveyed points, no row in the table of verdicts; ${engine}; ${bench.size()} areas`,
      };
    },
  },
];
