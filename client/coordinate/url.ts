import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Lonlat } from '../../geodata/geometry.ts';
import { type Tab, tabs } from './list.ts';

/** What the address of the screen says, so that a link shows a colleague the same thing. */
export interface View {
  readonly tab: Tab;
  readonly whistle: string | null;
  readonly incident: string | null;
  /** Centre of the map and its zoom; null for the whole city. */
  readonly at: { readonly center: Lonlat; readonly zoom: number } | null;
}

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function viewOf(search: Readonly<Record<string, unknown>>): View {
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  const id = (value: unknown) => (/^\d{1,18}$/.test(text(value) ?? '') ? text(value) : null);
  const [lon, lat, zoom] = (text(search.at) ?? '').split('~').map(Number);
  const placed =
    lon !== undefined && lat !== undefined && zoom !== undefined && [lon, lat, zoom].every(Number.isFinite);
  return {
    tab: tabs.find((tab) => tab === search.tab) ?? 'area',
    whistle: id(search.whistle),
    incident: id(search.whistle) === null ? id(search.incident) : null,
    at:
      placed && Math.abs(lat) < 85 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 22
        ? { center: [lon, lat], zoom }
        : null,
  };
}

/** The map's place as the address writes it: 116.31998~39.89383~18.2 */
export const placeText = (center: Lonlat, zoom: number): string =>
  `${center[0].toFixed(6)}~${center[1].toFixed(6)}~${zoom.toFixed(2)}`;

export type ViewPatch = Readonly<Partial<Record<'tab' | 'whistle' | 'incident' | 'at', string | undefined>>>;

/** The view in the address, and a way to change it; `replace` leaves no step for the back button. */
export function useView(): readonly [View, (patch: ViewPatch, replace?: boolean) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const view = useMemo(() => viewOf(search), [search]);
  const change = useCallback(
    (patch: ViewPatch, replace = false) => {
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...written(patch) })) as never,
        replace,
      });
    },
    [navigate],
  );
  return [view, change];
}

/** The router writes text that looks like a number in quotes, and numbers as they are. */
function written(patch: ViewPatch): object {
  return Object.fromEntries(
    Object.entries(patch).map(([name, value]) => [
      name,
      /^\d{1,15}$/.test(value ?? '') ? Number(value) : value,
    ]),
  );
}
