import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/**
 * The whole loop on the building across the line: submitted, accepted, registered, dispatched, handled, fed back, verified,
 * closed, none skipped; and steps that come late, early, twice, out of order, or by a clock that has been set back.
 */
const west = '110106002';
const east = '110102020';
const building = createCity({ scale: 'small' }).landmarks.headline.building;

type Said<T> = T & { readonly detail: string; readonly type: string };

let city: TestCity;
let xicheng: TestClient;
let fengtai: TestClient;
let officer: TestClient;
const start = Date.parse('2026-05-08T01:27:00Z');
/** The clock, so many minutes after the start; 09:27 in the city. */
const at = (minutes: number) => city.setClock(new Date(start + minutes * 60_000));

const report = async (who: TestClient, category = '01-01'): Promise<IncidentDetail> =>
  (
    await who.post<IncidentDetail>('/api/incidents', {
      type: 'Feature',
      geometry: building,
      properties: { category, kind: 'enforcement' },
    })
  ).body;
const enter = (who: TestClient, id: string, step: string, body: object = {}) =>
  who.post<Said<IncidentDetail>>(`/api/incidents/${id}/${step}`, body);
const blow = async (who: TestClient, id: string): Promise<WhistleView> =>
  (await who.post<WhistleView>(`/api/incidents/${id}/whistles`, { kind: 'enforcement' })).body;
const take = (who: TestClient, { id }: { id: string }, step: string, body: object = {}) =>
  who.post<Said<WhistleView>>(`/api/whistles/${id}/${step}`, body);
const look = async (who: TestClient, { id }: { id: string }): Promise<WhistleView> =>
  (await who.get<WhistleView>(`/api/whistles/${id}`)).body;
beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  xicheng = await city.as('coordinator-xicheng');
  fengtai = await city.as('coordinator-fengtai');
  officer = await city.as('officer');
});
afterAll(() => city.close());

