import { expect, test } from 'vitest';
import { type EntryState, entryActionsOf, incidentStage } from '../../../server/incident/entry-flow.ts';

const submitted: EntryState = {
  acceptedAt: null,
  registeredAt: null,
  refused: null,
  status: 'open',
  whistleId: null,
};
const at = '2026-05-08T09:00:00Z';
const accepted = { ...submitted, acceptedAt: at };
const registered = { ...accepted, registeredAt: at };
const dispatched = { ...registered, whistleId: '1' };
const refused: EntryState = { ...accepted, status: 'closed', refused: { reason: '不归本市' } };
const both = { accept: true, blow: true };
const named = (state: EntryState, may = both) =>
  entryActionsOf(state, may).map((a) => `${a.action} ${a.allowed}`);

test('an incident passes its stages in order', () => {
  expect(
    [submitted, accepted, registered, dispatched, { ...dispatched, status: 'closed' as const }, refused].map(
      incidentStage,
    ),
  ).toEqual(['submitted', 'accepted', 'registered', 'dispatched', 'closed', 'refused']);
});

test('each step is offered once, and the one after it waits for it', () => {
  expect(named(submitted)).toEqual(['accept true', 'register false', 'refuse true', 'blow true']);
  expect(named(accepted)).toEqual(['register true', 'refuse true', 'blow true']);
  expect(named(registered)).toEqual(['refuse true', 'blow true']);
  expect(named(dispatched)).toEqual([]);
});

test('nothing goes on with what was given back or closed, and why is said', () => {
  expect(entryActionsOf(refused, both)).toEqual([
    {
      action: 'blow',
      allowed: false,
      waitsFor: { zh: '已退回来源', en: 'The incident was given back to its source' },
    },
  ]);
});

test('who may neither accept nor blow is offered nothing', () => {
  expect(named(submitted, { accept: false, blow: false })).toEqual([]);
  expect(named(submitted, { accept: false, blow: true })).toEqual(['blow true']);
});
