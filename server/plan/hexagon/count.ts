import { hexagonsOf, squareMetresOf } from '../../../geodata/analysis/hexagons.ts';
import { hoursOf } from '../../../geodata/analysis/hours.ts';
import { type Interval, poissonInterval } from '../../../geodata/analysis/interval.ts';
import { tally } from '../../../geodata/analysis/tally.ts';
import type { CityColumns } from '../columns.ts';
import type { Asked } from '../filter.ts';

/** Incidents by hexagon: those with any, most first. */
export interface HexagonHeat {
  readonly edition: number;
  /** First day and the day after the last. */
  readonly from: string;
  readonly to: string;
  readonly within: string | null;
  readonly total: number;
  readonly rows: readonly HexagonRow[];
}

export interface HexagonRow {
  /** H3 index. */
  readonly code: string;
  readonly count: number;
  readonly squareMetres: number;
  readonly perKm2: number;
  /** Of 95 %, of the mean per square kilometre. */
  readonly interval: Interval;
}

/** Counts a filter by hexagon. `hours` as the desk's address writes them. */
export function hexagonHeat(columns: CityColumns, asked: Asked, hours: string | undefined): HexagonHeat {
  const { codes, grouping } = hexagonsOf(columns);
  const pointed = { group: null, hours: hoursOf(hours) };
  const sizes = { buckets: 1, categories: columns.categories.length };
  const counted = tally(columns, columns.calendar, asked.choice, grouping, pointed, sizes);
  const { from, to, within } = asked;
  return {
    edition: columns.edition,
    from,
    to,
    within,
    total: counted.total,
    rows: codes
      .flatMap((code, place): HexagonRow[] => {
        const count = counted.groups[place] ?? 0;
        if (count === 0) return [];
        const squareMetres = squareMetresOf(code);
        const [low, high] = poissonInterval(count);
        const perKm2 = (value: number) => (1e6 * value) / squareMetres;
        return [{ code, count, squareMetres, perKm2: perKm2(count), interval: [perKm2(low), perKm2(high)] }];
      })
      .sort((a, b) => b.perKm2 - a.perKm2 || (a.code < b.code ? -1 : 1)),
  };
}
