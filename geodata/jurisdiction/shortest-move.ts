import { leastSteps } from './threshold.ts';

export interface Move {
  /** Radians from north, clockwise. */
  readonly bearing: number;
  readonly metres: number;
}

/** How far a footprint is from what is wanted of it, moved by so much: 0 or less where it is (see `Excess`). */
export type ExcessMoved = (bearing: number, metres: number) => number;

/** Metres beyond which a move would be another incident. */
const farthestMove = 2_000;
/** Moves are told to a tenth of a metre. */
const stepsPerMetre = 10;
/** Degrees off the first direction, in the order they are tried. */
const turns = [0, 6, -6, 15, -15, 35, -35, 60, -60];

/**
 * The shortest move that does it: first straight into the party, then turned to either side as long as that is shorter.
 * `reach`, in metres, is how far the footprint stretches, beyond which a straight border lets nothing stay behind.
 */
export function shortestMove(start: number, reach: number, excess: ExcessMoved): Move | null {
  const here = excess(start, 0);
  let best: { readonly bearing: number; readonly steps: number } | null = null;
  for (const turn of turns) {
    const bearing = start + (turn * Math.PI) / 180;
    const after = (steps: number): number => excess(bearing, steps / stepsPerMetre);
    let near: readonly [number, number] = [0, here];
    // Unless half a per cent shorter in this direction, it is not worth finding out by how much.
    let steps: number = best ? Math.floor(0.995 * best.steps) : Math.ceil(reach * stepsPerMetre);
    let found = after(steps);
    while (found > 0 && best === null && steps <= farthestMove * stepsPerMetre) {
      near = [steps, found];
      steps *= 2;
      found = after(steps);
    }
    if (found > 0) continue;
    best = { bearing, steps: leastSteps(after, near, [steps, found]) };
  }
  return best && { bearing: best.bearing, metres: best.steps / stepsPerMetre };
}
