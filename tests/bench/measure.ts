import type { Bench } from './bench.ts';
import { rounded } from './statistics.ts';

/** One thing that is measured, by the name it has in the printed lines. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  /** Throws where it cannot be measured, or where the peer answers otherwise than we do. */
  readonly run: (bench: Bench) => Promise<Measured>;
}

export interface Measured {
  readonly ours: number;
  /** The same by the peer; null where there is none. */
  readonly peer: number | null;
  /** How many runs, items or rows the figures stand on. */
  readonly n: number;
  /** Sizes and circumstances, in a few words. */
  readonly note: string;
}

/** A line as it is printed: `ratio` is peer ÷ ours, so that more is better for us. */
export interface Line {
  readonly measure: string;
  readonly ours: number | null;
  readonly peer: number | null;
  readonly ratio: number | null;
  readonly unit: string;
  readonly n: number;
  readonly note: string;
  /** Why there is no figure. */
  readonly error?: string;
}

export function lineOf({ name, unit }: Measure, { ours, peer, n, note }: Measured): Line {
  return {
    measure: name,
    ours: rounded(ours),
    peer: peer === null ? null : rounded(peer),
    ratio: peer === null ? null : rounded(peer / ours),
    unit,
    n,
    note,
  };
}

export function failedLine({ name, unit }: Measure, error: unknown): Line {
  const said = error instanceof Error ? error.message : String(error);
  return { measure: name, ours: null, peer: null, ratio: null, unit, n: 0, note: '', error: said };
}
