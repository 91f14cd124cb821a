import type { ExpressionSpecification } from 'maplibre-gl';

/** Pixels a metre takes at zoom 22 and 40° north: 512 px tiles, 6,378,137 m radius. */
export const pixelsPerMetreAtZoom22 =
  (512 * 2 ** 22) / (2 * Math.PI * 6378137 * Math.cos((40 * Math.PI) / 180));

/**
 * A line as wide as the thing is on the ground from zoom 14 on, and never thinner than `least` px further out.
 * Exponential with base 2 between two zooms is exact for anything measured in metres.
 */
export function groundWidth(
  metres: ExpressionSpecification,
  least: number,
  extra = 0,
): ExpressionSpecification {
  const at = (zoom: number): ExpressionSpecification => [
    '+',
    extra,
    ['max', least, ['*', metres, pixelsPerMetreAtZoom22 / 2 ** (22 - zoom)]],
  ];
  return [
    'interpolate',
    ['exponential', 2],
    ['zoom'],
    9,
    least * 0.5 + extra * 0.5,
    13,
    least + extra,
    15,
    at(15),
    22,
    at(22),
  ];
}

/** Metres a pixel covers at a zoom and latitude. */
export const metresPerPixel = (zoom: number, latitude: number): number =>
  (2 * Math.PI * 6378137 * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);
