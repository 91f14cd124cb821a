import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  BodyList,
  DutyVersions,
  Found,
  LoadReport,
  RoleTemplates,
  Roster,
  RosterGaps,
  TaskForceList,
} from '../api.ts';
import { retry } from '../edition.ts';
import { request, sendFile } from '../rest.ts';

/** Rows of a body list on one page. */
export const pageSize = 50;

export const useBodies = (
  search: { readonly q?: string; readonly kind?: string; readonly posting?: string },
  page = 1,
) =>
  useQuery({
    queryKey: ['bodies', search, page],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        ...search,
        limit: String(pageSize),
        offset: String((page - 1) * pageSize),
      });
      return request<BodyList>(`/api/bodies?${query}`, { signal });
    },
    placeholderData: keepPreviousData,
    retry,
  });

export type Row = Readonly<Record<string, string>>;

/** Rows of a table as they stand, or in a version. */
export const useTableRows = (
  part: 'catalogue' | 'lists' | 'callers' | 'clocks' | 'limits',
  version?: number,
) =>
  useQuery({
    queryKey: ['duties', 'rows', part, version],
    queryFn: ({ signal }) =>
      request<{
        readonly rows: readonly Row[];
        readonly areas: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
      }>(`/api/duties/rows/${part}${version === undefined ? '' : `?version=${version}`}`, { signal }),
    placeholderData: keepPreviousData,
    retry,
  });

export const useVersions = (part: string) =>
  useQuery({
    queryKey: ['duties', 'versions', part],
    queryFn: ({ signal }) => request<DutyVersions>(`/api/duties?part=${part}`, { signal }),
    retry,
  });

export function usePublish() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, from }: { readonly id: number; readonly from: string }) =>
      request<DutyVersions>(`/api/duties/versions/${id}/publish`, { method: 'POST', body: { from } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['duties'] }),
  });
}

/** Sends a table: looked at, or loaded for good with what was decided about it. */
export function useTable(address: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      file,
      query,
    }: {
      readonly file: File;
      readonly query: Readonly<Record<string, string>>;
    }) => sendFile<LoadReport>(`${address}?${new URLSearchParams(query)}`, file, () => {}),
    onSuccess: ({ version }) => {
      if (version === null) return;
      for (const key of ['duties', 'bodies', 'roster', 'categories', 'task-forces'])
        void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}

export const useGaps = () =>
  useQuery({
    queryKey: ['roster', 'gaps'],
    queryFn: ({ signal }) => request<RosterGaps>('/api/roster/gaps', { signal }),
    refetchInterval: 60_000,
    retry,
  });

export const useRoster = (area: string | undefined) =>
  useQuery({
    queryKey: ['roster', area],
    queryFn: ({ signal }) =>
      request<Roster>(`/api/roster?limit=500${area === undefined ? '' : `&area=${area}`}`, { signal }),
    placeholderData: keepPreviousData,
    retry,
  });

export function useHandover() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, note }: { readonly id: string; readonly note: string }) =>
      request<Roster['shifts'][number]>(`/api/roster/${id}/handover`, { method: 'POST', body: { note } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['roster'] }),
  });
}

export const useTaskForces = () =>
  useQuery({
    queryKey: ['task-forces'],
    queryFn: ({ signal }) => request<TaskForceList>('/api/task-forces', { signal }),
    retry,
  });

export const useTemplates = () =>
  useQuery({
    queryKey: ['task-forces', 'templates'],
    queryFn: ({ signal }) => request<RoleTemplates>('/api/task-forces/templates', { signal }),
    staleTime: 600_000,
    retry,
  });

export function useTaskForceChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: unknown }) =>
      request<TaskForceList['taskForces'][number]>(`/api/task-forces${path}`, { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['task-forces'] }),
  });
}

/** Areas by name, code or initials. */
export const useAreas = (q: string) =>
  useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => request<Found>(`/api/search?${new URLSearchParams({ q })}`, { signal }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
    retry,
  });
