import { useEffect, useState } from 'react';

/** Milliseconds from a step to the next while a case is played. */
export const pace = 1_200;

/**
 * Plays a case from the step shown to its last, a step at a time. `onStep` moves on; at the end, or where somebody takes
 * another step by hand, it stops.
 */
export function usePlaying(step: number, last: number, onStep: (step: number) => void) {
  const [playing, setPlaying] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the way to move on is a new one at every drawing.
  useEffect(() => {
    if (!playing) return;
    if (step >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onStep(step + 1), pace);
    return () => clearTimeout(timer);
  }, [playing, step, last]);
  return {
    playing,
    pause: () => setPlaying(false),
    toggle: () => {
      if (!playing && step >= last) onStep(0);
      setPlaying(!playing);
    },
  };
}

/** What a key asks for while a case is replayed; null for keys that are not ours. */
export function keyed(key: string, step: number, last: number): number | 'toggle' | null {
  switch (key) {
    case ' ':
      return 'toggle';
    case 'ArrowRight':
      return Math.min(last, step + 1);
    case 'ArrowLeft':
      return Math.max(0, step - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
