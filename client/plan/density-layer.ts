import type { CanvasSourceSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { DensityImage } from './density-image.ts';

const id = 'plan-density';

/** Lays a surface of density over the land. */
export function drawDensity(map: MapLibreMap, { bounds, image }: DensityImage): void {
  clearDensity(map);
  const [west, south, east, north] = bounds;
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  const source: CanvasSourceSpecification = {
    type: 'canvas',
    canvas,
    animate: false,
    coordinates: [
      [west, north],
      [east, north],
      [east, south],
      [west, south],
    ],
  };
  map.addSource(id, source);
  map.addLayer(
    { id, type: 'raster', source: id, paint: { 'raster-opacity': 0.86, 'raster-fade-duration': 0 } },
    'boundary-cell',
  );
}

export function clearDensity(map: MapLibreMap): void {
  if (map.getLayer(id) !== undefined) map.removeLayer(id);
  if (map.getSource(id) !== undefined) map.removeSource(id);
}
