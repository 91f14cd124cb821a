import { describe, expect, test } from 'vitest';
import { classBreaks, classOf, densityOf, figureOf, shadeOf } from '../../../client/wall/quantity.ts';
import {
  emergencyScene,
  type Playing,
  play,
  playInStep,
  sceneKey,
  sceneList,
} from '../../../client/wall/scenes.ts';
import { readWallSearch, scenesOf, tileOf } from '../../../client/wall/search.ts';
import { mustReload } from '../../../client/wall/watch.ts';
import { whistle } from './whistle-data.ts';

const joint = (id: string, blown = 0) => whistle(id, { '110102020': [null], '110106002': [null] }, { blown });
const all = ['overview', 'joint'] as const;
const dwell = 20_000;

/** Keys of the scenes that are seen, asked once a second. */
function watch(seconds: number, list: ReturnType<typeof sceneList>, from: Playing): string[] {
  let playing = from;
  const seen = [sceneKey(playing.scene)];
  for (let second = 1; second <= seconds; second++) {
    playing = play(playing, list, null, second * 1000, dwell);
    if (seen.at(-1) !== sceneKey(playing.scene)) seen.push(sceneKey(playing.scene));
  }
  return seen;
}

describe('the scenes', () => {
  test('are the overview and each joint whistle in turn, by the time they were blown', () => {
    const list = sceneList([joint('b', 5), joint('a', 1), whistle('sole', { '110101001': [null] })], all);
    expect(list.map(sceneKey)).toEqual(['overview', 'joint/a', 'joint/b']);
    expect(watch(85, list, { scene: { name: 'overview' }, since: 0 })).toEqual([
      'overview',
      'joint/a',
      'joint/b',
      'overview',
      'joint/a',
    ]);
  });
  test('stand still where there is but one, and are never none', () => {
    expect(watch(100, sceneList([], all), { scene: { name: 'overview' }, since: 0 })).toEqual(['overview']);
    expect(sceneList([], ['joint']).map(sceneKey)).toEqual(['overview']);
  });
  test('go on at once when the whistle on the screen is closed', () => {
    const playing: Playing = { scene: { name: 'joint', whistleId: 'gone' }, since: 0 };
    expect(sceneKey(play(playing, sceneList([joint('a')], all), null, 1000, dwell).scene)).toBe('overview');
  });
});

describe('an emergency', () => {
  const fire = whistle('fire', { '110101001': [null] }, { kind: 'emergency' });
  test('takes the screen in the same second and holds it', () => {
    const list = sceneList([joint('a'), fire], all);
    const before: Playing = { scene: { name: 'overview' }, since: 0 };
    const taken = play(before, list, emergencyScene([fire]), 1000, dwell);
    expect(sceneKey(taken.scene)).toBe('emergency/fire');
    expect(play(taken, list, emergencyScene([fire]), 500_000, dwell)).toBe(taken);
  });
  test('gives it back when all are there', () => {
    const there = whistle('fire', { '110101001': [3] }, { kind: 'emergency' });
    expect(emergencyScene([there])).toBeNull();
    const playing: Playing = { scene: { name: 'emergency', whistleId: 'fire' }, since: 0 };
    expect(sceneKey(play(playing, sceneList([there], all), null, 1000, dwell).scene)).toBe('overview');
  });
  test('that is newer comes before an older one', () => {
    const newer = whistle('newer', { '110101001': [null] }, { kind: 'emergency', blown: 5 });
    expect(emergencyScene([fire, newer])).toEqual({ name: 'emergency', whistleId: 'newer' });
  });
});

test('the address of a wall says which scenes play, and what it cannot mean is left out', () => {
  const search = readWallSearch({
    scenes: 'joint,nonsense,overview',
    dwell: '30',
    area: 110102,
    theme: 'light',
    lang: 'en',
  });
  expect(search).toEqual({ scenes: 'joint,overview', dwell: 30, area: '110102', theme: 'light', lang: 'en' });
  expect(scenesOf(search)).toEqual(['joint', 'overview']);
  expect(readWallSearch({ scenes: 'x', dwell: 1, area: "1' or 1", theme: 'pink', lang: 'fr' })).toEqual({});
  expect(scenesOf({})).toEqual(['overview', 'joint', 'heat', 'seams']);
});

describe('scenes of quantities', () => {
  test('play in their place once their figures are there', () => {
    const asked = ['overview', 'heat', 'joint', 'seams'] as const;
    expect(sceneList([joint('a')], asked).map(sceneKey)).toEqual(['overview', 'joint/a']);
    expect(sceneList([joint('a')], asked, ['heat']).map(sceneKey)).toEqual(['overview', 'heat', 'joint/a']);
    expect(sceneList([joint('a')], asked, ['heat', 'seams']).map(sceneKey)).toEqual([
      'overview',
      'heat',
      'joint/a',
      'seams',
    ]);
  });
  test('have classes of round numbers, the last at or above the most, over the whole ramp', () => {
    expect(classBreaks([0.1, 3.2, 11])).toEqual([2, 4, 6, 8, 10, 12]);
    expect(classBreaks([0.44, 0.2])).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(classBreaks([0, 0])).toEqual([]);
    expect([0, 0.01, 2, 2.1, 12].map((value) => classOf(value, [2, 4, 6, 8, 10, 12]))).toEqual([
      0, 1, 1, 2, 6,
    ]);
    expect([0, 1, 2, 3].map((index) => shadeOf(index, 3))).toEqual([0, 2, 4, 6]);
    const square = { count: 3, area: 2e6 } as Parameters<typeof densityOf>[0];
    expect(figureOf(densityOf(square))).toBe('1.5');
    expect([0.444, 5.84, 128.4].map(figureOf)).toEqual(['0.44', '5.8', '128']);
  });
});

describe('browsers side by side', () => {
  test('are told their part by the address, and nonsense is no part', () => {
    expect(tileOf('2/3')).toEqual({ index: 2, of: 3 });
    expect(['4/3', '0/2', '1/1', 'x', undefined].map((tile) => tileOf(tile))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
  test('show the same scene at the same second, whenever each was opened', () => {
    const list = sceneList([joint('a'), joint('b')], all);
    const early: Playing = { scene: { name: 'overview' }, since: 0 };
    const late: Playing = { scene: { name: 'joint', whistleId: 'b' }, since: 61_000 };
    for (const now of [62_000, 90_000, 100_000])
      expect(sceneKey(playInStep(early, list, null, now, dwell).scene)).toBe(
        sceneKey(playInStep(late, list, null, now, dwell).scene),
      );
  });
});

describe('the watchdog', () => {
  test('loads a stuck page at once, and a new version at a quiet moment, never during an emergency', () => {
    const well = { silent: 900, renewed: false, rested: true, busy: false };
    expect(mustReload(well)).toBe(false);
    expect(mustReload({ ...well, silent: 31_000, busy: true })).toBe(true);
    expect(mustReload({ ...well, renewed: true })).toBe(true);
    expect(mustReload({ ...well, renewed: true, busy: true })).toBe(false);
  });
  test('does not go back and forth between servers of two versions', () => {
    expect(mustReload({ silent: 900, renewed: true, rested: false, busy: false })).toBe(false);
  });
});
