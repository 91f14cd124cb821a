import type { Lonlat } from '../../geodata/geometry.ts';
import type { Box, Point } from './plates.ts';

/** Width and height of the locator map in the corner of the wall's map, in units. */
export const locatorSize = { width: 208, height: 168 };

/** Zoom of the tiles that the locator map is drawn from: lines true to 4 m, one tile 15 km across at 40° north. */
export const locatorZoom = 11;
/** How far around a place it may show, in tiles: about 5 km. */
export const locatorReach = 1 / 3;

/** Where a place is in the grid of tiles at `locatorZoom`: whole numbers are the corners of tiles, y grows southwards. */
export function inTiles([lon, lat]: Lonlat): Point {
  const count = 2 ** locatorZoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  return {
    x: ((lon + 180) / 360) * count,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * count,
  };
}

/** Columns and rows of the tiles within `locatorReach` of a place: four at most. */
export function tilesAround({ x, y }: Point): readonly Point[] {
  const span = (middle: number) => {
    const [from, to] = [Math.floor(middle - locatorReach), Math.floor(middle + locatorReach)];
    return from === to ? [from] : [from, to];
  };
  return span(y).flatMap((row) => span(x).map((column) => ({ x: column, y: row })));
}

/** Corners of a box around points; null without any. */
export function boxAround(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/**
 * What the locator map shows, in tiles: the areas and the place with some of what lies around them, `aspect` times as wide
 * as high, within `locatorReach` of the place; areas too large for that are cut.
 */
export function locatorBox(areas: Box | null, at: Point, aspect: number): Box {
  const whole = areas ?? { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const least = locatorReach / 2;
  const left = Math.min(whole.left, at.x);
  const right = Math.max(whole.right, at.x);
  const top = Math.min(whole.top, at.y);
  const bottom = Math.max(whole.bottom, at.y);
  const height = Math.min(
    Math.max((bottom - top) * 1.3, ((right - left) * 1.3) / aspect, least),
    (2 * locatorReach) / Math.max(1, aspect),
  );
  const width = height * aspect;
  const within = (middle: number, place: number, size: number) =>
    Math.min(Math.max(middle, place - locatorReach + size / 2), place + locatorReach - size / 2);
  const x = within((left + right) / 2, at.x, width);
  const y = within((top + bottom) / 2, at.y, height);
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}
