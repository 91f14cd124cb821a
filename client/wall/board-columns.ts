import type { Muster } from './whistles.ts';

/** Rings in a row: beside the chip of a side there is room for one fewer. */
export const ringsInRow = { sole: 5, joint: 4 } as const;

const head = 53;
const row = 83;
const moreLine = 44;

/** Height of a card in units of the wall (1/1080 of its height); the style sheet gives it the same. */
export const cardHeight = (of: Muster): number => head + row * rowsOf(of);

/** Rows of rings on a card: one or more for each side of a joint whistle. */
export function rowsOf({ whistle, sides, called }: Muster): number {
  if (!whistle.joint) return Math.max(1, Math.ceil(called / ringsInRow.sole));
  return sides.reduce((rows, { summonses }) => rows + Math.ceil(summonses.length / ringsInRow.joint), 0);
}

/**
 * Deals cards into columns of one height, in order, filling one after the other. What has no room is left over and
 * counted in a line of its own at the foot of the last column.
 */
export function dealColumns(
  cards: readonly Muster[],
  columns: number,
  height: number,
): { readonly columns: readonly (readonly Muster[])[]; readonly rest: readonly Muster[] } {
  const whole = deal(cards, columns, height, height);
  return whole.rest.length === 0 ? whole : deal(cards, columns, height, height - moreLine);
}

function deal(cards: readonly Muster[], columns: number, height: number, lastHeight: number) {
  const dealt: Muster[][] = Array.from({ length: columns }, () => []);
  let column = 0;
  let used = 0;
  for (const [index, card] of cards.entries()) {
    const needed = cardHeight(card);
    while (used + needed > (column === columns - 1 ? lastHeight : height)) {
      column += 1;
      used = 0;
      // A card taller than a whole column is never shown cut: it is among the rest.
      if (column >= columns) return { columns: dealt, rest: cards.slice(index) };
    }
    dealt[column]?.push(card);
    used += needed;
  }
  return { columns: dealt, rest: [] };
}
