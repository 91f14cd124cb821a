import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Level } from '../../geodata/area.ts';
import type { Bounds } from '../../geodata/geometry.ts';
import { Refused, request } from '../rest.ts';
import { setCity } from '../text/city.ts';
import type {
  Boundaries,
  Comparing,
  Defects,
  Differences,
  EditionDetail,
  EditionList,
  FieldRole,
  FindingKind,
  Upload,
} from './contract.ts';

/** A refusal will not change by being asked again; a lost connection may. */
const retry = (count: number, error: Error): boolean =>
  count < 2 && !(error instanceof Refused && error.status >= 400 && error.status < 500);

/** All editions; what the bar says of the one in force follows from them. */
export function useEditions(allowed: boolean) {
  const editions = useQuery({
    queryKey: ['editions', 'all'],
    queryFn: ({ signal }) => request<EditionList>('/api/editions', { signal }),
    enabled: allowed,
    retry,
  });
  const { data } = editions;
  useEffect(() => {
    if (data === undefined) return;
    const now = data.editions.find(({ id }) => id === data.inForce);
    setCity({
      edition: data.inForce,
      schematic: now?.schematic ?? false,
      editionFrom: now?.validFrom ?? null,
    });
  }, [data]);
  return editions;
}

export const useEdition = (edition: number | null) =>
  useQuery({
    queryKey: ['edition', edition, 'report'],
    queryFn: ({ signal }) => request<EditionDetail>(`/api/editions/${edition}`, { signal }),
    enabled: edition !== null,
    retry,
  });

/** Shapes of one level of an edition. They never change, for the edition's number stands for them. */
export const useBoundaries = (edition: number | null, level: Level | null) =>
  useQuery({
    queryKey: ['edition', edition, 'boundaries', level],
    queryFn: ({ signal }) =>
      request<Boundaries>(`/api/editions/${edition}/boundaries?level=${level}`, { signal }),
    enabled: edition !== null && level !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry,
  });

export const useDefects = (edition: number | null) =>
  useQuery({
    queryKey: ['edition', edition, 'defects'],
    queryFn: ({ signal }) => request<Defects>(`/api/editions/${edition}/defects`, { signal }),
    enabled: edition !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry,
  });

/** What changed between two editions; asked each second while they are compared for the first time. */
export function useDifferences(edition: number | null, base: number | null) {
  const { data, error, refetch } = useQuery({
    queryKey: ['edition', edition, 'differences', base],
    queryFn: ({ signal }) =>
      request<Differences | Comparing>(`/api/editions/${edition}/differences?base=${base}`, { signal }),
    enabled: edition !== null && base !== null,
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data !== undefined && 'step' in state.data ? 1000 : false),
    retry,
  });
  const comparing = data !== undefined && 'step' in data ? data : null;
  return { data: data !== undefined && !('step' in data) ? data : undefined, comparing, error, refetch };
}

/** What an upload holds and how far its check is; asked each second while it runs. */
export const useUpload = (upload: string | null) =>
  useQuery({
    queryKey: ['upload', upload],
    queryFn: ({ signal }) => request<Upload>(`/api/editions/uploads/${upload}`, { signal }),
    enabled: upload !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'checking' ? 1000 : false),
    retry,
  });

/** How a file is to be read: in which coordinates, and which column is what. */
export type Reading = {
  readonly crs: string;
  readonly level: Level;
  readonly city?: { readonly code: string; readonly name: string };
} & { readonly [Role in FieldRole]?: string };

/** Starts the check of an upload as `reading` says; what was found by an earlier one is no longer shown. */
export function useCheck(upload: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reading: Reading) =>
      request<Upload>(`/api/editions/uploads/${upload}/check`, { method: 'POST', body: reading }),
    onSuccess: (checking) => queries.setQueryData(['upload', upload], { ...checking, edition: null }),
  });
}

/** Accepts kinds of error by name. */
export function useAccept(edition: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (kinds: readonly FindingKind[]) =>
      request<unknown>(`/api/editions/${edition}/accept`, { method: 'POST', body: { kinds } }),
    onSettled: () => renew(queries, edition),
  });
}

/** Puts an edition in force, now or from an instant (ISO 8601). */
export function usePublish(edition: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (validFrom: string | null) =>
      request<unknown>(`/api/editions/${edition}/publish`, {
        method: 'POST',
        body: validFrom === null ? {} : { validFrom },
      }),
    onSettled: () => renew(queries, edition),
  });
}

export function useDiscard(edition: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request<unknown>(`/api/editions/${edition}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['editions'] }),
  });
}

function renew(queries: ReturnType<typeof useQueryClient>, edition: number) {
  void queries.invalidateQueries({ queryKey: ['editions'] });
  return queries.invalidateQueries({ queryKey: ['edition', edition, 'report'] });
}

export interface AreaOfDay {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly level: Level;
  readonly parent: string | null;
  /** Square metres. */
  readonly area: number;
  readonly bounds: Bounds;
}

/** The areas of a published edition at one level. */
export const useAreas = (edition: number | null, level: Level) =>
  useQuery({
    queryKey: ['edition', edition, 'areas', level],
    queryFn: ({ signal }) =>
      request<{ areas: readonly AreaOfDay[] }>(`/api/areas?edition=${edition}&level=${level}`, { signal }),
    enabled: edition !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry,
  });
