/**
 * Sides decided exactly, and never a tie. Positions are multiples of 1/65536 grid unit under 2^26, so that differences
 * are exact; what a double cannot tell apart is told by products split in two (Dekker 1971). A footprint counts as
 * moved by an infinitesimal step south and a yet smaller one east (simulation of simplicity, Edelsbrunner and Mücke
 * 1990): no corner of it lies on a boundary, and no boundary's corner on it, whatever was drawn along whatever.
 */

/** Grid units are divided by this much for a footprint's corners: less than a double tells apart at 100°. */
export const stepsPerUnit = 65_536;

/** Where vertex v lies of the footprint's edge p → q: positive on the left, where the footprint is. Never 0. */
export function sideOfOutline(
  px: number,
  py: number,
  qx: number,
  qy: number,
  vx: number,
  vy: number,
): number {
  const exact = determinant(qx - px, qy - py, vx - px, vy - py);
  return exact !== 0 ? exact : qx > px || (qx === px && qy > py) ? least : -least;
}

/** Where the footprint's corner p lies of the boundary's edge a → b: positive on the left. Never 0. */
export function sideOfBoundary(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  px: number,
  py: number,
): number {
  const exact = determinant(bx - ax, by - ay, px - ax, py - ay);
  return exact !== 0 ? exact : bx < ax || (bx === ax && by < ay) ? least : -least;
}

/** a d − b c with the right sign; its size is right to the last digits of a double. */
export function determinant(a: number, b: number, c: number, d: number): number {
  const one = a * d;
  const other = b * c;
  const difference = one - other;
  const doubt = 4e-16 * (Math.abs(one) + Math.abs(other));
  if (difference > doubt || -difference > doubt) return difference;
  return difference + (productTail(a, d, one) - productTail(b, c, other));
}

/** What is left of a product beyond its rounding: a · b = product + tail, exactly. */
function productTail(a: number, b: number, product: number): number {
  const splitA = splitter * a;
  const highA = splitA - (splitA - a);
  const lowA = a - highA;
  const splitB = splitter * b;
  const highB = splitB - (splitB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** Stands for a side that only the infinitesimal step decides. */
const least = Number.MIN_VALUE;

/** 2^27 + 1 halves the digits of a double. */
const splitter = 134_217_729;
