import { type Classes, classesOf, classOf } from '../../geodata/analysis/classes.ts';
import type { Density } from '../../geodata/analysis/density.ts';
import { type Theme, token } from '../ui/palette.ts';

/** A surface of density as it is drawn: a picture over `bounds`, its classes, and how much land is in each. */
export interface DensityImage {
  readonly bounds: Density['bounds'];
  readonly image: ImageBitmap;
  readonly classes: Classes;
  /** By class; the first is what lies below a tenth of the first bound, and is not drawn. */
  readonly squareKilometres: readonly number[];
}

/** The part of the first class’s bound from which a place counts as having any. */
const least = 0.1;

/** Paints a raster in the classes that its own values make: incidents per square kilometre. */
export function densityImage({ width, height, values, bounds }: Density, theme: Theme): DensityImage {
  const peak = values.reduce((most, value) => Math.max(most, value), 0);
  const telling = values.filter((value) => value > peak / 100);
  const classes = classesOf(telling, [0.35, 0.6, 0.8, 0.92, 0.98, 1]);
  const threshold = (classes.bounds[1] ?? 0) * least;
  const colours = classes.bounds.map((_, place) => channels(token(theme, `q${place}`)));
  const cells = new Float64Array(classes.bounds.length);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  const picture = context.createImageData(width, height);
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell] ?? 0;
    const place = value < threshold ? 0 : classOf(classes, value);
    cells[place] = (cells[place] ?? 0) + 1;
    const colour = colours[place];
    if (place > 0 && colour !== undefined) picture.data.set(colour, cell * 4);
  }
  context.putImageData(picture, 0, 0);
  const perCell = squareKilometresOf(bounds) / (width * height);
  return {
    bounds,
    image: canvas.transferToImageBitmap(),
    classes,
    squareKilometres: [...cells].map((count) => count * perCell),
  };
}

/** On the sphere, which is near enough for the key of a map. */
function squareKilometresOf([west, south, east, north]: Density['bounds']): number {
  const radius = 6371.0088;
  const radians = Math.PI / 180;
  return radius ** 2 * (east - west) * radians * (Math.sin(north * radians) - Math.sin(south * radians));
}

/** #rrggbb as four bytes, opaque. */
const channels = (colour: string): [number, number, number, number] => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
  255,
];
