import { useCallback, useEffect, useRef, useState } from 'react';
import type { Whistle } from '../api.ts';
import type { Draft, DraftStore } from './draft.ts';

/** The footprint of a case in the hands of the drawing tools. */
export interface Redrawing {
  /** The whistle whose footprint is drawn anew, as it stood when that began; null while none is. */
  readonly of: Whistle | null;
  /** Counts the beginnings, each from the footprint as it is then. */
  readonly round: number;
  readonly begin: () => void;
  readonly end: () => void;
}

/** Lends the draft to the footprint of the case that is shown, and gives back afterwards what was being drawn. */
export function useRedrawing(store: DraftStore, whistle: Whistle | null): Redrawing {
  const [of, setOf] = useState<Whistle | null>(null);
  const [round, setRound] = useState(0);
  const kept = useRef<Draft | null>(null);
  const latest = useRef(whistle);
  latest.current = whistle;
  const begin = useCallback(() => {
    const now = latest.current;
    if (now === null) return;
    kept.current ??= store.get();
    store.change({
      shape: { geometry: now.footprint, finished: true, at: null },
      accuracy: now.accuracy,
      width: now.width,
      kind: now.kind,
      category: now.category.code,
      verdict: null,
      refusal: null,
      confirmed: false,
    });
    setOf(now);
    setRound((before) => before + 1);
  }, [store]);
  const end = useCallback(() => {
    setOf(null);
    if (kept.current !== null) store.change(kept.current);
    kept.current = null;
  }, [store]);
  // Another case, or none: what was drawn on this one is let go.
  const id = whistle?.id ?? null;
  useEffect(() => {
    if (of !== null && of.id !== id) end();
  }, [of, id, end]);
  return { of, round, begin, end };
}
