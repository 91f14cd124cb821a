import { describe, expect, test } from 'vitest';
import { figures, muster, musters, shortName } from '../../../client/wall/whistles.ts';
import { minutes, whistle } from './whistle-data.ts';

describe('a whistle that somebody is missing from', () => {
  const joint = whistle('a', { '110106002': [5, null], '110102020': [6, 7] });
  test('counts who has come and who has not, side by side', () => {
    const card = muster(joint, minutes(10));
    expect([card.called, card.arrived, card.missing]).toEqual([4, 3, 1]);
    expect(card.sides.map(({ summonses }) => summonses.length)).toEqual([2, 2]);
    expect([card.dueAt, card.completeAt, card.overdue]).toEqual([minutes(60), null, false]);
  });
  test('is overdue from the moment after its deadline', () => {
    expect(muster(joint, minutes(60)).overdue).toBe(false);
    expect(muster(joint, minutes(60) + 1).overdue).toBe(true);
  });
  test('is never overdue once all are there, however late they came', () => {
    const late = muster(whistle('b', { '110101001': [80] }), minutes(90));
    expect([late.overdue, late.completeAt]).toEqual([false, minutes(80)]);
  });
});

test('the board begins with emergencies, then overdue, then least time left; complete ones come last', () => {
  const open = [
    whistle('complete', { '110101001': [1] }),
    whistle('later', { '110101001': [null] }, { due: 90 }),
    whistle('sooner', { '110101001': [null] }, { due: 50 }),
    whistle('late', { '110101001': [null] }, { due: 10 }),
    whistle('emergency', { '110101001': [null] }, { kind: 'emergency', due: 200 }),
    whistle('emergency-complete', { '110101001': [2] }, { kind: 'emergency' }),
    whistle('closed', { '110101001': [2] }, { closed: 20 }),
  ];
  expect(musters(open, minutes(30)).map((card) => card.whistle.id)).toEqual([
    'emergency',
    'late',
    'sooner',
    'later',
    'emergency-complete',
    'complete',
  ]);
});

test('the figures count open whistles, and bodies that have come and not been released', () => {
  const cards = musters(
    [
      whistle('a', { '110101001': [1, null] }, { due: 10 }),
      whistle('b', { '110101001': [1, 2] }, { kind: 'priority' }),
    ],
    minutes(30),
  );
  expect(figures(cards)).toEqual({
    open: 2,
    overdue: 1,
    onSite: 3,
    missing: 1,
    mustering: 1,
    byKind: { enforcement: 1, priority: 1, emergency: 0 },
  });
});

test('areas named side by side lose their rank, unless nothing would be left', () => {
  expect(['广安门外街道', '首都机场街道', '永顺镇', '张家湾地区', '城关街道', '青镇'].map(shortName)).toEqual(
    ['广安门外', '首都机场', '永顺', '张家湾', '城关', '青镇'],
  );
});
