import { describe, expect, test } from 'vitest';
import { emergencyScene, type Playing, play, sceneKey, sceneList } from '../../../client/wall/scenes.ts';
import { readWallSearch, scenesOf } from '../../../client/wall/search.ts';
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
  expect(scenesOf({})).toEqual(all);
});
