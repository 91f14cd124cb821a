import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Catalogue, IntakeFile, IntakeList, IntakePreview } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';

/** How a file is said to be read. */
export interface Reading {
  readonly sheet: string;
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly crs: string;
  readonly category: string | null;
  readonly source: string;
  readonly accuracy: number;
}

const root = '/api/intake/files';

/** Files of the account that are still kept, the newest first. */
export const useFiles = () =>
  useQuery({
    queryKey: ['intake'],
    queryFn: ({ signal }) => request<IntakeList>(root, { signal }),
    retry,
  });

/** One file; asked for again every half second while it is being loaded. */
export const useFile = (id: string | undefined) =>
  useQuery({
    queryKey: ['intake', id],
    queryFn: ({ signal }) => request<IntakeFile>(`${root}/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' && !state.data.lost ? 500 : false),
    retry,
  });

/** What loading the file as said would make of it. */
export const usePreview = (id: string, reading: Reading, enabled: boolean) =>
  useQuery({
    queryKey: ['intake', id, 'preview', reading],
    queryFn: ({ signal }) =>
      request<IntakePreview>(`${root}/${id}/preview`, { method: 'POST', body: reading, signal }),
    enabled,
    retry,
  });

export function useRun(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reading: Reading) =>
      request<IntakeFile>(`${root}/${id}/run`, { method: 'POST', body: reading }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['intake', id], exact: true }),
  });
}

export function useDiscard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request(`${root}/${id}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['intake'], exact: true }),
  });
}

export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => request<Catalogue>('/api/categories', { signal }),
    staleTime: 600_000,
    retry,
  });
