import { expect, test } from 'vitest';
import { actionsOf, type Reader, stageOf, type WhistleState } from '../../../server/whistle/flow.ts';
import type { SideView, SummonsView } from '../../../server/whistle/view.ts';

const at = '2026-05-08T09:30:00Z';
const blownAt = '2026-05-08T08:30:00Z';
const now = new Date('2026-05-08T09:00:00Z');
const west = '110106002';
const east = '110102020';

const side = (areaCode: string, over: Partial<SideView> = {}): SideView => ({
  areaCode,
  path: ['110000', areaCode.slice(0, 6), areaCode],
  name: areaCode === west ? '太平桥街道' : '广安门外街道',
  nameEn: areaCode === west ? 'Taipingqiao' : "Guang'anmenwai",
  district: null,
  party: 1,
  role: 'assist',
  share: 0.5,
  area: 1000,
  state: 'kept',
  feedback: null,
  feedbackAt: null,
  handleDueAt: null,
  signedAt: null,
  ...over,
});

const summons = (id: string, areaCode: string, over: Partial<SummonsView> = {}): SummonsView => ({
  id,
  areaCode,
  bodyCode: `${areaCode}-${id}`,
  bodyName: `单位${id}`,
  bodyNameEn: `Body ${id}`,
  short: '街道',
  shortEn: 'Office',
  posting: 'body',
  reason: null,
  dueAt: at,
  readAt: null,
  checkedInAt: null,
  checkIn: null,
  onTime: null,
  feedback: null,
  feedbackAt: null,
  nudgedAt: null,
  releasedAt: null,
  ...over,
});

const blown: WhistleState = {
  sides: [side(west), side(east)],
  summonses: [summons('1', west), summons('2', west), summons('3', east)],
  blownFor: east,
  lead: west,
  verifiedAt: null,
  closedAt: null,
  clocks: [{ step: 'checkIn', areaCode: null, startedAt: blownAt, dueAt: at, doneAt: null }],
  returns: [],
  extensions: [],
  consultations: [],
  consultationNeededAt: null,
  nudgeMinutes: 5,
};
const present: WhistleState = {
  ...blown,
  summonses: blown.summonses.map((s) => ({ ...s, readAt: at, checkedInAt: at })),
};
const fedBack: WhistleState = {
  ...present,
  sides: blown.sides.map((s) => ({ ...s, feedback: '已拆除', feedbackAt: at })),
};
const verified: WhistleState = { ...fedBack, verifiedAt: at };
const released: WhistleState = {
  ...verified,
  summonses: present.summonses.map((s) => ({ ...s, releasedAt: at })),
};

const coordinator = (area: string): Reader => ({ actsFor: (_action, code) => code === area, body: null });
const named = (state: WhistleState, reader: Reader, action: string, at = now) =>
  actionsOf(state, reader, at).find((a) => a.action === action);

test('a whistle passes its stages in order', () => {
  expect([blown, present, fedBack, verified, released, { ...released, closedAt: at }].map(stageOf)).toEqual([
    'mustering',
    'handling',
    'verifying',
    'releasing',
    'signing',
    'closed',
  ]);
});

test('a coordinator acts for its own side alone', () => {
  const mine = actionsOf(blown, coordinator(west), now);
  expect(mine.filter((a) => a.areaCode !== null).every((a) => a.areaCode === west)).toBe(true);
  expect(named(blown, coordinator(west), 'checkIn')?.summons).toEqual(['1', '2']);
});

test('only the side that blew the whistle verifies and releases', () => {
  expect(named(fedBack, coordinator(west), 'verify')).toBeUndefined();
  expect(named(verified, coordinator(west), 'release')).toBeUndefined();
  expect(named(fedBack, coordinator(east), 'verify')?.allowed).toBe(true);
  expect(named(verified, coordinator(east), 'release')).toMatchObject({
    allowed: true,
    summons: ['1', '2', '3'],
  });
});

test('verification waits for every body and every side, and says for which', () => {
  expect(named(blown, coordinator(east), 'verify')).toMatchObject({
    allowed: false,
    waitsFor: { zh: '还有 3 家未报到，太平桥街道、广安门外街道未反馈' },
  });
  expect(
    named({ ...fedBack, sides: [side(west), ...fedBack.sides.slice(1)] }, coordinator(east), 'verify')
      ?.waitsFor,
  ).toEqual({
    zh: '太平桥街道未反馈',
    en: 'Waits for feedback from Taipingqiao',
  });
});

test('nobody leaves before verification', () => {
  expect(named(fedBack, coordinator(east), 'release')).toMatchObject({ allowed: false });
});

test('a side feeds back once one of its bodies is there, and not after verification', () => {
  expect(named(blown, coordinator(west), 'feedback')?.waitsFor?.zh).toBe('等太平桥街道至少一家报到');
  expect(named(present, coordinator(west), 'feedback')?.allowed).toBe(true);
  expect(named(verified, coordinator(west), 'feedback')?.allowed).toBe(false);
});

test('a side signs after its bodies were released, once', () => {
  expect(named(verified, coordinator(west), 'sign')?.waitsFor?.zh).toBe('太平桥街道还有 2 家未撤离');
  expect(named(released, coordinator(west), 'sign')?.allowed).toBe(true);
  const signed = {
    ...released,
    sides: [side(west, { signedAt: at, feedbackAt: at }), ...released.sides.slice(1)],
  };
  expect(named(signed, coordinator(west), 'sign')).toBeUndefined();
});

test('an informed area neither comes nor signs', () => {
  const informed: WhistleState = { ...blown, sides: [...blown.sides, side('110108001', { role: 'inform' })] };
  const mine = actionsOf(informed, coordinator('110108001'), now);
  expect(mine.map((a) => a.action)).toEqual(['message']);
});

test('an officer checks in for the own body only', () => {
  const officer: Reader = {
    actsFor: (action, code) => code === west && ['read', 'checkIn', 'message'].includes(action),
    body: `${west}-2`,
  };
  expect(named(blown, officer, 'checkIn')?.summons).toEqual(['2']);
  expect(named(fedBack, officer, 'verify')).toBeUndefined();
});

test('nothing is allowed after the whistle is closed', () => {
  const closed = { ...released, closedAt: at };
  for (const area of [west, east])
    expect(actionsOf(closed, coordinator(area), now).filter((a) => a.allowed)).toEqual([]);
});