describe('before the whistle', () => {
  let incident: IncidentDetail;

  test('an incident begins as submitted, with minutes to accept it, and says what comes next', async () => {
    at(0);
    incident = await report(xicheng);
    expect(incident.stage).toBe('submitted');
    expect(incident.clocks.map((c) => [c.step, Date.parse(c.dueAt) - start, c.doneAt])).toEqual([
      ['accept', 30 * 60_000, null],
    ]);
    expect(incident.actions).toEqual([
      { action: 'accept', allowed: true, waitsFor: null },
      { action: 'register', allowed: false, waitsFor: { zh: '等受理', en: 'Waits for acceptance' } },
      { action: 'refuse', allowed: true, waitsFor: null },
      { action: 'blow', allowed: true, waitsFor: null },
    ]);
  });

  test('it is not registered before it is accepted, and accepted once: the second is told by whom and when', async () => {
    expect((await enter(xicheng, incident.id, 'register')).body.detail).toBe('等受理');
    at(4);
    const answers = await Promise.all([
      enter(xicheng, incident.id, 'accept'),
      enter(fengtai, incident.id, 'accept'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = answers.find(({ status }) => status === 409)?.body;
    expect(late?.detail).toMatch(/(西城区|丰台区)协调员已于 09:31 受理/);
    at(9);
    const registered = await enter(fengtai, incident.id, 'register');
    expect(registered.body.stage).toBe('registered');
    expect(registered.body.clocks.map((c) => [c.step, c.doneAt !== null])).toEqual([
      ['accept', true],
      ['register', true],
      ['dispatch', false],
    ]);
  });

  test('nobody who is no party, and nobody without the right, deals with it', async () => {
    expect((await enter(officer, incident.id, 'accept')).status).toBe(403);
    expect(
      (await enter(await city.as('planner'), incident.id, 'refuse', { reason: '不归本市' })).status,
    ).toBe(403);
  });

  test('one that was given back to its source says why, and no whistle is blown on it', async () => {
    const other = await report(xicheng);
    expect((await enter(xicheng, other.id, 'refuse', { reason: '短' })).status).toBe(400);
    const refused = await enter(xicheng, other.id, 'refuse', { reason: '与今日另一事件重复' });
    expect(refused.body).toMatchObject({
      stage: 'refused',
      status: 'closed',
      refused: { reason: '与今日另一事件重复' },
    });
    expect(refused.body.clocks.every(({ doneAt }) => doneAt !== null)).toBe(true);
    const blown = await enter(xicheng, other.id, 'whistles', { kind: 'enforcement' });
    expect([blown.status, blown.body.type]).toEqual([409, 'urn:shaotu:problem:refused']);
    expect((await enter(fengtai, other.id, 'accept')).status).toBe(409);
  });
});

describe('the loop', () => {
  let whistle: WhistleView;

  test('a whistle on what nobody has accepted takes the steps before it along, in the log with who and when', async () => {
    at(10);
    const incident = await report(xicheng);
    at(12);
    whistle = await blow(xicheng, incident.id);
    const { log, stage } = (await xicheng.get<IncidentDetail>(`/api/incidents/${incident.id}`)).body;
    expect(stage).toBe('dispatched');
    expect(log.map(({ step }) => step)).toEqual([
      'incident.submitted',
      'incident.accepted',
      'incident.registered',
      'whistle.blown',
    ]);
    expect(new Set(log.slice(1).map((e) => `${e.at} ${e.who?.code}`)).size).toBe(1);
  });

  test('every screen gets the same deadlines: first to check in, then each side its own', async () => {
    expect(whistle.clocks).toEqual([
      { step: 'checkIn', areaCode: null, startedAt: whistle.blownAt, dueAt: whistle.dueAt, doneAt: null },
    ]);
    at(20);
    const [office] = whistle.summonses.filter((s) => s.areaCode === west);
    whistle = (
      await take(fengtai, whistle, 'check-ins', { summons: [office?.id], position: whistle.location })
    ).body;
    const handle = whistle.clocks.find((c) => c.step === 'handle');
    expect(handle).toMatchObject({ areaCode: west, doneAt: null });
    expect(Date.parse(handle?.dueAt ?? '') - Date.parse(handle?.startedAt ?? '')).toBe(4320 * 60_000);
    const seen = await look(xicheng, whistle);
    expect(seen.clocks).toEqual(whistle.clocks);
  });

  test('a second check-in is told when the first was, and changes nothing', async () => {
    at(25);
    const here = whistle.summonses.find((s) => s.checkedInAt !== null);
    const again = await take(fengtai, whistle, 'check-ins', {
      summons: [here?.id],
      position: whistle.location,
    });
    expect([again.status, again.body.detail]).toEqual([409, '太平桥街道已于 09:47 报到，没有重复登记']);
    expect((await look(fengtai, whistle)).summonses.find((s) => s.id === here?.id)?.checkedInAt).toBe(
      here?.checkedInAt,
    );
  });

  test('a position too rough shows nothing: it needs a reason, as no position does', async () => {
    const body = whistle.summonses.find((s) => s.bodyCode === '110106-urban');
    const rough = { summons: [body?.id], position: whistle.location, accuracy: 400 };
    const refused = await take(officer, whistle, 'check-ins', rough);
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      '定位精度 400 m，差于 100 m；不在现场报到须说明原因',
    ]);
    const came = await take(officer, whistle, 'check-ins', { ...rough, reason: '楼内信号弱' });
    expect(came.body.summonses.find((s) => s.id === body?.id)?.checkIn).toMatchObject({
      onSite: false,
      accuracy: 400,
      reason: '楼内信号弱',
    });
  });

  test('an officer feeds back for the own body; the side still has to speak for itself', async () => {
    const fed = await take(officer, whistle, 'feedback', { area: west, text: '已查封施工电源' });
    expect(fed.status).toBe(200);
    expect(fed.body.summonses.filter((s) => s.feedback !== null).map((s) => s.bodyCode)).toEqual([
      '110106-urban',
    ]);
    expect(fed.body.sides.find((s) => s.areaCode === west)?.feedback).toBeNull();
    expect((await take(officer, whistle, 'feedback', { area: east, text: '不该成功' })).status).toBe(403);
  });

  test('an officer asks for more time to handle; the blower alone grants it', async () => {
    const until = new Date(start + 10 * 24 * 3_600_000).toISOString();
    const ask = (step: string, who = officer) =>
      take(who, whistle, 'extend', { area: west, step, until, reason: '等吊车到场' });
    const early = await ask('checkIn');
    expect([early.status, early.body.detail]).toEqual([
      409,
      expect.stringMatching(/已报到，不需要延长报到时限/),
    ]);
    const asked = await ask('handle');
    expect(asked.body.extensions).toMatchObject([
      { who: { name: '丰台城管' }, step: 'handle', answer: null },
    ]);
    expect((await ask('handle')).body.detail).toBe('等吹哨方答复');
    const answer = { request: asked.body.extensions[0]?.id, agreed: true, reason: '同意，等吊车到场' };
    expect((await take(officer, whistle, 'extend-answer', answer)).status).toBe(403);
    const granted = await take(xicheng, whistle, 'extend-answer', answer);
    const due = granted.body.clocks.find(
      (clock) => clock.step === 'handle' && clock.areaCode === west,
    )?.dueAt;
    expect(Date.parse(due ?? '')).toBe(Date.parse(until));
  });

  test('the blower reminds who is missing, once in five minutes', async () => {
    at(30);
    const nudged = await take(xicheng, whistle, 'nudge');
    const missing = nudged.body.summonses.filter((s) => s.checkedInAt === null);
    expect(missing.length).toBe(6);
    expect(missing.every((s) => s.nudgedAt !== null)).toBe(true);
    expect((await take(xicheng, whistle, 'nudge')).body.detail).toBe('未到的各家 5 分钟内已催过');
    expect((await take(fengtai, whistle, 'nudge')).status).toBe(403);
    at(36);
    expect((await take(xicheng, whistle, 'nudge')).status).toBe(200);
  });

  test('who asks for time gets it from the blower alone, and is then on time', async () => {
    const due = Date.parse(whistle.dueAt);
    const ask = (minutes: number) =>
      take(fengtai, whistle, 'extend', {
        area: west,
        step: 'checkIn',
        until: new Date(due + minutes * 60_000).toISOString(),
        reason: '另一处火情占用人手',
      });
    expect((await ask(-5)).status).toBe(400);
    const asked = await ask(60);
    const extension = asked.body.extensions.at(-1);
    expect(extension).toMatchObject({
      areaCode: west,
      summons: null,
      who: { name: '太平桥街道' },
      answer: null,
    });
    expect((await ask(90)).body.detail).toBe('等吹哨方答复');
    const answer = { request: extension?.id, agreed: true, reason: '先保火情处置' };
    expect((await take(fengtai, whistle, 'extend-answer', answer)).status).toBe(403);
    const granted = await take(xicheng, whistle, 'extend-answer', answer);
    expect(granted.body.extensions.at(-1)?.answer).toMatchObject({
      agreed: true,
      by: { name: '西城区协调员' },
    });
    const twice = await take(xicheng, whistle, 'extend-answer', { ...answer, agreed: false });
    expect([twice.status, twice.body.detail]).toEqual([
      409,
      expect.stringMatching(/已由西城区协调员于 10:03 完成，没有重复登记/),
    ]);
    at(100);
    await take(fengtai, whistle, 'check-ins', { position: whistle.location });
    const late = await take(xicheng, whistle, 'check-ins', { position: whistle.location });
    const onTime = (code: string) =>
      new Set(late.body.summonses.filter((s) => s.areaCode === code).map((s) => s.onTime));
    expect([...onTime(west)]).toEqual([true]);
    expect([...onTime(east)]).toEqual([false]);
  });

  test('the blower brings it before the common superior; another side may once something is overdue', async () => {
    const escalated = await take(xicheng, whistle, 'escalate', { note: '请市级协调电力' });
    expect(escalated.body.escalations).toMatchObject([
      { to: { code: '110000', name: '北京市' }, note: '请市级协调电力', overdue: null },
    ]);
    expect((await take(fengtai, whistle, 'escalate')).body.detail).toBe('尚未超时');
  });

  test('of two who speak for one side the second is told what the first said, and nothing is overwritten', async () => {
    const { version } = await look(xicheng, whistle);
    const { sql } = city.services.database;
    await sql`
      insert into account (name, display_name, display_name_en, role, area_code, password_hash)
      select 'coordinator-second', '广外协调员', 'Second coordinator', role, ${east}, password_hash
      from account where name = 'coordinator-xicheng'`;
    const second = await city.as('coordinator-second');
    at(110);
    expect(
      (await take(second, whistle, 'feedback', { area: east, text: '东侧已断电', version })).status,
    ).toBe(200);
    const overtaken = await take(xicheng, whistle, 'feedback', { area: east, text: '东侧未动', version });
    expect([overtaken.status, overtaken.body.type]).toEqual([409, 'urn:shaotu:problem:changed-since']);
    expect(overtaken.body.detail).toBe('广外协调员已于 11:17 办理了这一步；没有覆盖，请看过再定');
    expect((await look(xicheng, whistle)).sides.find((s) => s.areaCode === east)?.feedback).toBe(
      '东侧已断电',
    );
  });

  test('a clock set back does not set the case back', async () => {
    at(50);
    const fed = await take(fengtai, whistle, 'feedback', { area: west, text: '西侧已断电' });
    const { log } = (await fengtai.get<IncidentDetail>(`/api/incidents/${whistle.incidentId}`)).body;
    const times = log.map((e) => Date.parse(e.at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Date.parse(fed.body.sides.find((s) => s.areaCode === west)?.feedbackAt ?? '')).toBe(
      start + 110 * 60_000,
    );
    at(120);
  });

  test('steps out of order say what they wait for, and the loop closes with every step in the log', async () => {
    expect((await take(xicheng, whistle, 'release')).body.detail).toBe('核查后方可撤离');
    expect((await take(fengtai, whistle, 'close', { area: west })).body.detail).toBe('等吹哨方核查');
    expect((await take(xicheng, whistle, 'verify')).body.stage).toBe('releasing');
    expect((await take(xicheng, whistle, 'verify')).body.detail).toMatch(/已由西城区协调员于 11:27 完成/);
    const late = await take(fengtai, whistle, 'return', { area: west, reason: '本来不归我们管' });
    expect([late.status, late.body.detail]).toEqual([409, '已核查']);
    await take(xicheng, whistle, 'release');
    await take(xicheng, whistle, 'close', { area: east });
    const closed = await take(fengtai, whistle, 'close', { area: west });
    expect(closed.body.stage).toBe('closed');
    expect(closed.body.clocks.map(({ step, doneAt }) => [step, doneAt !== null])).toEqual([
      ['checkIn', true],
      ['handle', true],
      ['handle', true],
      ['verify', true],
      ['close', true],
    ]);
    const { body } = await xicheng.get<IncidentDetail>(`/api/incidents/${whistle.incidentId}`);
    const steps = [...new Set(body.log.map(({ step }) => step))];
    const loop = ['incident.submitted', 'incident.accepted', 'incident.registered', 'whistle.blown'];
    const rest = [
      'summons.checkedIn',
      'side.fedBack',
      'whistle.verified',
      'summons.released',
      'whistle.closed',
    ];
    expect(steps).toEqual(expect.arrayContaining([...loop, ...rest]));
    expect(body.stage).toBe('closed');
  });

  test('a wall hears who was reminded and escalated, and reads nobody’s reasons', async () => {
    const wall = await city.as('wall');
    const seen = await look(wall, whistle);
    expect([seen.extensions, seen.escalations, seen.returns]).toEqual([[], [], []]);
    expect(seen.summonses.every((s) => s.feedback === null && !s.checkIn?.reason)).toBe(true);
  });
});
