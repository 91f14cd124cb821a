import type { FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';

/** A box on the screen, in pixels of the map from its top left corner. */
export interface ScreenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Side of the empty image that stands for a piece of what is blocked, in pixels. */
const piece = 12;
export const blockedImageName = 'blocked';

/** The image itself: nothing to see, but names keep off it. */
export const blockedImage = () => ({ width: piece, height: piece, data: new Uint8Array(piece * piece * 4) });

/**
 * Where no name of the map may stand: a layer above all names, which are placed from the top down, so that what would
 * come under one of its images finds another place or is left out.
 */
export const blockedLayer: LayerSpecification = {
  id: 'blocked',
  type: 'symbol',
  source: 'blocked',
  layout: {
    'icon-image': blockedImageName,
    'icon-allow-overlap': true,
    'icon-ignore-placement': false,
    'icon-padding': 0,
  },
};

/**
 * Middles of the pieces that cover boxes and a rim inside the edges of a screen of a size, so that no name is cut there;
 * pixels.
 */
export function blockedPieces(
  boxes: readonly ScreenBox[],
  size: { readonly width: number; readonly height: number },
): readonly (readonly [number, number])[] {
  const { width, height } = size;
  const rim: readonly ScreenBox[] = [
    { left: 0, top: 0, right: width, bottom: piece },
    { left: 0, top: height - piece, right: width, bottom: height },
    { left: 0, top: 0, right: piece, bottom: height },
    { left: width - piece, top: 0, right: width, bottom: height },
  ];
  return [...rim, ...boxes].flatMap(({ left, top, right, bottom }) =>
    middles(top, bottom).flatMap((y) => middles(left, right).map((x) => [x, y] as const)),
  );
}

/** Middles of the pieces between two ends, without a gap and none beyond them. */
function middles(from: number, to: number): readonly number[] {
  const count = Math.max(1, Math.ceil((to - from) / piece));
  if (count === 1) return [(from + to) / 2];
  const step = (to - from - piece) / (count - 1);
  return Array.from({ length: count }, (_, index) => from + piece / 2 + index * step);
}

/** The pieces as points for the layer's source; `unproject` tells where on the ground a pixel is. */
export const blockedFeatures = (
  pieces: readonly (readonly [number, number])[],
  unproject: (at: [number, number]) => { readonly lng: number; readonly lat: number },
): FeatureCollection => ({
  type: 'FeatureCollection',
  features: pieces.map(([x, y]) => {
    const { lng, lat } = unproject([x, y]);
    return { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [lng, lat] } };
  }),
});
