import { expect, test } from 'vitest';
import { createCalendar, dayAt, hourOfWeek } from '../../../geodata/analysis/calendar.ts';
import { densityOf } from '../../../geodata/analysis/density.ts';
import { exactPoissonInterval } from '../../../geodata/analysis/friction/quantiles.ts';
import type { IncidentColumns } from '../../../geodata/analysis/incidents.ts';
import { poissonInterval } from '../../../geodata/analysis/interval.ts';
import { decodeWire, encodeWire } from '../../../geodata/analysis/wire.ts';

const columnsOf = (places: readonly (readonly [lon: number, lat: number])[]): IncidentColumns => {
  const count = places.length;
  return {
    count,
    time: Uint32Array.from(places, (_, row) => 1_770_000_000 + row * 700),
    category: Uint8Array.from(places, (_, row) => row % 5),
    kind: Uint8Array.from(places, (_, row) => row % 3),
    source: Uint8Array.from(places, (_, row) => row % 6),
    outcome: Uint8Array.from(places, (_, row) => row % 4),
    returned: Uint8Array.from(places, (_, row) => row % 2),
    area: Int32Array.from(places, (_, row) => (row % 4) - 1),
    longitude: Int32Array.from(places, ([lon]) => Math.round(lon * 1e7)),
    latitude: Int32Array.from(places, ([, lat]) => Math.round(lat * 1e7)),
  };
};
const scattered = columnsOf(
  Array.from({ length: 500 }, (_, row) => [116.2 + (row % 23) * 0.01, 39.8 + (row % 31) * 0.007] as const),
);

test('intervals of counts are the exact ones of the Poisson tables, within one percent', () => {
  // Garwood 1936: for 1, 10 and 100.
  for (const [count, low, high] of [
    [10, 4.795, 18.39],
    [100, 81.36, 121.6],
  ] as const) {
    expect(Math.abs(poissonInterval(count)[0] / low - 1)).toBeLessThan(0.01);
    expect(Math.abs(poissonInterval(count)[1] / high - 1)).toBeLessThan(0.01);
  }
  expect(poissonInterval(1)).toEqual([expect.closeTo(0.02532, 4), expect.closeTo(5.572, 3)]);
  for (let count = 20; count < 400; count += 19)
    for (const bound of [0, 1] as const) {
      const exact = exactPoissonInterval(count)[bound];
      expect(Math.abs(poissonInterval(count)[bound] / exact - 1), `${count}`).toBeLessThan(0.002);
    }
  expect(poissonInterval(0)).toEqual([0, expect.closeTo(3.689, 3)]);
});

test('what travels arrives: all columns in full, positions within two metres', () => {
  const header = {
    count: 500,
    edition: 1,
    timeZone: 'Asia/Shanghai',
    within: '110101',
    first: '2026-02-02',
    last: '2026-02-06',
    categories: [],
    levels: { district: ['110101'] },
    leaves: 3,
  };
  const sent = { header, columns: scattered, groupOf: { district: Int32Array.of(0, 0, -1) } };
  const { columns, ...rest } = decodeWire(encodeWire(sent));
  expect(rest).toEqual({ header, groupOf: sent.groupOf });
  for (const name of ['time', 'category', 'kind', 'source', 'outcome', 'returned', 'area'] as const)
    expect(columns[name]).toEqual(scattered[name]);
  for (let row = 0; row < 500; row++) {
    expect(Math.abs((columns.longitude[row] ?? 0) - (scattered.longitude[row] ?? 0))).toBeLessThanOrEqual(
      180,
    );
    expect(Math.abs((columns.latitude[row] ?? 0) - (scattered.latitude[row] ?? 0))).toBeLessThanOrEqual(180);
  }
});

test('a surface of density holds as many incidents as there are, wherever lines run, one or all at one point', () => {
  const bounds = [116, 39.7, 116.6, 40.1] as const;
  for (const columns of [
    scattered,
    columnsOf([[116.3, 39.9]]),
    columnsOf(Array.from({ length: 40 }, () => [116.3, 39.9] as const)),
  ]) {
    const {
      width,
      height,
      values,
      bounds: drawn,
    } = densityOf(
      columns,
      Uint32Array.from({ length: columns.count }, (_, row) => row),
      bounds,
      400,
    );
    const radians = Math.PI / 180;
    const squareKilometres =
      6378.137 ** 2 *
      (drawn[2] - drawn[0]) *
      radians *
      (Math.sin(drawn[3] * radians) - Math.sin(drawn[1] * radians));
    const sum = values.reduce((total, value) => total + value, 0) * (squareKilometres / (width * height));
    expect(Math.abs(sum / columns.count - 1)).toBeLessThan(0.01);
  }
});

test('hours of the week follow the clock on the wall on the day it is changed', () => {
  const calendar = createCalendar('2026-03-28', '2026-03-30', 'Europe/Berlin');
  const hour = (at: string) => {
    const instant = Date.parse(at) / 1000;
    return hourOfWeek(calendar, dayAt(calendar, instant), instant);
  };
  expect(hour('2026-03-29T00:30:00+01:00')).toBe(6 * 24);
  expect(hour('2026-03-29T12:30:00+02:00')).toBe(6 * 24 + 12);
  expect(hour('2026-03-30T12:30:00+02:00')).toBe(12);
});
