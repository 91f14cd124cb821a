import { expect, test } from 'vitest';
import { callOf, inOrder, isLive, waitsFor } from '../../../client/officer/call.ts';
import type { Outgoing } from '../../../client/officer/outgoing.ts';
import { side, summons, whistle } from '../coordinate/cases.ts';

const body = '110106-urban';
const time = '2026-05-08T09:50:00+08:00';
const there = summons({ checkedInAt: time });
const told = summons({ checkedInAt: time, feedback: '已拆', feedbackAt: time });
const free = summons({ checkedInAt: time, feedbackAt: time, releasedAt: time });
const calledBy = (...summonses: readonly ReturnType<typeof summons>[]) => whistle({ summonses });
const waiting = (step: string, refusal: Outgoing['refusal'] = null): Outgoing => ({
  key: step,
  whistleId: '7',
  step,
  content: { json: {} },
  enteredAt: 0,
  refusal,
});

test('a body comes, works, waits and is let go', () => {
  const phases = [summons({}), there, told, free].map((own) => callOf(calledBy(own), body)?.phase);
  expect(phases).toEqual(['called', 'working', 'waiting', 'released']);
});

test('called for two sides, it is missing until it has checked in for both', () => {
  const other = summons({ id: '2', areaCode: '110106003', dueAt: '2026-05-08T10:10:00+08:00' });
  expect(callOf(calledBy(there, other), body)).toMatchObject({ phase: 'called', dueAt: other.dueAt });
  expect(callOf(calledBy(told, { ...other, checkedInAt: time }), body)?.phase).toBe('working');
});

test('what waits on the phone counts as done, and is marked as unsent', () => {
  const open = whistle({ id: '7', summonses: [summons({})] });
  const phase = (...queue: readonly Outgoing[]) => {
    const call = callOf(open, body, queue);
    return [call?.phase, call?.unsent];
  };
  expect(phase()).toEqual(['called', false]);
  expect(phase(waiting('check-ins'))).toEqual(['working', true]);
  expect(phase(waiting('check-ins'), waiting('feedback'))).toEqual(['waiting', true]);
  expect(phase(waiting('feedback'))).toEqual(['called', false]);
  expect(phase(waiting('check-ins', { title: '不能', detail: '太晚' }))).toEqual(['called', false]);
  expect(phase({ ...waiting('check-ins'), whistleId: '8' })).toEqual(['called', false]);
});

test('a whistle that calls other bodies alone is none of this body’s', () => {
  expect(callOf(calledBy(summons({ bodyCode: '110106-housing' })), body)).toBeNull();
  expect(callOf(calledBy(summons({})), null)).toBeNull();
});

test('what is to do first stands first; who is let go, and what is closed, last', () => {
  const calls = [
    whistle({ id: 'released', summonses: [free] }),
    whistle({ id: 'later', summonses: [summons({ dueAt: '2026-05-08T11:00:00+08:00' })] }),
    whistle({ id: 'closed', summonses: [summons({})], closedAt: time }),
    whistle({ id: 'working', summonses: [there] }),
    whistle({ id: 'sooner', summonses: [summons({ dueAt: '2026-05-08T10:00:00+08:00' })] }),
    whistle({ id: 'waiting', summonses: [told] }),
  ].flatMap((one) => callOf(one, body) ?? []);
  expect(inOrder(calls).map((call) => call.whistle.id)).toEqual([
    'sooner',
    'later',
    'working',
    'waiting',
    'released',
    'closed',
  ]);
  expect(inOrder(calls).filter(isLive)).toHaveLength(4);
});

test('the release waits for the others still missing, then for feedback, then for the blower', () => {
  const silent = side({ feedbackAt: null });
  const spoken = side({ feedbackAt: time });
  const other = summons({ id: '2', bodyCode: '110106-housing' });
  const waits = (change: Parameters<typeof whistle>[0]) => {
    const call = callOf(whistle({ summonses: [told], ...change }), body);
    return call && waitsFor(call);
  };
  expect(waits({ summonses: [told, other], sides: [silent] })).toEqual({ what: 'bodies', count: 1 });
  expect(waits({ sides: [silent] })).toMatchObject({ what: 'feedback', sides: [silent] });
  expect(waits({ sides: [spoken, side({ role: 'inform', feedbackAt: null })] })).toEqual({ what: 'verify' });
  expect(waits({ sides: [spoken], verifiedAt: time })).toEqual({ what: 'release' });
});
