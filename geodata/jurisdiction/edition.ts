import type { Area } from '../area.ts';
import type { Arrangement } from '../topology/arrangement.ts';

/**
 * What a process needs to judge incidents under one edition: every area of every level, and the arrangement of the
 * finest ones. `leaves[i]` is the code of the area that is feature i of the arrangement; leaves may be of different levels.
 */
export interface EditionGeography {
  readonly edition: number;
  readonly areas: readonly Area[];
  readonly leaves: readonly string[];
  readonly arrangement: Arrangement;
}
