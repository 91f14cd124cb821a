import { expect, test } from 'vitest';
import type { Party } from '../../../geodata/jurisdiction/verdict.ts';
import { type Changing, changeOf } from '../../../server/whistle/change.ts';
import { type Call, callsFor, type Place } from '../../../server/whistle/summon.ts';
import type { SideView, SummonsView } from '../../../server/whistle/view.ts';

/** Two subdistricts of one district, which share its departments, and a third of another. */
const [one, two, other] = ['110106001', '110106002', '110102001'];
const at = '2026-05-08T09:30:00Z';

const place = (code: string): Place => ({
  jurisdiction: {
    code,
    name: `${code}街道`,
    nameEn: code,
    level: 'subdistrict',
    path: ['110000', code.slice(0, 6), code],
  },
  district: { code: code.slice(0, 6), name: '某区', nameEn: 'District' },
});
const urban = {
  code: 'urban',
  name: '城管',
  nameEn: 'Urban',
  short: '城管',
  shortEn: 'Urban',
  posting: 'body',
} as const;
const railway: Party = {
  jurisdiction: {
    code: 'R',
    name: '铁路局',
    nameEn: 'Railway',
    level: 'city',
    path: ['110000', '110106', two],
  },
  holding: { kind: 'rail', id: '1', name: '支线', nameEn: 'Branch' },
  role: 'assist',
  share: 0,
  area: null,
  probability: null,
  distance: 0,
  rule: 'overlay',
  why: { zh: '', en: '' },
  departments: [],
  shape: null,
};
const callsOf =
  (holders: readonly Party[] = []) =>
  (codes: readonly string[]): readonly Call[] =>
    callsFor(codes.map(place), () => [urban], holders);

const side = (areaCode: string, over: Partial<SideView> = {}): SideView => ({
  areaCode,
  path: ['110000', areaCode.slice(0, 6), areaCode],
  name: areaCode,
  nameEn: areaCode,
  district: null,
  party: 1,
  role: 'assist',
  share: 0.5,
  area: 100,
  state: 'kept',
  feedback: null,
  feedbackAt: null,
  handleDueAt: null,
  signedAt: null,
  ...over,
});
/** The summonses that calls become, with those of some bodies answered. */
const called = (calls: readonly Call[], here: readonly string[] = []): SummonsView[] =>
  calls.map((call, index) => ({
    ...call,
    id: String(index + 1),
    reason: null,
    dueAt: at,
    readAt: null,
    checkedInAt: here.includes(call.bodyCode) ? at : null,
    checkIn: null,
    onTime: null,
    feedback: null,
    feedbackAt: null,
    nudgedAt: null,
    releasedAt: null,
  }));
const wanted = (areaCode: string, role: SideView['role'] = 'assist') => ({
  areaCode,
  role,
  share: 0.5,
  area: 100,
});
const changing = (over: Partial<Changing> & Pick<Changing, 'state' | 'target'>): Changing => ({
  callsOf: callsOf(),
  holders: new Set(),
  leadingBody: null,
  mayMoveLead: false,
  ...over,
});
const whistleOf = (sides: readonly SideView[], summonses: readonly SummonsView[]) => ({
  sides,
  summonses,
  blownFor: sides[0]?.areaCode ?? '',
  lead: sides.find(({ role, state }) => role === 'lead' && state !== 'left')?.areaCode ?? null,
  verifiedAt: null,
  closedAt: null,
  clocks: [],
  returns: [],
  extensions: [],
  consultations: [],
  consultationNeededAt: null,
  nudgeMinutes: 5,
});

test('two sides of a district call its departments once; a holder comes for the side its holding lies in', () => {
  const calls = callsOf([railway])([one, two]);
  expect(calls.map(({ areaCode, bodyCode }) => [areaCode, bodyCode])).toEqual([
    [one, one],
    [one, '110106-urban'],
    [two, two],
    [two, 'R'],
  ]);
  expect(callsOf([railway])([other]).at(-1)).toMatchObject({ areaCode: other, bodyCode: 'R' });
});

test('departments of a district go on, clock and all, for the side that stays', () => {
  const state = whistleOf([side(one, { role: 'lead' }), side(two)], called(callsOf()([one, two])));
  const change = changeOf(changing({ state, target: [wanted(two, 'lead')] }));
  expect(change.moves.map(({ summons, areaCode }) => [summons.bodyCode, areaCode])).toEqual([
    ['110106-urban', two],
  ]);
  expect(change.calls).toEqual([]);
  expect(change.excused.map(({ bodyCode }) => bodyCode)).toEqual([one]);
  expect([change.kept, change.left, change.leaving]).toEqual([[two], [one], []]);
});

test('whose only body on site goes on for another side has nobody to stay for', () => {
  const summonses = called(callsOf()([one, two]), ['110106-urban']);
  const state = whistleOf([side(one, { role: 'lead' }), side(two)], summonses);
  const change = changeOf(changing({ state, target: [wanted(two, 'lead')], mayMoveLead: true }));
  expect([change.left, change.leaving]).toEqual([[one], []]);
});

