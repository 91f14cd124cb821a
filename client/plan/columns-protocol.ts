import type { Theme } from '../ui/palette.ts';
import type { Bins } from './bins.ts';
import type { DensityImage } from './density-image.ts';
import type { PlanSearch } from './url.ts';

/** Counts as they come out of the worker: the surface of density is painted there. */
export type DrawnBins = Omit<Bins, 'density'> & { readonly density: DensityImage | null };

/** What the worker is asked: to read the incidents (again), or to count them for a state of the desk. */
export type WorkerQuestion =
  | { readonly ask: 'load'; readonly language: string }
  | { readonly ask: 'count'; readonly number: number; readonly search: PlanSearch; readonly theme: Theme };

export type WorkerAnswer =
  | { readonly told: 'loaded'; readonly edition: number; readonly count: number }
  | { readonly told: 'failed'; readonly status: number; readonly title: string; readonly detail: string }
  | {
      readonly told: 'counted';
      readonly number: number;
      readonly bins: DrawnBins;
      readonly milliseconds: number;
    };
