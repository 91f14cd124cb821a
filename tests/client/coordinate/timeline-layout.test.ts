import { describe, expect, test } from 'vitest';
import { along, axisSpan, axisTicks, laneGroups } from '../../../client/coordinate/timeline-layout.ts';
import { side, summons, whistle } from './cases.ts';

const at = (time: string) => Date.parse(`2026-05-08T${time}:00+08:00`);

describe('the axis of a case', () => {
  test('reaches from the whistle to past the deadline', () => {
    const { from, to } = axisSpan(whistle({}), at('09:52'));
    expect(from).toBe(at('09:30'));
    expect(to).toBeGreaterThan(at('10:30'));
  });

  test('grows with the time past the deadline, and stops at the close', () => {
    expect(axisSpan(whistle({}), at('13:00')).to).toBeGreaterThan(at('13:00'));
    const closed = whistle({ closedAt: '2026-05-08T11:00:00+08:00' });
    expect(axisSpan(closed, at('20:00')).to).toBeLessThan(at('12:00'));
  });

  test('has whole steps of the clock, and not too many', () => {
    const ticks = axisTicks(at('09:30'), at('10:39'));
    expect(ticks[1]).toBe(at('09:40'));
    for (const hours of [0.2, 1, 4, 30, 400]) {
      const count = axisTicks(0, hours * 3_600_000).length;
      expect(count).toBeGreaterThanOrEqual(4);
      expect(count).toBeLessThanOrEqual(10);
    }
  });

  test('keeps what lies outside it at its ends', () => {
    const span = { from: 0, to: 100 };
    expect([along(-5, span, 200), along(25, span, 200), along(500, span, 200)]).toEqual([0, 50, 200]);
  });
});

test('lanes stand by side; a side’s feedback is in its first lane', () => {
  const groups = laneGroups(
    whistle({
      sides: [
        side({ feedbackAt: '2026-05-08T10:00:00+08:00' }),
        side({ areaCode: '110102020', party: 1, role: 'inform' }),
      ],
      summonses: [summons({ id: '1' }), summons({ id: '2' })],
    }),
  );
  expect(groups).toHaveLength(1);
  expect(groups[0]?.lanes.map(({ feedbackAt }) => feedbackAt)).toEqual([at('10:00'), null]);
});
