import type { Bilingual } from '../geodata/jurisdiction/verdict.ts';

/** How far the process has come: what /api/health and the terminal tell while it prepares. */
export interface Progress {
  readonly step: Bilingual;
  /** 0 to 1 over the whole preparation. */
  readonly done: number;
}

export type ServerState =
  | { readonly status: 'preparing'; readonly progress: Progress }
  | { readonly status: 'failed'; readonly reason: Bilingual }
  | { readonly status: 'ready' }
  | { readonly status: 'stopping' };
