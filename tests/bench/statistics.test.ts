import { describe, expect, test } from 'vitest';
import { failedLine, lineOf, type Measure } from './measure.ts';
import { median, percentile, timeInTurn, warmUp } from './statistics.ts';

const measure: Measure = { name: 'verdict.block.postgis', unit: 'ms', run: () => Promise.reject() };

describe('Figures', () => {
  test('the median lies in the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 3, 10])).toBe(2.5);
  });

  test('a percentile lies between its neighbours in proportion', () => {
    expect(percentile([0, 10, 20, 30, 40], 95)).toBeCloseTo(38);
    expect(percentile([7], 95)).toBe(7);
  });

  test('nothing has no median', () => {
    expect(() => median([])).toThrow('no values');
  });

  test('both sides are asked about each group of items, and the first one changes', async () => {
    const asked: string[] = [];
    const items = Array.from({ length: 25 }, (_, i) => i);
    const times = await timeInTurn(
      items,
      (item) => asked.push(`ours ${item}`),
      async (item) => asked.push(`peer ${item}`),
      { seconds: 60, atLeast: 10 },
    );
    const turns = asked.filter((one, i) => one.slice(0, 4) !== asked[i - 1]?.slice(0, 4));
    expect(turns).toEqual(['ours 0', 'peer 0', 'ours 10', 'peer 20']);
    expect(asked.filter((one) => one.startsWith('ours'))).toEqual(items.map((i) => `ours ${i}`));
    expect(times.ours.clock).toHaveLength(25);
    expect(times.peer.clock).toHaveLength(25);
  });

  test('warming up asks about one item even where there is no time for it', async () => {
    const asked: number[] = [];
    await warmUp([1, 2, 3], (item) => asked.push(item), 0);
    expect(asked).toEqual([1]);
  });

  test('patience that is out still asks about as many as were wanted at least', async () => {
    const times = await timeInTurn(
      [1, 2, 3, 4],
      () => {},
      () => {},
      { seconds: 0, atLeast: 2 },
    );
    expect(times.peer.clock).toHaveLength(2);
  });
});

describe('Lines', () => {
  test('the ratio is the peer’s time over ours', () => {
    const line = lineOf(measure, { ours: 0.2, peer: 5, n: 10, note: '' });
    expect(line).toMatchObject({ measure: 'verdict.block.postgis', ours: 0.2, peer: 5, ratio: 25, n: 10 });
  });

  test('without a peer there is no ratio', () => {
    expect(lineOf(measure, { ours: 3, peer: null, n: 1, note: '' })).toMatchObject({
      peer: null,
      ratio: null,
    });
  });

  test('what failed has its reason in place of figures', () => {
    const line = failedLine(measure, new Error('area 110102020: 5 here, 6 by the peer'));
    expect(line).toMatchObject({ ours: null, ratio: null, error: 'area 110102020: 5 here, 6 by the peer' });
  });
});
