import type { Lonlat } from '../../geodata/geometry.ts';

/** Lets a dialog ask for a place on the map: the next click there is the answer. */
export interface Place {
  /** True while the map waits for the click. */
  readonly picking: boolean;
  readonly pick: (take: (position: Lonlat) => void) => void;
  readonly cancel: () => void;
}
