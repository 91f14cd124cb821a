import { useEffect, useState } from 'react';
import { type Grid, gridOf } from './grid.ts';

/** The grid of this browser's window, measured anew with every change of its size. */
export function useGrid(): Grid {
  const [grid, setGrid] = useState(() => gridOf(innerWidth, innerHeight));
  useEffect(() => {
    const measure = () => setGrid(gridOf(innerWidth, innerHeight));
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return grid;
}
