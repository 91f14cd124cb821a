import { useCallback, useEffect, useState } from 'react';
import type { Lonlat } from '../../geodata/geometry.ts';

/** Where the phone is, or why it does not say. */
export type Position =
  | { readonly state: 'asking' | 'denied' | 'unavailable' | 'insecure' }
  | { readonly state: 'known'; readonly at: Lonlat; readonly accuracy: number };

/** Milliseconds a first fix may take before the phone is said to have none. */
const patience = 20_000;

/** The phone's position, followed while the screen is shown; and a way to ask anew after a refusal was taken back. */
export function usePosition(wanted: boolean): readonly [Position, () => void] {
  const [position, setPosition] = useState<Position>({ state: 'asking' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks anew.
  useEffect(() => {
    if (!wanted) return;
    // Browsers give no position to pages of plain http, and say no more than that it was denied.
    if (!isSecureContext) return setPosition({ state: 'insecure' });
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) =>
        setPosition({
          state: 'known',
          at: [coords.longitude, coords.latitude],
          accuracy: Math.max(1, Math.round(coords.accuracy)),
        }),
      ({ code, PERMISSION_DENIED }) =>
        setPosition((known) =>
          code === PERMISSION_DENIED
            ? { state: 'denied' }
            : known.state === 'known'
              ? known
              : { state: 'unavailable' },
        ),
      { enableHighAccuracy: true, maximumAge: 5_000, timeout: patience },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [wanted, attempt]);
  const again = useCallback(() => {
    setPosition({ state: 'asking' });
    setAttempt((count) => count + 1);
  }, []);
  return [position, again];
}
