import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Refused } from '../rest.ts';
import { rememberedTheme } from '../ui/theme.ts';
import type { DrawnBins, WorkerAnswer, WorkerQuestion } from './columns-protocol.ts';
import type { PlanSearch } from './url.ts';

/** Counts for the desk; those before stay until others have come. */
export interface Counted {
  readonly bins: DrawnBins | null;
  readonly error: Error | null;
  /** Reads all incidents anew, on the lines that are in force by then. */
  readonly reload: () => void;
}

/** Seconds until a server that is still reading is asked again. */
const patience = 3;

/**
 * Has the incidents counted in a worker for each state of the desk, while they are wanted. One question is on its way at a time; of those that
 * come meanwhile only the last is asked, so that a brush in a fast hand never queues.
 */
export function useBins(search: PlanSearch, wanted: boolean): Counted {
  const worker = useRef<Worker | null>(null);
  const asking = useRef<{ busy: boolean; ready: boolean; next: PlanSearch | null; number: number }>({
    busy: false,
    ready: false,
    next: null,
    number: 0,
  });
  const [bins, setBins] = useState<DrawnBins | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const ask = useCallback(() => {
    const state = asking.current;
    if (state.busy || !state.ready || state.next === null) return;
    state.busy = true;
    state.number++;
    send(worker.current, {
      ask: 'count',
      number: state.number,
      search: state.next,
      theme: rememberedTheme(),
    });
    state.next = null;
  }, []);
  const reload = useCallback(() => {
    setError(null);
    send(worker.current, { ask: 'load', language: document.documentElement.lang });
  }, []);
  const latest = useRef(search);
  latest.current = search;

  useEffect(() => {
    if (!wanted) return;
    const made = new Worker(new URL('./columns-worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    let later: ReturnType<typeof setTimeout> | undefined;
    made.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      const state = asking.current;
      if (data.told === 'counted') {
        state.busy = false;
        setBins(data.bins);
      } else if (data.told === 'loaded') {
        state.ready = true;
        state.next = latest.current;
      } else {
        setError(new Refused(data.status, '', data.title, data.detail));
        if (data.status === 503) later = setTimeout(reload, patience * 1000);
      }
      ask();
    };
    made.onerror = (event) => setError(new Error(event.message));
    reload();
    return () => {
      clearTimeout(later);
      asking.current = { busy: false, ready: false, next: null, number: 0 };
      made.terminate();
    };
  }, [wanted, ask, reload]);

  const key = JSON.stringify(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the state of the desk.
  useEffect(() => {
    asking.current.next = latest.current;
    ask();
  }, [key, ask]);

  return useMemo(() => ({ bins, error, reload }), [bins, error, reload]);
}

const send = (worker: Worker | null, question: WorkerQuestion): void => worker?.postMessage(question);
