import { useEffect, useState } from 'react';
import type { Whistle } from '../api.ts';
import { serverNow } from '../ui/now.ts';
import {
  emergencyScene,
  type Playing,
  play,
  playInStep,
  type Scene,
  type SceneName,
  sceneKey,
  sceneList,
} from './scenes.ts';

/**
 * The scene to show, and where it stands among those that play in turn (-1 for an emergency that broke in).
 * `dwell` in seconds; `there`: scenes of quantities whose figures have come; `inStep`: with the other browsers of one wall.
 */
export function useScene(
  whistles: readonly Whistle[],
  asked: readonly SceneName[],
  {
    there,
    dwell,
    inStep,
  }: { readonly there: readonly SceneName[]; readonly dwell: number; readonly inStep: boolean },
  now: number,
): { readonly scene: Scene; readonly index: number; readonly list: readonly Scene[] } {
  const list = sceneList(whistles, asked, there);
  const emergency = emergencyScene(whistles);
  const [playing, setPlaying] = useState<Playing>(() => ({
    scene: list[0] ?? { name: 'overview' },
    since: serverNow(),
  }));
  const next = (inStep ? playInStep : play)(playing, list, emergency, now, dwell * 1000);
  useEffect(() => {
    if (next !== playing) setPlaying(next);
  }, [next, playing]);
  const key = sceneKey(next.scene);
  return { scene: next.scene, index: list.findIndex((scene) => sceneKey(scene) === key), list };
}
