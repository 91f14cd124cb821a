import { leastSteps } from './threshold.ts';

export interface Move {
  /** Radians from north, clockwise. */
  readonly bearing: number;
  readonly metres: number;
}

/** How far a footprint is from what is wanted of it, moved by so much: 0 or less where it is (see `Excess`). */
type ExcessMoved = (bearing: number, metres: number) => number;

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
  const after: ExcessTurned = (turn, steps) => excess(start + (turn * Math.PI) / 180, steps / stepsPerMetre);
  const here = after(0, 0);
  const straight = firstThatDoes(Math.ceil(reach * stepsPerMetre), here, after);
  if (!straight) return null;
  let best = straight;
  let left = turns.slice(turns.indexOf(straight.turn) + 1);
  while (left.length > 0) {
    // Unless half a per cent shorter in another direction, it is not worth finding out by how much.
    const steps = Math.floor(0.995 * best.steps);
    const shorter = left
      .map((turn) => ({ turn, found: after(turn, steps) }))
      .filter(({ found }) => found <= 0)
      .sort((one, other) => one.found - other.found);
    const [most] = shorter;
    if (!most) break;
    best = {
      turn: most.turn,
      // Turned a little it is little shorter.
      steps: leastSteps(
        (fewer) => after(most.turn, fewer),
        [0, here],
        [steps, most.found],
        Math.floor(0.95 * steps),
      ),
    };
    left = shorter.slice(1).map(({ turn }) => turn);
  }
  return { bearing: start + (best.turn * Math.PI) / 180, metres: best.steps / stepsPerMetre };
}

type ExcessTurned = (turn: number, steps: number) => number;

/** The least steps in the first direction in which there are any. */
function firstThatDoes(
  reach: number,
  here: number,
  after: ExcessTurned,
): { readonly turn: number; readonly steps: number } | null {
  for (const turn of turns) {
    let near: readonly [number, number] = [0, here];
    for (let far = reach; near[0] <= farthestMove * stepsPerMetre; far *= 2) {
      const found = after(turn, far);
      if (found <= 0) return { turn, steps: leastSteps((steps) => after(turn, steps), near, [far, found]) };
      near = [far, found];
    }
  }
  return null;
}
