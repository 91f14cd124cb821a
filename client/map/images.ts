import type { Map as MapLibreMap } from 'maplibre-gl';
import { hatchImage } from '../ui/hatch-image.ts';
import { markImage, markImageName, markStates } from './mark-images.ts';
import { palette, type Theme } from './palette.ts';

const pixelRatio = 2;

/** Puts the hatches of the parties and the marks of whistles into the map's style, in place of those of another theme. */
export function putImages(map: MapLibreMap, theme: Theme, scale: number): void {
  for (const party of [1, 2, 3, 4, 5, 6])
    put(map, `hatch-${party}`, hatchImage(party, theme, pixelRatio, scale));
  const colours = palette(theme);
  for (const state of markStates)
    put(map, markImageName(state), markImage(state, colours, 28 * scale, pixelRatio));
}

function put(map: MapLibreMap, name: string, image: ImageData): void {
  if (map.hasImage(name)) map.removeImage(name);
  map.addImage(name, image, { pixelRatio });
}
