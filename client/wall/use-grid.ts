import { useEffect, useState } from 'react';
import { type Grid, gridOf } from './grid.ts';

/** The grid of this browser's window, or of `tiles` of them side by side, measured anew with every change of its size. */
export function useGrid(tiles = 1): Grid {
  const [grid, setGrid] = useState(() => gridOf(innerWidth * tiles, innerHeight));
  useEffect(() => {
    const measure = () => setGrid(gridOf(innerWidth * tiles, innerHeight));
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [tiles]);
  return grid;
}
