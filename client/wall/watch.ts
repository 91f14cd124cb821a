import { useEffect, useRef } from 'react';
import { fetchHealth } from '../ui/session.ts';

const minute = 60_000;
/** Milliseconds without a second on the screen after which the page is taken for stuck. */
const stuckAfter = 30_000;

/**
 * Keeps a wall alive for months. Loads the page anew, at a quiet moment, when the server has become another version; and
 * at once when the clock on the screen has stood still for half a minute, which no working wall does. Only ever while the
 * server answers, so that the last picture is not lost for an empty page. `now` is what the screen shows; `busy` holds
 * back what can wait.
 */
export function useWatch(now: number, busy: boolean): void {
  const shown = useRef(Date.now());
  const waiting = useRef(busy);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each second shown is a sign of life
  useEffect(() => {
    shown.current = Date.now();
    waiting.current = busy;
  }, [now, busy]);

  useEffect(() => {
    let version: string | undefined;
    const timer = setInterval(async () => {
      const health = await fetchHealth().catch(() => null);
      if (health?.status !== 'ready') return;
      version ??= health.version;
      const silent = Date.now() - shown.current;
      if (mustReload({ silent, renewed: health.version !== version, busy: waiting.current }))
        location.reload();
    }, minute);
    return () => clearInterval(timer);
  }, []);
}

/** Whether the page is to be loaded anew: `silent` milliseconds without a sign of life, `renewed` by another version of the server. */
export const mustReload = (of: {
  readonly silent: number;
  readonly renewed: boolean;
  readonly busy: boolean;
}): boolean => of.silent > stuckAfter || (of.renewed && !of.busy);
