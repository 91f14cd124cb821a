import { expect, test } from 'vitest';
import { steps } from '../../../server/live/event.ts';
import { overdue, tellingSteps, toldOf } from '../../../server/notice/audience.ts';
import type { Facts } from '../../../server/notice/facts.ts';
import { type Happening, type Reachable, recipientsOf } from '../../../server/notice/recipients.ts';
import { patience, waitAfter } from '../../../server/notice/settings.ts';
import { signature, signatureMatches } from '../../../server/notice/webhook.ts';
import { wordingOf } from '../../../server/notice/words.ts';

const account = (
  name: string,
  role: string,
  areaCode: string | null,
  bodyCode: string | null = null,
): Reachable => ({
  name,
  role,
  areaCode,
  bodyCode,
});
const accounts = [
  account('city', 'coordinator', '110000'),
  account('xicheng', 'coordinator', '110102'),
  account('guangwai', 'coordinator', '110102020'),
  account('fengtai', 'coordinator', '110106'),
  account('haidian', 'coordinator', '110108'),
  account('fengtai-urban', 'officer', null, '110106-urban'),
  account('xicheng-urban', 'officer', null, '110102-urban'),
  account('haidian-urban', 'officer', null, '110108-urban'),
];
const happening = (change: Partial<Happening>): Happening => ({
  key: 'event:1',
  step: 'whistle.blown',
  actor: 'xicheng',
  areaCode: '110102020',
  about: [],
  sides: [
    { areaCode: '110102020', path: ['110000', '110102', '110102020'] },
    { areaCode: '110106002', path: ['110000', '110106', '110106002'] },
  ],
  bodies: [
    { areaCode: '110102020', bodyCode: '110102-urban', excused: false },
    { areaCode: '110106002', bodyCode: '110106-urban', excused: false },
  ],
  blownBy: 'xicheng',
  blownFor: '110102020',
  superior: '110000',
  ...change,
});
const names = (change: Partial<Happening>) => recipientsOf(happening(change), accounts).map((r) => r.account);

test('a whistle tells the bodies called, those who act for its sides, and the common superior, but not its blower', () => {
  expect(names({})).toEqual(['city', 'guangwai', 'fengtai', 'fengtai-urban', 'xicheng-urban']);
});

test('a check-in is told to who blew and to the side of the body, and to no other side', () => {
  const told = {
    step: 'summons.checkedIn',
    actor: 'fengtai-urban',
    areaCode: '110106002',
    about: ['110106-urban'],
  };
  expect(names(told)).toEqual(['xicheng', 'guangwai', 'fengtai']);
});

test('a release is told to the body released alone', () => {
  expect(names({ step: 'summons.released', about: ['110106-urban'] })).toEqual(['fengtai-urban']);
});

test('a deadline that passed is told to the missing body, its side, the blower and the superior', () => {
  expect(names({ step: overdue, actor: null, areaCode: null, about: ['110106-urban'] })).toEqual([
    'city',
    'xicheng',
    'guangwai',
    'fengtai',
    'fengtai-urban',
  ]);
});

test('a body that need not come is not called any more, but is told that its side has left', () => {
  const excused = happening({}).bodies.map((body) => ({ ...body, excused: body.areaCode === '110106002' }));
  expect(names({ bodies: excused })).not.toContain('fengtai-urban');
  expect(names({ bodies: excused, step: 'side.left', areaCode: '110106002' })).toEqual([
    'fengtai',
    'fengtai-urban',
  ]);
});

test('nobody is told twice, and each as the nearest of what they are', () => {
  const [first, ...rest] = recipientsOf(happening({ step: overdue, actor: null, about: ['110102-urban'] }), [
    account('guangwai', 'coordinator', '110102020'),
  ]);
  expect(first).toEqual({ account: 'guangwai', audience: 'blower' });
  expect(rest).toEqual([]);
});

test('every step that tells somebody has a sentence in both languages, without the personal and the unsaid', () => {
  const who = { code: '110106-urban', name: '丰台城管', nameEn: 'Fengtai urban management' };
  const facts: Facts = {
    number: '0508-0117',
    kind: 'emergency',
    joint: true,
    place: '小马厂路',
    placeEn: 'Xiaomachang Road',
    category: { code: '01-01', name: '违法建设', nameEn: 'Illegal building' },
    who,
    dueAt: '2026-05-08T02:00:00Z',
    missing: [who],
  };
  const said = tellingSteps.map((step) => wordingOf(step, facts, 'Asia/Shanghai'));
  for (const { title } of said) {
    expect(title.zh).toMatch(/^[^{}]{3,}$/);
    expect(title.en).not.toMatch(/\p{Script=Han}|undefined/u);
  }
  expect(new Set(said.map(({ title }) => title.zh)).size).toBeGreaterThan(tellingSteps.length - 3);
  expect(wordingOf('whistle.blown', facts, 'Asia/Shanghai').detail.zh).toContain('05-08 10:00');
});

test('only steps that screens hear of, and deadlines, tell anybody', () => {
  expect(tellingSteps.filter((step) => !step.endsWith('.overdue') && !steps.includes(step as never))).toEqual(
    [],
  );
  expect(toldOf('survey.opened')).toEqual([]);
});

test('waits double up to the longest, and chance only shortens them', () => {
  const waits = [1, 2, 3, 20].map((attempt) => waitAfter(patience, attempt, 0));
  expect(waits).toEqual([5_000, 10_000, 20_000, 1_800_000]);
  expect(waitAfter(patience, 1, 1)).toBe(4_000);
});

test('a signature is that of the Standard Webhooks specification', () => {
  // The example of the specification: https://www.standardwebhooks.com, section "Signature scheme".
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const [id, at, body] = ['msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}'] as const;
  expect(signature(secret, id, at, body)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  expect(signatureMatches(`v1,AAAA ${signature(secret, id, at, body)}`, secret, id, at, body)).toBe(true);
  expect(signatureMatches(signature(secret, id, at, `${body} `), secret, id, at, body)).toBe(false);
});
