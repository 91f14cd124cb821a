import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { LiveEvent, SeamCost, SeamCosts, Wall, WallHeat, Whistle } from '../api.ts';
import { type Live, startLive, stopLive, useLive } from '../live.ts';
import { request } from '../rest.ts';
import { setCity } from '../text/city.ts';
import { serverNow, setServerTime } from '../ui/now.ts';

/** Milliseconds that a server is given to load an edition that was published. */
const askAgain = 1_500;

export interface WallState {
  /** Null until the server has answered once; from then on never again. */
  readonly start: Wall | null;
  readonly live: Live;
  /** Whistles and events of the area the wall is for. */
  readonly whistles: readonly Whistle[];
  readonly events: readonly LiveEvent[];
  readonly closedToday: number;
  readonly edition: number | null;
}

/**
 * The state of a wall: what the server said at first, kept up to date by the live feed. Asked for anew every two minutes,
 * which renews the rates, and after every return of the connection. `asked` narrows it to what concerns one area.
 */
export function useWall(asked: string | undefined): WallState {
  const { data: start } = useQuery({
    queryKey: ['wall', asked],
    queryFn: () => fetchWall(asked),
    refetchInterval: 120_000,
    refetchIntervalInBackground: true,
    retry: true,
    retryDelay: (attempt) => Math.min(15_000, 1000 * 2 ** attempt),
    staleTime: 0,
  });
  const live = useLive();
  // A display that was paired for an area shows that one, whatever its address says.
  const area = start?.area || undefined;

  useEffect(() => {
    if (start === undefined) return;
    setCity({
      name: start.place,
      nameEn: start.placeEn,
      timeZone: start.timeZone,
      schematic: start.schematic,
      edition: start.edition,
    });
    startLive(start);
  }, [start]);
  useEffect(() => stopLive, []);

  const published = live.events.find(({ step }) => step === 'edition.published')?.edition ?? 0;
  const queries = useQueryClient();
  useEffect(() => {
    // Names and figures are of the edition: what was asked under another is asked anew, until the server has the new one.
    if (start === undefined || published <= (start.edition ?? 0)) return;
    const timer = setTimeout(() => queries.invalidateQueries({ queryKey: ['wall'] }), askAgain);
    return () => clearTimeout(timer);
  }, [queries, published, start]);

  return useMemo(() => {
    const all = [...live.whistles.values()];
    const whistles = area === undefined ? all : all.filter((whistle) => concerns(whistle, area));
    const ids = new Set(whistles.map(({ id }) => id));
    const events =
      area === undefined
        ? live.events
        : live.events.filter(({ whistleId }) => whistleId === null || ids.has(whistleId));
    const closedSince = whistles.filter(
      ({ closedAt }) => closedAt !== null && start !== undefined && closedAt > start.serverTime,
    );
    return {
      start: start ?? null,
      live,
      whistles,
      events,
      closedToday: (start?.counts.closedToday ?? 0) + closedSince.length,
      edition: Math.max(published, start?.edition ?? 0) || null,
    };
  }, [live, start, area, published]);
}

/** Whether one of the areas called lies in `area`: codes begin with those of the areas above them. */
const concerns = (whistle: Whistle, area: string): boolean =>
  whistle.sides.some(({ areaCode }) => areaCode.startsWith(area));

/** Asked for anew every two minutes as long as the scene is among those that play, and again and again until it is there. */
const replayed = {
  refetchInterval: 120_000,
  refetchIntervalInBackground: true,
  retry: true,
  retryDelay: (attempt: number) => Math.min(15_000, 1000 * 2 ** attempt),
  staleTime: 0,
} as const;

/** Today's incidents by party, for the scene of heat; null until they are there. */
export function useHeat(asked: string | undefined, wanted: boolean): WallHeat['heat'] | null {
  const { data } = useQuery({
    ...replayed,
    queryKey: ['wall', 'heat', asked],
    queryFn: ({ signal }) => request<WallHeat>(`/api/wall/heat${queryOf(asked)}`, { signal }),
    enabled: wanted,
  });
  return data?.heat ?? null;
}

/** The `count` seams that cost most, the same figures as on the planner's desk of the last year; null until they are there. */
export function useSeamCosts(
  asked: string | undefined,
  count: number,
  wanted: boolean,
): readonly SeamCost[] | null {
  const { data } = useQuery({
    ...replayed,
    queryKey: ['wall', 'seams', asked, count],
    queryFn: ({ signal }) => {
      const area = asked === undefined ? '' : `&area=${asked}`;
      return request<SeamCosts>(`/api/plan/seams?limit=${count}${area}`, { signal });
    },
    enabled: wanted,
  });
  return useMemo(() => data?.seams.filter(({ ranked }) => ranked) ?? null, [data]);
}

const queryOf = (area: string | undefined): string => (area === undefined ? '' : `?area=${area}`);

async function fetchWall(area: string | undefined): Promise<Wall> {
  const sentAt = Date.now();
  const response = await fetch(`/api/wall${queryOf(area)}`, { cache: 'no-store' });
  if (!response.ok) throw new Error(`GET /api/wall answered ${response.status}`);
  const start = (await response.json()) as Wall;
  setServerTime(start.serverTime, sentAt);
  return start;
}

/** Whole seconds since the server was last heard of; null before the first word. */
export const ageOf = (live: Live): number | null =>
  live.heardAt === 0 ? null : Math.max(0, Math.round((serverNow() - live.heardAt) / 1000));