test('one that fell out while a body of it is there leaves later, and those of it that have not come are excused', () => {
  const summonses = called(callsOf()([one, other]), [other]);
  const state = whistleOf([side(one, { role: 'lead' }), side(other)], summonses);
  const change = changeOf(changing({ state, target: [wanted(one, 'lead')] }));
  expect(change.leaving).toEqual([other]);
  expect(change.excused.map(({ bodyCode }) => bodyCode)).toEqual(['110102-urban']);
  expect(change.sides.find(({ areaCode }) => areaCode === other)).toMatchObject({
    state: 'leaving',
    share: 0,
  });
});

test('one that was leaving and is needed after all stays, and its excused bodies are called again', () => {
  const summonses = called(callsOf()([one, other]), [other]).filter((s) => s.bodyCode !== '110102-urban');
  const state = whistleOf([side(one, { role: 'lead' }), side(other, { state: 'leaving' })], summonses);
  const change = changeOf(changing({ state, target: [wanted(one, 'lead'), wanted(other)] }));
  expect(change.sides.find(({ areaCode }) => areaCode === other)?.state).toBe('kept');
  expect(change.calls.map(({ bodyCode }) => bodyCode)).toEqual(['110102-urban']);
});

test('a side told that it is merely informed from now on need not come, and stays informed', () => {
  const state = whistleOf([side(one, { role: 'lead' }), side(other)], called(callsOf()([one, other])));
  const change = changeOf(changing({ state, target: [wanted(one, 'lead'), wanted(other, 'inform')] }));
  expect(change.sides.find(({ areaCode }) => areaCode === other)).toMatchObject({
    role: 'inform',
    state: 'kept',
  });
  expect(change.excused).toHaveLength(2);
});

test('the lead changes freely before anybody has come, and later with the common superior alone', () => {
  const target = [wanted(other, 'lead'), wanted(one)];
  const early = whistleOf([side(one, { role: 'lead' }), side(other)], called(callsOf()([one, other])));
  const late = { ...early, summonses: called(callsOf()([one, other]), [one]) };
  const leads = (change: ReturnType<typeof changeOf>) =>
    change.sides.find(({ role }) => role === 'lead')?.areaCode;
  expect(leads(changeOf(changing({ state: early, target })))).toBe(other);
  const held = changeOf(changing({ state: late, target }));
  expect([leads(held), held.leadHeld]).toEqual([one, { by: one, wanted: other }]);
  expect(leads(changeOf(changing({ state: late, target, mayMoveLead: true })))).toBe(other);
});

test('a holder that holds nothing there any more is excused, though its side stays', () => {
  const summonses = called(callsOf([railway])([two]));
  const state = whistleOf([side(two, { role: 'lead' })], summonses);
  const change = changeOf(
    changing({ state, target: [wanted(two, 'lead')], holders: new Set(['R']), callsOf: callsOf() }),
  );
  expect(change.excused.map(({ bodyCode }) => bodyCode)).toEqual(['R']);
  expect(change.kept).toEqual([two]);
});

test('a manager that should lead waits for the common superior once somebody has come, and leads at once before that', () => {
  const calls = callsOf()([one]);
  const lead = side(one, { role: 'lead' });
  const about = { target: [wanted(one)], leadingBody: 'R' };
  const come = changeOf(changing({ state: whistleOf([lead], called(calls, [one])), ...about }));
  expect(come.leadHeld).toEqual({ by: one, wanted: 'R' });
  expect(come.sides).toMatchObject([{ areaCode: one, role: 'lead', state: 'kept' }]);
  const agreed = changeOf(
    changing({ state: whistleOf([lead], called(calls, [one])), ...about, mayMoveLead: true }),
  );
  const early = changeOf(changing({ state: whistleOf([lead], called(calls)), ...about }));
  for (const { leadHeld, sides } of [agreed, early]) {
    expect(leadHeld).toBeNull();
    expect(sides).toMatchObject([{ areaCode: one, role: 'assist', state: 'kept' }]);
  }
});

test('a body that leads for what it manages leads on once somebody has come, though it holds nothing there any more', () => {
  const calls = callsOf([railway])([two]);
  const state = { ...whistleOf([side(two)], called(calls, [two])), lead: 'R' };
  const about = { state, target: [wanted(two, 'lead')], holders: new Set(['R']) };
  const held = changeOf(changing(about));
  expect(held.leadHeld).toEqual({ by: 'R', wanted: two });
  expect(held.sides).toMatchObject([{ areaCode: two, role: 'assist' }]);
  expect(held.excused).toEqual([]);
  const agreed = changeOf(changing({ ...about, mayMoveLead: true }));
  expect(agreed.leadHeld).toBeNull();
  expect(agreed.sides).toMatchObject([{ areaCode: two, role: 'lead' }]);
  expect(agreed.excused.map(({ bodyCode }) => bodyCode)).toEqual(['R']);
});
