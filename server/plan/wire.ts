import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { addDays } from '../../geodata/analysis/calendar.ts';
import { chooseRows } from '../../geodata/analysis/choice.ts';
import { encodeWire, pickRows } from '../../geodata/analysis/wire.ts';
import { type Level, levels } from '../../geodata/area.ts';
import type { CityColumns } from './columns.ts';
import { leavesWithin } from './filter.ts';

const zip = promisify(gzip);
const made = new WeakMap<CityColumns, Map<string, Promise<Uint8Array>>>();

/** The columns within an area (null: the whole city) for a browser, gzipped; made once for all who see as much. */
export function wireOf(columns: CityColumns, within: string | null): Promise<Uint8Array> {
  const kept = made.get(columns) ?? new Map<string, Promise<Uint8Array>>();
  made.set(columns, kept);
  const key = within ?? '';
  const known = kept.get(key);
  if (known !== undefined) return known;
  const making = zip(encode(columns, within), { level: 6 });
  making.catch(() => kept.delete(key));
  kept.set(key, making);
  return making;
}

function encode(columns: CityColumns, within: string | null): Uint8Array {
  const { coverage, calendar, edition, timeZone, categories } = columns;
  const seen =
    within === null
      ? columns
      : pickRows(
          columns,
          chooseRows(columns, {
            from: 0,
            until: 2 ** 32,
            categories: null,
            kinds: null,
            sources: null,
            outcomes: null,
            areas: leavesWithin(coverage, within),
          }),
        );
  const areas = [...coverage.areas.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const codes = (level: Level) => areas.filter((area) => area.level === level).map(({ code }) => code);
  const below = levels.slice(1).map((level) => [level, codes(level)] as const);
  const groupOf = below.map(([level, list]) => {
    const place = new Map(list.map((code, index) => [code, index]));
    return [
      level,
      Int32Array.from(coverage.leaves, (leaf) => place.get(coverage.ancestorAt(leaf, level) ?? '') ?? -1),
    ] as const;
  });
  return encodeWire({
    header: {
      count: seen.count,
      edition,
      timeZone,
      within,
      first: calendar.first,
      last: addDays(calendar.first, calendar.days - 1),
      categories,
      levels: Object.fromEntries(below),
      leaves: coverage.leaves.length,
    },
    columns: seen,
    groupOf: Object.fromEntries(groupOf),
  });
}
