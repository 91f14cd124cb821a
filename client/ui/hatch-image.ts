import { partyColor, partyNumber, type Theme, token } from './palette.ts';

/**
 * One tile of a party's hatch for `map.addImage`, seamless in both directions: its wash with the strokes over it.
 * Pass the same `pixelRatio` to addImage. `scale` enlarges the hatch itself (the wall: about 1.6 times its unit).
 */
export function hatchImage(party: number, theme: Theme, pixelRatio: number, scale = 1): ImageData {
  // The tile must hold whole periods along both axes: a diagonal of period p repeats every p·√2 along x and y.
  const diagonal = partyNumber(party) <= 2;
  const unit = diagonal ? period * Math.SQRT2 : period;
  const side = Math.max(4, Math.round(unit * scale * pixelRatio));
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2d canvas for the hatch of a party');
  const color = partyColor(theme, party);
  context.globalAlpha = Number(token(theme, 'party-fill'));
  context.fillStyle = color;
  context.fillRect(0, 0, side, side);
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = stroke * scale * pixelRatio;
  context.beginPath();
  drawHatch(context, partyNumber(party), side);
  context.stroke();
  return context.getImageData(0, 0, side, side);
}

const period = 7;
const stroke = 1.5;

function drawHatch(context: OffscreenCanvasRenderingContext2D, party: number, side: number): void {
  const half = side / 2;
  // Diagonals are drawn three times, so that the corners of the tile are covered as its middle is.
  if (party === 1) for (const x of [-side, 0, side]) segment(context, x, side, x + side, 0);
  else if (party === 2) for (const x of [-side, 0, side]) segment(context, x, 0, x + side, side);
  if (party === 3 || party === 5) segment(context, 0, half, side, half);
  if (party === 4 || party === 5) segment(context, half, 0, half, side);
  if (party === 6) {
    context.fillStyle = context.strokeStyle;
    context.arc(half, half, context.lineWidth * 0.87, 0, 2 * Math.PI);
    context.fill();
    context.beginPath();
  }
}

function segment(
  context: OffscreenCanvasRenderingContext2D,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
}
