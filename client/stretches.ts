import type { SeamDetail } from './api.ts';

export type Stretch = SeamDetail['stretches'][number];

/**
 * The whole line from its beginning to its end: its stretches, and between them what is recorded for the rest. Neighbours
 * that are alike in what is asked for are one.
 */
export function segmentsOf(
  {
    stretches,
    length,
    basis,
    holder,
    accuracy,
  }: Pick<SeamDetail, 'stretches' | 'length' | 'basis' | 'holder' | 'accuracy'>,
  alike: (one: Stretch, other: Stretch) => boolean,
): readonly Stretch[] {
  const pieces: Stretch[] = [];
  let done = 0;
  const add = (to: number, what: Pick<Stretch, 'basis' | 'holder' | 'accuracy'>): void => {
    if (!(to > done)) return;
    const piece = { basis: what.basis, holder: what.holder, accuracy: what.accuracy, from: done, to };
    const last = pieces.at(-1);
    if (last && alike(last, piece)) pieces[pieces.length - 1] = { ...last, to };
    else pieces.push(piece);
    done = to;
  };
  for (const stretch of stretches) {
    add(stretch.from, { basis, holder, accuracy });
    add(Math.min(stretch.to, length), stretch);
  }
  add(length, { basis, holder, accuracy });
  return pieces;
}
