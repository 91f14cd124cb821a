import { expect, test } from 'vitest';
import type { CaseDocument } from '../../../server/library/document.ts';
import { replay } from '../../../server/library/replay.ts';
import { documentSchema, faultsOf } from '../../../server/library/schema.ts';

const [west, east] = ['110106002', '110102020'];
const who = (code: string) => ({ code, name: code, nameEn: code });
const minute = (minutes: number) =>
  new Date(Date.parse('2026-05-08T01:30:00Z') + minutes * 60_000).toISOString();
const step = (minutes: number, name: string, code: string | null = null) => ({
  at: minute(minutes),
  step: name,
  who: code === null ? null : who(code),
  distance: null,
});

/** Fengtai blows alone; the footprint is drawn anew and Xicheng joins with a body of its own. */
const told: CaseDocument = {
  format: 'shaotu-case',
  version: 1,
  title: '线上的楼',
  lesson: '',
  tags: [],
  number: '0508-0001',
  kind: 'enforcement',
  joint: true,
  category: who('01-01'),
  place: '小马厂路',
  placeEn: 'Xiaomachang Road',
  location: [116.32, 39.89],
  occurredAt: minute(-5),
  blownAt: minute(0),
  blownFor: west,
  closedAt: minute(60),
  outcome: 'joint',
  sentence: { zh: '', en: '' },
  sides: [
    { ...who(west), party: 2, role: 'lead', share: 0.7 },
    { ...who(east), party: 1, role: 'assist', share: 0.3 },
  ],
  bodies: [
    { ...who(west), areaCode: west, short: '街道', shortEn: 'Office', dueAt: minute(60) },
    { ...who('110102-urban'), areaCode: east, short: '城管', shortEn: 'Urban', dueAt: minute(70) },
  ],
  seam: null,
  drawings: [
    { at: minute(-5), footprint: { type: 'Point', coordinates: [116.32, 39.89] }, accuracy: 0, parts: [] },
    { at: minute(10), footprint: { type: 'Point', coordinates: [116.321, 39.89] }, accuracy: 0, parts: [] },
  ],
  steps: [
    step(-5, 'incident.submitted'),
    step(0, 'whistle.blown', west),
    step(5, 'summons.checkedIn', west),
    step(10, 'incident.redrawn', east),
    step(10, 'side.added', east),
    step(20, 'summons.checkedIn', '110102-urban'),
    step(30, 'side.fedBack', west),
    step(31, 'side.fedBack', east),
    step(40, 'whistle.verified', west),
    step(41, 'summons.released', west),
    step(42, 'summons.released', '110102-urban'),
    step(50, 'side.signed', west),
    step(51, 'side.signed', east),
    step(60, 'whistle.closed', west),
  ],
};

test('a case is rebuilt from its steps alone: each stage in its turn', () => {
  expect(replay(told).map(({ stage }) => stage)).toEqual([
    'before',
    'mustering',
    'handling',
    'handling',
    'mustering',
    'handling',
    'handling',
    'verifying',
    'releasing',
    'releasing',
    'signing',
    'signing',
    'signing',
    'closed',
  ]);
});

test('who joined later is outside until then, and the footprint changes with the redrawing', () => {
  const frames = replay(told);
  const eastAt = (index: number) => frames[index]?.sides.find(({ code }) => code === east)?.state;
  expect([eastAt(1), eastAt(3), eastAt(4)]).toEqual(['outside', 'outside', 'present']);
  expect(frames[1]?.bodies.map(({ called }) => called)).toEqual([true, false]);
  expect(frames.map(({ drawing }) => drawing).slice(0, 5)).toEqual([0, 0, 0, 1, 1]);
  expect(frames.at(-1)?.bodies[1]).toMatchObject({ checkedInAt: minute(20), releasedAt: minute(42) });
});

test('a step that this version does not know changes nothing', () => {
  const [, , third] = replay({ ...told, steps: told.steps.with(2, step(5, 'moon.risen', west)) });
  expect(third?.bodies[0]?.checkedInAt).toBeNull();
  expect(third?.stage).toBe('mustering');
});

test('a file is checked field by field, and as a whole', () => {
  const read = documentSchema.safeParse({ ...told, phone: '13800000000' });
  expect(read.success && 'phone' in read.data).toBe(false);
  expect(faultsOf(told)).toEqual([]);
  const broken: CaseDocument = {
    ...told,
    blownFor: '110108001',
    steps: [...told.steps.slice(0, -1), step(-30, 'message.sent', west)],
  };
  expect(faultsOf(broken).map(({ pointer }) => pointer)).toEqual(['#/blownFor', '#/steps/13/at', '#/steps']);
  const refused = (change: object) => documentSchema.safeParse({ ...told, ...change }).success;
  const open = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ],
  };
  expect(refused({ drawings: [{ ...told.drawings[0], footprint: open }] })).toBe(false);
  expect(refused({ location: [216, 39] })).toBe(false);
  expect(refused({ version: 2 })).toBe(false);
  expect(refused({ steps: [] })).toBe(false);
});
