import type { Language } from '../text/format.ts';
import type { Muster } from './whistles.ts';

const head = 53;
const row = 83;
/** English names are longer: four rings in a row at most, and a side's name over its rings, not beside them. */
const ringsInRow = { zh: { sole: 5, joint: 4 }, en: { sole: 4, joint: 4 } } as const;
const sideName = { zh: 0, en: 26 } as const;
const moreLine = 44;

/** Height of a card in units of the wall (1/1080 of its height); the style sheet gives it the same. */
export const cardHeight = (of: Muster, language: Language): number =>
  head + row * rowsOf(of, language) + (of.whistle.joint ? of.sides.length * sideName[language] : 0);

/** Rows of rings on a card: one or more for each side of a joint whistle. */
export function rowsOf({ whistle, sides, called }: Muster, language: Language): number {
  const { sole, joint } = ringsInRow[language];
  if (!whistle.joint) return Math.max(1, Math.ceil(called / sole));
  return sides.reduce((rows, { summonses }) => rows + Math.ceil(summonses.length / joint), 0);
}

/**
 * Deals cards into columns of one height, in order, filling one after the other. What has no room is left over and
 * counted in a line of its own at the foot of the last column.
 */
export function dealColumns(
  cards: readonly Muster[],
  columns: number,
  height: number,
  language: Language,
): { readonly columns: readonly (readonly Muster[])[]; readonly rest: readonly Muster[] } {
  const whole = deal(cards, columns, height, height, language);
  return whole.rest.length === 0 ? whole : deal(cards, columns, height, height - moreLine, language);
}

function deal(
  cards: readonly Muster[],
  columns: number,
  height: number,
  lastHeight: number,
  language: Language,
) {
  const dealt: Muster[][] = Array.from({ length: columns }, () => []);
  let column = 0;
  let used = 0;
  for (const [index, card] of cards.entries()) {
    const needed = cardHeight(card, language);
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
