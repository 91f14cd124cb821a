import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { kindShape } from '../ui/kind-shape.ts';
import type { Palette } from './palette.ts';

/** What a whistle's mark says besides its kind. */
export interface MarkState {
  readonly kind: WhistleKind;
  /** Cut by a slit. */
  readonly joint: boolean;
  /** Filled while somebody is missing, an outline once all are there. */
  readonly missing: boolean;
  /** With a coral ring. */
  readonly overdue: boolean;
}

export const markImageName = (state: MarkState): string =>
  [
    'mark',
    state.kind,
    state.joint ? 'joint' : 'sole',
    state.missing ? 'missing' : 'there',
    state.overdue ? 'overdue' : 'in-time',
  ].join('-');

/** Every state a mark can be in. */
export const markStates: readonly MarkState[] = (['enforcement', 'priority', 'emergency'] as const).flatMap(
  (kind) =>
    [true, false].flatMap((joint) =>
      [true, false].flatMap((missing) => [true, false].map((overdue) => ({ kind, joint, missing, overdue }))),
    ),
);

/** A mark on a plate of the halo's colour, `side` px wide in all, drawn at `pixelRatio`. */
export function markImage(state: MarkState, colours: Palette, side: number, pixelRatio: number): ImageData {
  const size = Math.round(side * pixelRatio);
  const context = canvas(size);
  const unit = size / 28;
  context.translate(size / 2, size / 2);
  context.scale(unit, unit);
  if (state.overdue) {
    context.beginPath();
    context.arc(0, state.kind === 'emergency' ? 0.6 : 0, 12, 0, 2 * Math.PI);
    context.fillStyle = colours.surface;
    context.globalAlpha = 0.85;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = colours.overdue;
    context.lineWidth = 2;
    context.stroke();
  }
  context.translate(-8, -8);
  const shape = new Path2D(kindShape(state.kind, state.joint));
  context.lineJoin = 'round';
  context.strokeStyle = colours.surface;
  context.lineWidth = state.joint ? 2.4 : 3.4;
  context.stroke(shape);
  context.fillStyle = state.missing ? colours.kind[state.kind] : colours.surface;
  context.fill(shape);
  if (!state.missing) {
    context.strokeStyle = colours.kind[state.kind];
    context.lineWidth = 1.8;
    context.stroke(shape);
  }
  return context.getImageData(0, 0, size, size);
}

function canvas(size: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(size, size).getContext('2d');
  if (context === null) throw new Error('no 2d canvas for the marks of the map');
  return context;
}
