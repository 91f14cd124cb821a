import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { blockedLayer } from './blocked.ts';
import { fontFaces } from './fonts.ts';
import { type Language, palette, type Theme } from './palette.ts';
import { tileSources } from './sources.ts';
import { boundaryLayers, hotSeamLayers } from './style-boundaries.ts';
import { arrivalLayers, caseLabelLayers, footprintLayers, markLayers } from './style-cases.ts';
import { groundLayers } from './style-ground.ts';
import { labelLayers } from './style-labels.ts';

/** Everything the look of the map depends on. */
export interface StyleInput {
  readonly theme: Theme;
  readonly language: Language;
  readonly edition: number;
  /** Enlarges lines and type: 1 on the desk, more on a wall. */
  readonly scale: number;
  /** Keys of the seams that matter now. */
  readonly hot: readonly string[];
  /** Scheme and host of our own server: "http://localhost:3000". */
  readonly origin: string;
  /** What is going on, by source; a source without an entry is empty. */
  readonly live: Readonly<Partial<Record<LiveSource, FeatureCollection>>>;
}

/** Sources the map fills itself, of what is going on. */
export const liveSources = ['footprint', 'footprint-label', 'edge', 'arrival', 'whistle', 'blocked'] as const;
export type LiveSource = (typeof liveSources)[number];

export const noFeatures: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** The dots of incidents go in under the footprint. */
export const firstFootprint = 'footprint-plate';

/** The whole style as a function of its input, layers bottom first. Nothing in it leaves our own server. */
export function mapStyle(input: StyleInput): StyleSpecification {
  return {
    version: 8,
    sources: {
      ...tileSources(input.origin, input.edition),
      ...Object.fromEntries(
        liveSources.map((name) => [name, { type: 'geojson', data: input.live[name] ?? noFeatures }] as const),
      ),
    },
    'font-faces': fontFaces(input.origin),
    transition: { duration: 0, delay: 0 },
    layers: mapLayers(input),
  };
}

/** Order: land, streets, buildings, boundaries, footprint, the seam over it, labels of the ground, marks and their labels, and where no label may stand. */
export function mapLayers({ theme, language, scale, hot }: StyleInput): LayerSpecification[] {
  const colours = palette(theme);
  return [
    ...groundLayers(colours, scale),
    ...boundaryLayers(colours, scale),
    ...footprintLayers(colours, scale),
    ...hotSeamLayers(colours, scale, hot),
    ...labelLayers(colours, language, scale),
    ...arrivalLayers(colours, scale),
    ...markLayers(),
    ...caseLabelLayers(colours, scale),
    blockedLayer,
  ];
}
