import type { Map as MapLibreMap } from 'maplibre-gl';
import { hatchImage } from '../ui/hatch-image.ts';
import { blockedImage, blockedImageName } from './blocked.ts';
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
  if (!map.hasImage(blockedImageName)) map.addImage(blockedImageName, blockedImage());
  if (map.hasImage('plate')) map.removeImage('plate');
  map.addImage('plate', plate(colours.surface), {
    stretchX: [[1, 3]],
    stretchY: [[1, 3]],
    content: [1, 1, 3, 3],
  });
}

/** A plain field of the panels' colour: text that may come to lie on a hatch stands on it. */
function plate(color: string): ImageData {
  const context = new OffscreenCanvas(4, 4).getContext('2d');
  if (context === null) throw new Error('no 2d canvas for the plates of labels');
  context.fillStyle = color;
  context.globalAlpha = 0.92;
  context.fillRect(0, 0, 4, 4);
  return context.getImageData(0, 0, 4, 4);
}

function put(map: MapLibreMap, name: string, image: ImageData): void {
  if (map.hasImage(name)) map.removeImage(name);
  map.addImage(name, image, { pixelRatio });
}
