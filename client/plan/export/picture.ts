import type { Map as MapLibreMap } from 'maplibre-gl';
import { type Theme, token } from '../../ui/palette.ts';

/** A class of the legend: what it holds, how many things are in it, its colour as #rrggbb. */
export interface PictureClass {
  readonly bounds: string;
  readonly count: string;
  readonly colour: string;
}

/** What stands around the map on its picture. */
export interface Around {
  readonly title: string;
  /** What was chosen, one line each. */
  readonly lines: readonly string[];
  readonly legend: { readonly title: string; readonly classes: readonly PictureClass[] } | null;
  readonly foot: string;
  /** Longest scale bar that fits and how long it is in words. */
  readonly scale: { readonly metres: number; readonly label: string };
}

const gap = 24;
const face = "'Noto Sans SC Variable', sans-serif";

/** The map as it stands, in a canvas of its own: read in the frame that draws it, for WebGL keeps nothing after. */
export function mapCanvas(map: MapLibreMap): Promise<HTMLCanvasElement> {
  return new Promise((resolve) => {
    map.once('render', () => {
      const drawn = map.getCanvas();
      const copy = document.createElement('canvas');
      copy.width = drawn.width;
      copy.height = drawn.height;
      copy.getContext('2d')?.drawImage(drawn, 0, 0);
      resolve(copy);
    });
    map.triggerRepaint();
  });
}

/** A PNG of the map with title, filters, legend, scale, date and edition around it. */
export async function pictureOf(map: MapLibreMap, around: Around, theme: Theme): Promise<Blob> {
  const drawn = await mapCanvas(map);
  // All that follows is in CSS pixels; a fine screen has several of its own to each.
  const fine = drawn.width / map.getContainer().clientWidth;
  const [width, height] = [drawn.width / fine, drawn.height / fine];
  const head = 56 + 20 * around.lines.length;
  const foot = 92;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * fine);
  canvas.height = Math.round((head + height + foot) * fine);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('the browser gave no canvas to draw on');
  pen.scale(fine, fine);
  pen.fillStyle = token(theme, 'surface');
  pen.fillRect(0, 0, width, head + height + foot);
  const write = (text: string, x: number, y: number, size: number, colour: string, bold = false) => {
    pen.font = `${bold ? 500 : 400} ${size}px ${face}`;
    pen.fillStyle = token(theme, colour);
    pen.fillText(text, x, y, width - x - gap);
  };
  write(around.title, gap, 36, 22, 'ink', true);
  around.lines.forEach((line, i) => {
    write(line, gap, 60 + 20 * i, 13, 'ink-2');
  });
  pen.drawImage(drawn, 0, head, width, height);
  drawScale(pen, map, around.scale, width, head + height, theme);
  if (around.legend !== null) drawLegend(pen, around.legend, head + height, theme);
  pen.textAlign = 'right';
  pen.font = `400 12px ${face}`;
  pen.fillStyle = token(theme, 'ink-2');
  pen.fillText(around.foot, width - gap, head + height + foot - 16);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture was made'))), 'image/png'),
  );
}

function drawLegend(
  pen: CanvasRenderingContext2D,
  { title, classes }: NonNullable<Around['legend']>,
  top: number,
  theme: Theme,
): void {
  pen.font = `500 13px ${face}`;
  pen.fillStyle = token(theme, 'ink');
  pen.fillText(title, gap, top + 24);
  classes.forEach(({ bounds, count, colour }, i) => {
    const x = gap + i * 64;
    pen.fillStyle = colour;
    pen.fillRect(x, top + 48, 62, 10);
    pen.font = `400 12px ${face}`;
    pen.fillStyle = token(theme, 'ink-2');
    pen.fillText(count, x, top + 43, 60);
    pen.fillStyle = token(theme, 'ink');
    pen.fillText(bounds, x, top + 74, 60);
  });
}

/** Metres to a CSS pixel in the middle of the map. */
export function metresPerPixel(map: MapLibreMap): number {
  const { clientWidth, clientHeight } = map.getContainer();
  const [x, y] = [clientWidth / 2, clientHeight / 2];
  return map.unproject([x - 50, y]).distanceTo(map.unproject([x + 50, y])) / 100;
}

function drawScale(
  pen: CanvasRenderingContext2D,
  map: MapLibreMap,
  { metres, label }: Around['scale'],
  right: number,
  bottom: number,
  theme: Theme,
): void {
  const length = metres / metresPerPixel(map);
  const [x, y] = [right - gap - length, bottom + 30];
  pen.strokeStyle = token(theme, 'ink');
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(x, y - 5);
  pen.lineTo(x, y);
  pen.lineTo(x + length, y);
  pen.lineTo(x + length, y - 5);
  pen.stroke();
  pen.font = `400 12px ${face}`;
  pen.fillStyle = token(theme, 'ink');
  pen.textAlign = 'right';
  pen.fillText(label, right - gap, y - 8);
  pen.textAlign = 'left';
}

/** The longest of 1, 2, 5 × 10ⁿ metres that is no longer than `most` pixels. */
export function scaleLength(map: MapLibreMap, most = 140): number {
  const limit = metresPerPixel(map) * most;
  const power = 10 ** Math.floor(Math.log10(limit));
  return [5, 2, 1].map((step) => step * power).find((metres) => metres <= limit) ?? power;
}
