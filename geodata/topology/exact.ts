/**
 * Exact arithmetic on grid units. Doubles hold every integer up to 2^53 ≈ 9.007e15; with edges under 4.7 degrees
 * (4.7e7 units) and points within the box of the edges compared, no product or difference below leaves that range.
 */

/** Twice the signed area of a triangle: positive where c lies left of a → b. */
export const orientation = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** numerator / denominator rounded to the nearest integer, halves up: floor(n / d + 1/2) without a rounding of its own. */
export function roundedQuotient(numerator: bigint, denominator: bigint): number {
  const sign = denominator < 0n ? -1n : 1n;
  const a = 2n * sign * numerator + sign * denominator;
  const b = 2n * sign * denominator;
  const quotient = a / b;
  return Number(a < 0n && quotient * b !== a ? quotient - 1n : quotient);
}

/**
 * Does the segment a–b meet the half-open pixel [-1, 1) × [-1, 1)? Coordinates are in half units, the pixel's point at
 * the origin. Half open, so that a segment through a shared corner meets one pixel only and hits never tie along it.
 */
export function meetsPixel(ax: number, ay: number, bx: number, by: number): boolean {
  if (ax > bx) return meetsPixel(bx, by, ax, ay);
  if (ax >= 1 || bx < -1 || Math.min(ay, by) >= 1 || Math.max(ay, by) < -1) return false;
  if (ax === bx || ay === by) return true;
  const rising = ay < by;
  const upperLeft = orientation(ax, ay, bx, by, -1, 1);
  if (upperLeft === 0) return !rising;
  const upperRight = orientation(ax, ay, bx, by, 1, 1);
  if (upperRight === 0) return rising;
  if (upperLeft > 0 !== upperRight > 0) return true;
  const lowerLeft = orientation(ax, ay, bx, by, -1, -1);
  if (lowerLeft === 0 || lowerLeft > 0 !== upperLeft > 0) return true;
  const lowerRight = orientation(ax, ay, bx, by, 1, -1);
  if (lowerRight === 0) return !rising;
  return lowerLeft > 0 !== lowerRight > 0;
}
