import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Palette } from '../map/palette.ts';

const pixelRatio = 2;

/** Puts what the drawing of an edition needs into the map's style, in place of that of another theme. */
export function putAdminImages(map: MapLibreMap, colours: Palette): void {
  put(
    map,
    'admin-hatch',
    tile(10 * Math.SQRT2, (context, side) => hatch(context, side, colours.defect)),
  );
  // Beside the hatches of parties, in the hue of none.
  put(
    map,
    'admin-nobody',
    tile(14 * Math.SQRT2, (context, side) => hatch(context, side, colours.labelSecond, 0.6)),
  );
  put(
    map,
    'admin-dots',
    tile(8, (context, side) => dots(context, side, colours.defect)),
  );
  put(
    map,
    'admin-cross',
    tile(18, (context, side) => cross(context, side, colours)),
  );
  put(
    map,
    'admin-triangle',
    tile(16, (context, side) => triangle(context, side, colours)),
  );
}

function put(map: MapLibreMap, name: string, image: ImageData): void {
  if (map.hasImage(name)) map.removeImage(name);
  map.addImage(name, image, { pixelRatio });
}

type Context = OffscreenCanvasRenderingContext2D;

/** A square of `size` CSS pixels, drawn in its own pixels. */
function tile(size: number, draw: (context: Context, side: number) => void): ImageData {
  const side = Math.round(size * pixelRatio);
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (context === null) throw new Error('no 2d canvas for the marks of defects');
  draw(context, side);
  return context.getImageData(0, 0, side, side);
}

/** Strokes from top left to bottom right over a faint ground; three, so that the corners are covered as the middle is. */
function hatch(context: Context, side: number, color: string, width = 1.4): void {
  ground(context, side, color, 0.1);
  context.strokeStyle = color;
  context.lineWidth = width * pixelRatio;
  context.beginPath();
  for (const shift of [-0.5, 0, 0.5, -1, 1]) {
    context.moveTo(shift * side, 0);
    context.lineTo((shift + 1) * side, side);
  }
  context.stroke();
}

function dots(context: Context, side: number, color: string): void {
  ground(context, side, color, 0.1);
  context.fillStyle = color;
  context.beginPath();
  context.arc(side / 2, side / 2, 0.9 * pixelRatio, 0, 2 * Math.PI);
  context.fill();
}

function ground(context: Context, side: number, color: string, alpha: number): void {
  context.globalAlpha = alpha;
  context.fillStyle = color;
  context.fillRect(0, 0, side, side);
  context.globalAlpha = 1;
}

/** A crossed circle: something is wrong at this point. */
function cross(context: Context, side: number, colours: Palette): void {
  const middle = side / 2;
  context.lineWidth = 1.5 * pixelRatio;
  context.strokeStyle = colours.defect;
  context.fillStyle = colours.surface;
  context.beginPath();
  context.arc(middle, middle, 7.5 * pixelRatio, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.beginPath();
  for (const [dx, dy] of [
    [1, 1],
    [1, -1],
  ] as const) {
    const reach = 2.8 * pixelRatio;
    context.moveTo(middle - dx * reach, middle - dy * reach);
    context.lineTo(middle + dx * reach, middle + dy * reach);
  }
  context.stroke();
}

/** A warning has the shape it has in the report. */
function triangle(context: Context, side: number, colours: Palette): void {
  context.lineWidth = 1.4 * pixelRatio;
  context.lineJoin = 'round';
  context.strokeStyle = colours.defect;
  context.fillStyle = colours.surface;
  context.beginPath();
  context.moveTo(side / 2, 0.14 * side);
  context.lineTo(0.88 * side, 0.82 * side);
  context.lineTo(0.12 * side, 0.82 * side);
  context.closePath();
  context.fill();
  context.stroke();
}
