import { get, set } from 'idb-keyval';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Moment } from './outgoing.ts';

/** A photo chosen, not yet handed in. */
export interface DraftPhoto {
  readonly id: string;
  readonly moment: Moment;
  readonly file: Blob;
}

export interface Draft {
  readonly text: string;
  readonly photos: readonly DraftPhoto[];
}

const empty: Draft = { text: '', photos: [] };

/**
 * What an officer is writing about a whistle. It outlives the page: a phone that runs out of memory drops the browser while
 * the camera is open. `change` takes the newest draft and gives the next.
 */
export function useDraft(
  account: string,
  whistleId: string,
): readonly [Draft, (change: (draft: Draft) => Draft) => void] {
  const name = `shaotu.draft.${account}.${whistleId}`;
  const [draft, setDraft] = useState(empty);
  const latest = useRef(empty);
  const touched = useRef(false);
  useEffect(() => {
    let here = true;
    latest.current = empty;
    touched.current = false;
    setDraft(empty);
    void get<Draft>(name)
      .catch(() => undefined)
      .then((held) => {
        if (!here || held === undefined || touched.current) return;
        latest.current = held;
        setDraft(held);
      });
    return () => {
      here = false;
    };
  }, [name]);
  const change = useCallback(
    (next: (draft: Draft) => Draft) => {
      touched.current = true;
      latest.current = next(latest.current);
      setDraft(latest.current);
      // A browser that keeps nothing still lets one write.
      void set(name, latest.current).catch(() => {});
    },
    [name],
  );
  return [draft, change];
}
