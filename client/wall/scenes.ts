import type { Whistle } from '../api.ts';

export const sceneNames = ['overview', 'joint', 'heat', 'seams'] as const;
export type SceneName = (typeof sceneNames)[number];

/** What the wall shows now. An emergency is the scene of a whistle too; it comes by itself and stays. */
export type Scene =
  | { readonly name: 'overview' | 'heat' | 'seams' }
  | { readonly name: 'joint' | 'emergency'; readonly whistleId: string };

export const sceneKey = (scene: Scene): string =>
  'whistleId' in scene ? `${scene.name}/${scene.whistleId}` : scene.name;

/**
 * The scenes that play in turn: those asked for, in that order, a joint one for each joint whistle still open, in the
 * order in which they were blown; those of quantities once these are `there`. Never empty: without others the overview
 * stands.
 */
export function sceneList(
  whistles: Iterable<Whistle>,
  asked: readonly SceneName[],
  there: readonly SceneName[] = [],
): readonly Scene[] {
  const joint = [...whistles]
    .filter((whistle) => whistle.joint && whistle.closedAt === null)
    .sort((a, b) => a.blownAt.localeCompare(b.blownAt) || a.id.localeCompare(b.id))
    .map((whistle): Scene => ({ name: 'joint', whistleId: whistle.id }));
  const list = asked.flatMap((name): readonly Scene[] => {
    if (name === 'joint') return joint;
    return name === 'overview' || there.includes(name) ? [{ name }] : [];
  });
  return list.length > 0 ? list : [{ name: 'overview' }];
}

/** The emergency that takes the screen: the latest one that somebody is missing from; null for none. */
export function emergencyScene(whistles: Iterable<Whistle>): Scene | null {
  const [latest] = [...whistles]
    .filter(
      (whistle) =>
        whistle.kind === 'emergency' &&
        whistle.closedAt === null &&
        whistle.summonses.some((summons) => summons.checkedInAt === null),
    )
    .sort((a, b) => b.blownAt.localeCompare(a.blownAt));
  return latest === undefined ? null : { name: 'emergency', whistleId: latest.id };
}

/** The scene on the screen and since when, in milliseconds. */
export interface Playing {
  readonly scene: Scene;
  readonly since: number;
}

/**
 * What plays at `now`. A scene stays for `dwell` milliseconds and is followed by the next of the list; one that has gone
 * from the list ends at once; a list of one stands still. An emergency breaks in and holds until it is over. Returns
 * `playing` itself where nothing changes.
 */
export function play(
  playing: Playing,
  list: readonly Scene[],
  emergency: Scene | null,
  now: number,
  dwell: number,
): Playing {
  const key = sceneKey(playing.scene);
  if (emergency !== null) return sceneKey(emergency) === key ? playing : { scene: emergency, since: now };
  const index = list.findIndex((scene) => sceneKey(scene) === key);
  if (index >= 0 && (list.length === 1 || now - playing.since < dwell)) return playing;
  const next = list[(index + 1) % list.length];
  return next === undefined ? playing : { scene: next, since: now };
}

/**
 * The same for walls that stand side by side and must change together: which scene it is follows from the clock alone.
 * Returns `playing` itself where nothing changes.
 */
export function playInStep(
  playing: Playing,
  list: readonly Scene[],
  emergency: Scene | null,
  now: number,
  dwell: number,
): Playing {
  const turn = Number.isFinite(dwell) ? Math.floor(now / dwell) % list.length : -1;
  const scene = emergency ?? list[turn] ?? playing.scene;
  return sceneKey(scene) === sceneKey(playing.scene) ? playing : { scene, since: now };
}
