import type { Lonlat } from '../geometry.ts';
import type { Coverage } from './coverage.ts';
import { frameAt, toPlane } from './frame.ts';
import { distanceToEdge, faceAt, visitEdges } from './raster.ts';

/** Standard deviations beyond which all edges together count for less than a thousand-millionth. */
const farthest = 6.5;

/** A 95 % radius is this many standard deviations of a circular Gaussian: √(−2 ln 0.05). */
const radiusPerSigma = 2.45;

/**
 * Probability that a place known within `accuracy` metres (95 % radius, Gaussian) lies in each face near it.
 *
 * By Green's theorem in polar coordinates a region holds (1 / 2π) ∮ (1 − exp(−ρ² / 2σ²)) dθ, which is 1 or 0 for the
 * region around the centre or elsewhere, less (1 / 2π) ∮ exp(−ρ² / 2σ²) dθ. Along a straight edge that is a difference of
 * Owen's T functions, so the result is exact, and only edges within a few σ count.
 */
export function faceProbabilities(
  coverage: Coverage,
  [longitude, latitude]: Lonlat,
  accuracy: number,
): ReadonlyMap<number, number> {
  const { arrangement: a, raster } = coverage;
  const sigma = accuracy / radiusPerSigma;
  const frame = frameAt(longitude, latitude);
  // A centre on a line belongs to no one face: step off by a hundred-thousandth of σ.
  const [x, y] = toPlane(frame, [longitude, latitude]);
  const centreX = x + 0.82e-5 * sigma;
  const centreY = y + 0.57e-5 * sigma;
  const unitX = centreX / frame.scaleX + frame.originX;
  const unitY = centreY / frame.scaleY + frame.originY;
  const probabilities = new Map([[faceAt(a, raster, unitX, unitY), 1]]);
  const add = (face: number, part: number): void => {
    probabilities.set(face, (probabilities.get(face) ?? 0) + part);
  };
  const reach = farthest * sigma;
  const seen = new Set<number>();
  visitEdges(
    raster,
    unitX - reach / frame.scaleX,
    unitY - reach / frame.scaleY,
    unitX + reach / frame.scaleX,
    unitY + reach / frame.scaleY,
    (edge) => {
      if (seen.has(edge)) return;
      seen.add(edge);
      const p = a.chainVertex[edge] ?? 0;
      const q = a.chainVertex[edge + 1] ?? 0;
      const part = edgePart(
        (((a.vertexX[p] ?? 0) - frame.originX) * frame.scaleX - centreX) / sigma,
        (((a.vertexY[p] ?? 0) - frame.originY) * frame.scaleY - centreY) / sigma,
        (((a.vertexX[q] ?? 0) - frame.originX) * frame.scaleX - centreX) / sigma,
        (((a.vertexY[q] ?? 0) - frame.originY) * frame.scaleY - centreY) / sigma,
      );
      const chain = raster.edgeChain[edge] ?? 0;
      add(a.chainLeft[chain] ?? 0, -part);
      add(a.chainRight[chain] ?? 0, part);
    },
  );
  for (const [face, probability] of probabilities) if (probability < 1e-9) probabilities.delete(face);
  return probabilities;
}

/** (1 / 2π) ∫ exp(−ρ² / 2) dθ along an edge, in units of σ, positive counter-clockwise around the origin. */
function edgePart(px: number, py: number, qx: number, qy: number): number {
  if (!(distanceToEdge(px, py, qx, qy) < farthest)) return 0;
  const length = Math.hypot(qx - px, qy - py);
  const cross = (px * qy - py * qx) / length;
  const distance = Math.abs(cross);
  const along = (x: number, y: number): number => (x * (qx - px) + y * (qy - py)) / length;
  return Math.sign(cross) * (owenT(distance, along(qx, qy)) - owenT(distance, along(px, py)));
}

/**
 * Owen's T(h, a) for h ≥ 0, given the product t = a·h: odd in t. For |a| ≤ 1 by Gauss–Legendre quadrature of its integral;
 * beyond, by T(h, a) = (Q(h) + Q(ah)) / 2 − Q(h) Q(ah) − T(ah, 1/a) with Q the upper tail (Owen 1956, eq. 2.3).
 */
export function owenT(h: number, t: number): number {
  if (t < 0) return -owenT(h, -t);
  if (t <= h) return h === 0 ? 0 : quadrature(h, t / h);
  const [tailH, tailT] = [upperTail(h), upperTail(t)];
  return (tailH + tailT) / 2 - tailH * tailT - quadrature(t, h / t);
}

/** (1 / 2π) ∫₀ᵃ exp(−h² (1 + x²) / 2) / (1 + x²) dx for 0 ≤ a ≤ 1, right within 1e-10. */
function quadrature(h: number, a: number): number {
  // Beyond x = 8 / h the integrand has vanished; cutting there keeps the nodes where it has not.
  const end = Math.min(a, 8 / Math.max(h, 1e-300));
  let sum = 0;
  for (let i = 0; i < nodes.length; i++)
    for (const side of [-1, 1]) {
      const x = (end / 2) * (1 + side * (nodes[i] ?? 0));
      sum += ((weights[i] ?? 0) * Math.exp((-h * h * (1 + x * x)) / 2)) / (1 + x * x);
    }
  return (sum * end) / (4 * Math.PI);
}

/** Gauss–Legendre, 16 points: positive nodes and their weights. */
const nodes = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438, 0.755404408355003,
  0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
];
const weights = [
  0.1894506104550685, 0.1826034150449236, 0.1691565193950025, 0.1495959888165767, 0.1246289712555339,
  0.0951585116824928, 0.0622535239386479, 0.0271524594117541,
];

/** Upper tail of the standard normal distribution, Q(x) for x ≥ 0: a series near 0, Laplace's continued fraction beyond. */
function upperTail(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = x;
  for (let k = 40; k > 0; k--) fraction = x + k / fraction;
  return density / fraction;
}
