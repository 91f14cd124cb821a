import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { locatorZoom } from './locator.ts';
import type { Point } from './plates.ts';

/** A shape of a tile, its lines or rings in tiles from the corner of the grid. */
export interface TileShape {
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly lines: readonly (readonly Point[])[];
}

/** What the locator map is drawn from. An area or a seam that reaches over several tiles is there once for each. */
export interface Surroundings {
  readonly areas: readonly TileShape[];
  readonly seams: readonly TileShape[];
}

/** The subdistricts of some tiles of an edition and the lines between them. Rejects when one cannot be had. */
export async function fetchSurroundings(
  edition: number,
  tiles: readonly Point[],
  signal: AbortSignal,
): Promise<Surroundings> {
  const of = async (layer: 'subdistrict' | 'seam') =>
    (await Promise.all(tiles.map((tile) => fetchTile(edition, layer, tile, signal)))).flat();
  const [areas, seams] = await Promise.all([of('subdistrict'), of('seam')]);
  return { areas, seams };
}

async function fetchTile(
  edition: number,
  layer: string,
  { x, y }: Point,
  signal: AbortSignal,
): Promise<TileShape[]> {
  const response = await fetch(`/tiles/${edition}/${layer}/${locatorZoom}/${x}/${y}.mvt`, { signal });
  if (response.status === 204) return [];
  if (!response.ok) throw new Error(`a tile of ${layer} answered ${response.status}`);
  const found = new VectorTile(new PbfReader(await response.arrayBuffer())).layers[layer];
  return Array.from({ length: found?.length ?? 0 }, (_, index) => found?.feature(index)).flatMap((feature) =>
    feature === undefined
      ? []
      : [
          {
            properties: feature.properties,
            lines: feature.loadGeometry().map((line) =>
              line.map((point) => ({
                x: x + point.x / feature.extent,
                y: y + point.y / feature.extent,
              })),
            ),
          },
        ],
  );
}
