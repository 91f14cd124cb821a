/** Where everything stands, in units: 1/1080 of the wall's shorter side, or less where the wall is narrower than 4:3. */
export interface Grid {
  /** Pixels in a unit. */
  readonly unit: number;
  /** Width and height of the wall in units. */
  readonly width: number;
  readonly height: number;
  /** Whether it stands upright: panels one over the other. */
  readonly portrait: boolean;
  /** Height of the muster board, and of what takes its place, in units. */
  readonly boardHeight: number;
  /** Columns of the muster board, 480 units each. */
  readonly boardColumns: 1 | 2 | 3;
  /** Whether there is room for a list of the whistles that are being handled under the board. */
  readonly handled: boolean;
  /** Columns of the lines of latest events. */
  readonly tickerColumns: 1 | 2 | 3;
}

export const measures = { top: 64, left: 384, board: 480, ticker: 140, boardHead: 72, foot: 660 } as const;

/**
 * The grid of a screen in pixels. What a wall gains in width over 16:9 goes to the map first, then to a second and third
 * column of the board, then to a list of what is being handled. Type never grows with width.
 */
export function gridOf(pixelsWide: number, pixelsHigh: number): Grid {
  if (pixelsHigh > pixelsWide) return uprightGrid(pixelsWide, pixelsHigh);
  const unit = Math.min(pixelsHigh / 1080, pixelsWide / 1440);
  const width = pixelsWide / unit;
  const boardColumns = width < 2560 ? 1 : width < 4800 ? 2 : 3;
  const map = width - measures.left - measures.board * boardColumns;
  return {
    unit,
    width,
    height: pixelsHigh / unit,
    portrait: false,
    boardHeight: pixelsHigh / unit - measures.top,
    boardColumns,
    handled: boardColumns > 1,
    tickerColumns: map < 1700 ? 1 : map < 3000 ? 2 : 3,
  };
}

/** Upright: figures over the map, the board in two columns under it. */
function uprightGrid(pixelsWide: number, pixelsHigh: number): Grid {
  const unit = pixelsWide / 1080;
  return {
    unit,
    width: 1080,
    height: pixelsHigh / unit,
    portrait: true,
    boardHeight: measures.foot,
    boardColumns: 2,
    handled: false,
    tickerColumns: 1,
  };
}
