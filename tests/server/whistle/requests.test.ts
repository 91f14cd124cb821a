import { expect, test } from 'vitest';
import { actionsOf, type Reader, type WhistleState } from '../../../server/whistle/flow.ts';
import type { ConsultationView, ExtensionView, ReturnView } from '../../../server/whistle/requests.ts';
import type { ActionName, SideView, SummonsView } from '../../../server/whistle/view.ts';

/** What sides ask of the blower: the east blew, the west was called, two bodies of each; it is half past the hour. */
const [west, east] = ['110106002', '110102020'];
const blownAt = '2026-05-08T09:00:00Z';
const dueAt = '2026-05-08T10:00:00Z';
const now = new Date('2026-05-08T09:30:00Z');
const by = { name: '某人', nameEn: 'Somebody' };

const side = (areaCode: string, over: Partial<SideView> = {}): SideView => ({
  areaCode,
  path: ['110000', areaCode.slice(0, 6), areaCode],
  name: areaCode === west ? '西侧' : '东侧',
  nameEn: areaCode === west ? 'West' : 'East',
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
  bodyCode: `body-${id}`,
  bodyName: `单位${id}`,
  bodyNameEn: `Body ${id}`,
  short: '街道',
  shortEn: 'Office',
  posting: 'body',
  reason: null,
  dueAt,
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
  sides: [side(west, { role: 'lead' }), side(east)],
  summonses: [summons('1', west), summons('2', west), summons('3', east), summons('4', east)],
  blownFor: east,
  lead: west,
  verifiedAt: null,
  closedAt: null,
  clocks: [{ step: 'checkIn', areaCode: null, startedAt: blownAt, dueAt, doneAt: null }],
  returns: [],
  extensions: [],
  consultations: [],
  consultationNeededAt: null,
  nudgeMinutes: 5,
};
const came = (state: WhistleState, ...ids: readonly string[]): WhistleState => ({
  ...state,
  summonses: state.summonses.map((s) => (ids.includes(s.id) ? { ...s, checkedInAt: blownAt } : s)),
});
const returned = (over: Partial<ReturnView> = {}): ReturnView => ({
  id: '1',
  areaCode: west,
  summons: null,
  who: by,
  reason: '不归我们管',
  at: blownAt,
  by,
  answer: null,
  ...over,
});
const extension: ExtensionView = {
  id: '7',
  areaCode: west,
  summons: null,
  who: by,
  step: 'handle',
  until: dueAt,
  reason: '等设备到场',
  at: blownAt,
  by,
  answer: null,
};
const consultation = (over: Partial<ConsultationView> = {}): ConsultationView => ({
  id: '9',
  whistleId: '1',
  agenda: '两侧分工',
  place: '',
  at: blownAt,
  required: false,
  calledFor: west,
  calledAt: blownAt,
  by,
  parties: [],
  held: null,
  cancelled: null,
  ...over,
});
const held = { at: '2026-05-08T09:20:00Z', by, minutes: '', plan: '', deadline: null };

const of = (...areas: readonly string[]): Reader => ({
  actsFor: (_action, code) => areas.includes(code),
  body: null,
});
const named = (state: WhistleState, reader: Reader, action: ActionName, when = now) =>
  actionsOf(state, reader, when).filter((one) => one.action === action);

test('a side none of whose bodies has come may return as a whole, and each absent body by itself', () => {
  expect(named(blown, of(west), 'return')).toMatchObject([
    { areaCode: west, summons: [], allowed: true },
    { areaCode: west, summons: ['1', '2'], allowed: true },
  ]);
  expect(named(came(blown, '1'), of(west), 'return')).toMatchObject([
    { summons: [], allowed: false, waitsFor: { zh: '已有单位报到，核查后方可撤离，不能退回' } },
    { summons: ['2'], allowed: true },
  ]);
});

test('the blower’s own side stays, though a body of it may return', () => {
  expect(named(blown, of(east), 'return')).toMatchObject([{ areaCode: east, summons: ['3', '4'] }]);
});

test('an officer returns for the own body alone, and never the only one of its side', () => {
  const officer: Reader = { actsFor: (action, code) => action === 'return' && code === west, body: 'body-2' };
  expect(named(blown, officer, 'return')).toMatchObject([{ summons: ['2'], allowed: true }]);
  const alone = { ...blown, summonses: blown.summonses.slice(1) };
  expect(named(alone, officer, 'return')).toMatchObject([
    { allowed: false, waitsFor: { zh: '它是本方唯一的单位，只能由整方退回' } },
  ]);
});

test('a return waits for the blower alone, until who returned has come after all', () => {
  const asked = { ...blown, returns: [returned()] };
  expect(named(asked, of(east), 'returnAnswer')).toMatchObject([
    { areaCode: west, request: '1', allowed: true },
  ]);
  expect(named(asked, of(west), 'returnAnswer')).toEqual([]);
  expect(named(asked, of(west), 'return')[0]).toMatchObject({
    allowed: false,
    waitsFor: { zh: '等吹哨方答复' },
  });
  expect(named(came(asked, '2'), of(east), 'returnAnswer')).toEqual([]);
  const answered = {
    ...asked,
    returns: [returned({ answer: { agreed: false, reason: '', at: blownAt, by } })],
  };
  expect(named(answered, of(east), 'returnAnswer')).toEqual([]);
  expect(named(answered, of(west), 'return')[0]?.allowed).toBe(true);
});

test('one extension at a time is asked for and answered, and none once a side has fed back', () => {
  expect(named(blown, of(west), 'extend')).toMatchObject([{ areaCode: west, allowed: true }]);
  const asked = { ...blown, extensions: [extension] };
  expect(named(asked, of(west), 'extend')[0]?.allowed).toBe(false);
  expect(named(asked, of(east), 'extendAnswer')).toMatchObject([{ request: '7', areaCode: west }]);
  const fedBack = { ...blown, sides: [side(west, { feedbackAt: blownAt }), side(east)] };
  expect(named(fedBack, of(west), 'extend')[0]?.waitsFor?.en).toBe(
    'West has fed back: there is nothing to extend',
  );
});

test('a body asks for more time of its own, beside its side, and does not answer itself', () => {
  const officer: Reader = { actsFor: (_action, code) => code === west, body: 'body-1' };
  expect(named(blown, officer, 'extend')).toMatchObject([{ areaCode: west, summons: ['1'], allowed: true }]);
  const bySide = { ...blown, extensions: [extension] };
  expect(named(bySide, officer, 'extend')[0]?.allowed).toBe(true);
  const byBody = { ...blown, extensions: [{ ...extension, summons: '1' }] };
  expect(named(byBody, officer, 'extend')[0]).toMatchObject({
    allowed: false,
    waitsFor: { zh: '等吹哨方答复' },
  });
  expect(named(byBody, of(west), 'extend')[0]?.allowed).toBe(true);
  const gone = {
    ...blown,
    summonses: blown.summonses.map((s) => ({ ...s, releasedAt: s.id === '1' ? blownAt : null })),
  };
  expect(named(gone, officer, 'extend')).toEqual([]);
});

test('who is missing is reminded, not twice within five minutes', () => {
  expect(named(came(blown, '1'), of(east), 'nudge')).toMatchObject([
    { summons: ['2', '3', '4'], allowed: true },
  ]);
  const nudged = {
    ...blown,
    summonses: blown.summonses.map((s) => ({ ...s, nudgedAt: '2026-05-08T09:27:00Z' })),
  };
  expect(named(nudged, of(east), 'nudge')[0]?.allowed).toBe(false);
  expect(named(nudged, of(east), 'nudge', new Date('2026-05-08T09:32:00Z'))[0]?.allowed).toBe(true);
  expect(named(blown, of(west), 'nudge')).toEqual([]);
});

test('the blower escalates at any time, another side once something is overdue', () => {
  expect(named(blown, of(east), 'escalate')).toMatchObject([{ allowed: true }]);
  expect(named(blown, of(west), 'escalate')).toMatchObject([
    { allowed: false, waitsFor: { zh: '尚未超时' } },
  ]);
  expect(named(blown, of(west), 'escalate', new Date('2026-05-08T10:00:01Z'))).toMatchObject([
    { allowed: true },
  ]);
});

test('after a place was returned too often nothing is redrawn or verified until a consultation was held', () => {
  const ready = {
    ...came(blown, '1', '2', '3', '4'),
    sides: blown.sides.map((one) => ({ ...one, feedbackAt: blownAt })),
    consultationNeededAt: '2026-05-08T09:10:00Z',
  };
  for (const action of ['redraw', 'verify'] as const)
    expect(named(ready, of(east), action)[0]?.waitsFor?.zh).toBe('同一地点多次跨界退回，须先会商');
  const before = consultation({ held: { ...held, at: '2026-05-08T09:05:00Z' } });
  expect(named({ ...ready, consultations: [before] }, of(east), 'verify')[0]?.allowed).toBe(false);
  const after = { ...ready, consultations: [consultation({ held })] };
  for (const action of ['redraw', 'verify'] as const)
    expect(named(after, of(east), action)[0]?.allowed).toBe(true);
});

test('a required consultation holds verification up until it was held or cancelled, and no redrawing', () => {
  const ready = {
    ...came(blown, '1', '2', '3', '4'),
    sides: blown.sides.map((one) => ({ ...one, feedbackAt: blownAt })),
    consultations: [consultation({ required: true })],
  };
  expect(named(ready, of(east), 'verify')[0]?.waitsFor?.zh).toBe('等会商：两侧分工');
  expect(named(ready, of(east), 'redraw')[0]?.allowed).toBe(true);
  const cancelled = consultation({ required: true, cancelled: { at: blownAt, by, reason: '' } });
  expect(named({ ...ready, consultations: [cancelled] }, of(east), 'verify')[0]?.allowed).toBe(true);
});

test('minutes are entered by who called or who blew, once it has begun', () => {
  const called = { ...blown, consultations: [consultation({ at: dueAt })] };
  expect(named(called, of(west), 'holdConsultation')).toMatchObject([
    { request: '9', allowed: false, waitsFor: { zh: '会商尚未开始' } },
  ]);
  expect(named(called, of(east), 'holdConsultation', new Date(dueAt))[0]?.allowed).toBe(true);
  expect(named(called, of('110108001'), 'holdConsultation')).toEqual([]);
  expect(named(called, of(west), 'cancelConsultation')[0]?.allowed).toBe(true);
});
