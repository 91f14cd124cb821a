import { ScatterplotLayer } from '@deck.gl/layers';
import type { Incident } from '../api.ts';
import type { Palette } from './palette.ts';
import { firstFootprint } from './style.ts';

/** Incidents as small dots in the colour of their kind, drawn by deck.gl under the footprint: there may be thousands. */
export function incidentLayer(
  incidents: readonly Incident[],
  colours: Palette,
  scale: number,
  selected: string | null,
) {
  return new ScatterplotLayer<Incident>({
    id: 'incidents',
    data: incidents as Incident[],
    getPosition: ({ location }) => [location[0], location[1]],
    getRadius: ({ id }) => (id === selected ? 6 : 3.6) * scale,
    radiusUnits: 'pixels',
    getFillColor: ({ category }) => rgb(colours.kind[category.kind]),
    getLineColor: rgb(colours.surface),
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 1.2 * scale,
    opacity: 0.9,
    pickable: true,
    updateTriggers: { getRadius: [selected, scale], getFillColor: colours.theme },
    // Read by the interleaving overlay, unknown to the layer itself.
    ...({ beforeId: firstFootprint } as object),
  });
}

function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
