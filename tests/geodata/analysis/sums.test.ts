import { expect, test } from 'vitest';
import { addDays, createCalendar, midnightOf } from '../../../geodata/analysis/calendar.ts';
import { type Choice, maskOf } from '../../../geodata/analysis/choice.ts';
import type { IncidentColumns } from '../../../geodata/analysis/incidents.ts';
import { countBySums, type Wanted } from '../../../geodata/analysis/sums/count.ts';
import { changeOf, makeSums, outgrown, type Sums, withChanges } from '../../../geodata/analysis/sums/sums.ts';
import { tally } from '../../../geodata/analysis/tally.ts';
import { createRandom, type Random } from '../../../geodata/city/random.ts';

/** Twelve finest areas in five coarse ones in two districts; the last coarse one has none. */
const areaOf = Int32Array.of(0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 4);
const groupings = {
  district: { groupOf: Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, -1), groups: 2 },
  subdistrict: { groupOf: areaOf, groups: 5 },
  cell: { groupOf: Int32Array.from({ length: 12 }, (_, leaf) => leaf), groups: 12 },
};
const masks = {
  district: Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0),
  cell: Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
};
const categories = 6;

function columnsOf(random: Random, count: number, first: number, end: number): IncidentColumns {
  const below = (most: number) => Uint8Array.from({ length: count }, () => Math.floor(most * random()));
  return {
    count,
    time: Uint32Array.from({ length: count }, () => first + Math.floor(random() * (end - first))).sort(),
    category: below(categories),
    kind: below(3),
    source: below(6),
    outcome: below(4),
    returned: below(2),
    area: Int32Array.from({ length: count }, () => Math.floor(13 * random()) - 1),
    longitude: new Int32Array(count),
    latitude: new Int32Array(count),
  };
}

function questionOf(random: Random, zone: string): Wanted {
  const some = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const mask = (size: number) =>
    random() < 0.6 ? null : Uint8Array.from({ length: size }, () => Number(random() < 0.5));
  const from = addDays('2026-03-10', Math.floor(50 * random()) - 5);
  return {
    choice: {
      from: midnightOf(from, zone),
      until: midnightOf(addDays(from, some([1, 3, 17, 40, 90])), zone),
      categories: mask(categories),
      kinds: mask(3),
      sources: mask(6),
      outcomes: mask(4),
      areas: some([null, null, masks.district, masks.cell]),
    },
    grouping: groupings[some(['district', 'subdistrict', 'cell'] as const)],
    hours: random() < 0.7 ? null : maskOf(168, [9, 10, 33, 34, 57, 58, 130, 131]),
    buckets: some([24, 24, 7, 0]),
  };
}

const drive = (columns: IncidentColumns, calendar = calendarOf('Asia/Shanghai')): Sums => {
  const making = makeSums(columns, calendar, areaOf, categories);
  for (let step = making.next(); ; step = making.next()) if (step.done) return step.value;
};
const calendarOf = (zone: string) => createCalendar('2026-03-12', '2026-04-20', zone);

/** Holds the answer to a question against a scan of the columns; tells whether there was an answer. */
function hold(columns: IncidentColumns, calendar: ReturnType<typeof calendarOf>, sums: Sums, wanted: Wanted) {
  const { choice, grouping, hours, buckets } = wanted;
  const counted = countBySums(columns, calendar, sums, wanted);
  if (counted === null) return false;
  const scanned = tally(columns, calendar, choice, grouping, { group: null, hours }, { buckets, categories });
  // A series is left out for groups finer than the sums' areas.
  const { series, buckets: points, ...rest } = scanned;
  expect(counted).toMatchObject(counted.buckets > 0 ? { ...rest, series } : rest);
  if (counted.buckets > 0) expect(points).toBe(counted.buckets);
  return true;
}

test.each(['Asia/Shanghai', 'Europe/Berlin'])(
  'sums answer as a scan of the columns does, whatever is asked, in %s',
  (zone) => {
    const random = createRandom(5, `sums ${zone}`);
    const calendar = calendarOf(zone);
    const columns = columnsOf(random, 3000, calendar.starts[0] ?? 0, calendar.starts[40] ?? 0);
    const sums = drive(columns, calendar);
    let answered = 0;
    for (let turn = 0; turn < 400; turn++)
      if (hold(columns, calendar, sums, questionOf(random, zone))) answered++;
    expect(answered).toBeGreaterThan(200);
  },
);

test('sums follow incidents that come, go and move, also on days that there were none on', () => {
  const zone = 'Asia/Shanghai';
  const random = createRandom(6, 'changes');
  const before = calendarOf(zone);
  const old = columnsOf(random, 800, before.starts[3] ?? 0, before.starts[38] ?? 0);
  const sums = drive(old, createCalendar('2026-03-15', '2026-04-18', zone));
  // Every third goes; as many come, some of them earlier or later than all that were there.
  const came = columnsOf(random, 300, before.starts[0] ?? 0, before.starts[40] ?? 0);
  const rows = [
    ...Array.from({ length: 800 }, (_, row) => ({ from: old, row })).filter(({ row }) => row % 3 > 0),
    ...Array.from({ length: 300 }, (_, row) => ({ from: came, row })),
  ].sort((a, b) => (a.from.time[a.row] ?? 0) - (b.from.time[b.row] ?? 0));
  const pickAll = (name: 'category' | 'kind' | 'source' | 'outcome' | 'returned') =>
    Uint8Array.from(rows, ({ from, row }) => from[name][row] ?? 0);
  const columns: IncidentColumns = {
    ...came,
    count: rows.length,
    time: Uint32Array.from(rows, ({ from, row }) => from.time[row] ?? 0),
    area: Int32Array.from(rows, ({ from, row }) => from.area[row] ?? 0),
    category: pickAll('category'),
    kind: pickAll('kind'),
    source: pickAll('source'),
    outcome: pickAll('outcome'),
    returned: pickAll('returned'),
  };
  const gone = Array.from({ length: 267 }, (_, third) => changeOf(old, third * 3, -1));
  const come = Array.from({ length: 300 }, (_, row) => changeOf(came, row, 1));
  let answered = 0;
  const followed = withChanges(withChanges(sums, gone), come);
  for (let turn = 0; turn < 400; turn++)
    if (hold(columns, before, followed, questionOf(random, zone))) answered++;
  expect(answered).toBeGreaterThan(200);
  expect(outgrown(followed)).toBe(false);
});

test('a choice that begins within a day is not for sums', () => {
  const columns = columnsOf(createRandom(7, 'noon'), 50, 1_773_300_000, 1_773_400_000);
  const calendar = calendarOf('Asia/Shanghai');
  const choice: Choice = {
    from: midnightOf('2026-03-13', 'Asia/Shanghai') + 3600,
    until: midnightOf('2026-03-14', 'Asia/Shanghai'),
    categories: null,
    kinds: null,
    sources: null,
    outcomes: null,
    areas: null,
  };
  const wanted = { choice, grouping: groupings.cell, hours: null, buckets: 0 };
  expect(countBySums(columns, calendar, drive(columns), wanted)).toBeNull();
});
