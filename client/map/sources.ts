import type { SourceSpecification } from 'maplibre-gl';

/** Layers of tiles that the server cuts for every edition. */
const tileLayers = ['district', 'subdistrict', 'community', 'cell', 'seam', 'street', 'ground'] as const;

/** Those whose features are areas. */
const areaLayers: readonly string[] = ['district', 'subdistrict', 'community', 'cell'];

/**
 * One vector source a tile layer. Its TileJSON says between which zooms there are tiles; beyond, the map enlarges them.
 * For edition 0, before the first is published, there are none, and none is asked for.
 */
export function tileSources(origin: string, edition: number): Record<string, SourceSpecification> {
  return Object.fromEntries(
    tileLayers.map((layer) => [
      layer,
      edition === 0
        ? { type: 'vector' as const, tiles: [], minzoom: deeper, maxzoom: deeper }
        : {
            type: 'vector' as const,
            url: `${origin}/tiles/${edition}/${layer}.json`,
            // What a screen says of an area on the map, it says by the area's code.
            ...(areaLayers.includes(layer) && { promoteId: 'code' }),
          },
    ]),
  );
}

/** A zoom that no map reaches. */
const deeper = 24;
