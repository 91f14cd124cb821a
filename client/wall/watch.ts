import { useEffect, useRef } from 'react';
import { onLiveReset } from '../live.ts';
import { fetchHealth } from '../ui/session.ts';

const minute = 60_000;
/** Milliseconds without a second on the screen after which the page is taken for stuck. */
const stuckAfter = 30_000;
/** Milliseconds between two loads for a new version: servers of two versions behind one address must not make it flicker. */
const restFor = 10 * minute;
/** Milliseconds within which all walls of a city have looked for a new version once their server is back. */
const spread = 4_000;
const renewedKey = 'shaotu.wall.renewed';

/**
 * Keeps a wall alive for months. Loads the page anew, at a quiet moment, when the server has become another version, which
 * it looks for every minute, when it has come back and when a moment becomes quiet; and at once when the clock on the screen has stood still for half a
 * minute, which no working wall does. Only ever while the server answers, so that the last picture is not lost for an
 * empty page. `now` is what the screen shows; `busy` holds back what can wait.
 */
export function useWatch(now: number, busy: boolean): void {
  const shown = useRef(Date.now());
  const waiting = useRef(busy);
  /** Version of the server that this page came from. */
  const loaded = useRef<string>(undefined);
  const looking = useRef<() => Promise<void>>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each second shown is a sign of life
  useEffect(() => {
    shown.current = Date.now();
    waiting.current = busy;
  }, [now, busy]);

  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const health = await fetchHealth().catch(() => null);
      if (health?.status !== 'ready') return;
      loaded.current ??= health.version;
      const renewed = health.version !== loaded.current;
      const rested = Date.now() - Number(sessionStorage.getItem(renewedKey) ?? 0) > restFor;
      const silent = Date.now() - shown.current;
      if (!mustReload({ silent, renewed, rested, busy: waiting.current })) return;
      if (renewed) sessionStorage.setItem(renewedKey, String(Date.now()));
      location.reload();
    };
    looking.current = look;
    const timer = setInterval(look, minute);
    const leave = onLiveReset(() => {
      clearTimeout(soon);
      soon = setTimeout(look, Math.random() * spread);
    });
    return () => {
      leave();
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, []);

  useEffect(() => {
    if (!busy) void looking.current?.();
  }, [busy]);
}

/**
 * Whether the page is to be loaded anew: `silent` milliseconds without a sign of life, `renewed` by another version of the
 * server, `rested` since the last time that was so.
 */
export const mustReload = (of: {
  readonly silent: number;
  readonly renewed: boolean;
  readonly rested: boolean;
  readonly busy: boolean;
}): boolean => of.silent > stuckAfter || (of.renewed && of.rested && !of.busy);
