import { asLanguage, type Language } from '../text/text.ts';
import { type Theme, themes } from '../ui/palette.ts';
import { type SceneName, sceneNames } from './scenes.ts';

/** What a wall is told by its address. Anything it does not know is left out, and the usual stands. */
export interface WallSearch {
  /** Scenes to play, separated by commas. */
  readonly scenes?: string;
  /** Seconds that a scene stays, 5 to 600. */
  readonly dwell?: number;
  /** Code of a district or subdistrict: only what concerns it. */
  readonly area?: string;
  readonly theme?: Theme;
  readonly lang?: Language;
  /** Part of one wall of several browsers side by side, from the left: "1/3". */
  readonly tile?: string;
}

export function readWallSearch(search: Readonly<Record<string, unknown>>): WallSearch {
  const scenes = String(search.scenes ?? '')
    .split(',')
    .filter((name) => sceneNames.some((known) => known === name));
  const dwell = Number(search.dwell);
  const area = String(search.area ?? '');
  const theme = themes.find((known) => known === search.theme);
  const lang = asLanguage(search.lang);
  const tile = tileOf(String(search.tile ?? ''));
  return {
    ...(scenes.length > 0 && { scenes: scenes.join(',') }),
    ...(dwell >= 5 && dwell <= 600 && { dwell }),
    ...(/^\d{6,12}$/.test(area) && { area }),
    ...(theme && { theme }),
    ...(lang && { lang }),
    ...(tile && { tile: `${tile.index}/${tile.of}` }),
  };
}

/** The scenes asked for, in order; all of them where none was. */
export const scenesOf = (search: WallSearch): readonly SceneName[] =>
  search.scenes === undefined ? sceneNames : (search.scenes.split(',') as SceneName[]);

/** Which part of how many a browser shows; null for a wall of its own. */
export function tileOf(tile = ''): { readonly index: number; readonly of: number } | null {
  const [, index, of] = (/^([1-6])\/([2-6])$/.exec(tile) ?? []).map(Number);
  return index !== undefined && of !== undefined && index <= of ? { index, of } : null;
}
