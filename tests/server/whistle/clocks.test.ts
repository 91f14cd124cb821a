import { expect, test } from 'vitest';
import {
  type Clocked,
  entryClocks,
  type Minutes,
  overdueClock,
  whistleClocks,
} from '../../../server/whistle/clocks.ts';

const minutes: Minutes = {
  accept: 30,
  register: 60,
  dispatch: 120,
  checkIn: 60,
  handle: 240,
  verify: 90,
  close: 100,
};
const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 4, 8, hour, minute)).toISOString();
const [west, east] = ['110106002', '110102020'];

const side = (areaCode: string, feedbackAt: string | null = null, handleDueAt: string | null = null) => ({
  areaCode,
  role: 'assist',
  state: 'kept',
  feedbackAt,
  handleDueAt,
});
const blown: Clocked = {
  blownAt: at(9),
  dueAt: at(10),
  verifiedAt: null,
  closedAt: null,
  sides: [side(west), side(east), { ...side('110108001'), role: 'inform' }],
  summonses: [
    { areaCode: west, checkedInAt: null, releasedAt: null },
    { areaCode: east, checkedInAt: null, releasedAt: null },
  ],
};
const steps = (whistle: Clocked) =>
  whistleClocks(whistle, minutes).map(({ step, areaCode, dueAt, doneAt }) => [step, areaCode, dueAt, doneAt]);

test('before a whistle each clock starts when the step before it is done', () => {
  const entered = { submitted: at(8), accepted: at(8, 10), registered: null, dispatched: null, ended: null };
  expect(
    entryClocks(entered, minutes).map(({ step, startedAt, dueAt, doneAt }) => [
      step,
      startedAt,
      dueAt,
      doneAt,
    ]),
  ).toEqual([
    ['accept', at(8), at(8, 30), at(8, 10)],
    ['register', at(8, 10), at(9, 10), null],
  ]);
  expect(entryClocks({ ...entered, ended: at(8, 20) }, minutes).at(-1)?.doneAt).toBe(at(8, 20));
});

test('at first only the clock of the check-ins runs', () => {
  expect(steps(blown)).toEqual([['checkIn', null, at(10), null]]);
});

test('a side’s clock to handle starts with its first check-in, and ends with its feedback or when it was granted to', () => {
  const [first, second] = blown.summonses as [Clocked['summonses'][0], Clocked['summonses'][0]];
  const here = { ...blown, summonses: [{ ...first, checkedInAt: at(9, 30) }, second] };
  expect(steps(here)).toEqual([
    ['checkIn', null, at(10), null],
    ['handle', west, at(13, 30), null],
  ]);
  const extended = { ...here, sides: [side(west, null, at(18)), side(east)] };
  expect(steps(extended)[1]).toEqual(['handle', west, at(18), null]);
});

test('verification is due from the last feedback on, closing from verification on; who is merely informed has no clock', () => {
  const done: Clocked = {
    ...blown,
    sides: [side(west, at(11)), side(east, at(12)), { ...side('110108001'), role: 'inform' }],
    summonses: blown.summonses.map((s) => ({ ...s, checkedInAt: at(9, 40) })),
  };
  expect(steps(done).slice(0, 4)).toEqual([
    ['checkIn', null, at(10), at(9, 40)],
    ['handle', west, at(13, 40), at(11)],
    ['handle', east, at(13, 40), at(12)],
    ['verify', null, at(13, 30), null],
  ]);
  expect(steps({ ...done, verifiedAt: at(13) }).at(-1)).toEqual(['close', null, at(14, 40), null]);
});

test('what is overdue is worked out from the clock: the one that ran out longest ago and still runs', () => {
  const clocks = whistleClocks(blown, minutes);
  expect(overdueClock(clocks, new Date(at(10)))).toBeNull();
  expect(overdueClock(clocks, new Date(at(10, 1)))?.step).toBe('checkIn');
  expect(
    overdueClock(
      clocks.map((clock) => ({ ...clock, doneAt: at(11) })),
      new Date(at(12)),
    ),
  ).toBeNull();
});
