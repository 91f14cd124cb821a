import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RegisterReport, StreetDetail, StreetList } from '../api.ts';
import { retry } from '../edition.ts';
import { request, sendFile } from '../rest.ts';
import type { StreetsSearch } from './url.ts';

const page = 200;

/** Parts of streets that fit a search, those with overdue tasks first, a page at a time. */
export const useStreets = ({ area, q, overdue }: StreetsSearch) =>
  useInfiniteQuery({
    queryKey: ['streets', area, q, overdue],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: String(page),
        ...(area !== undefined && { area }),
        ...(q !== undefined && { q }),
        ...(overdue === true && { overdue: 'true' }),
        ...(pageParam !== null && { cursor: pageParam }),
      });
      return request<StreetList>(`/api/streets?${query}`, { signal });
    },
    getNextPageParam: ({ next }) => next,
    retry,
  });

const pathOf = (open: string): string => `/api/streets/${open.replace('~', '/')}`;

export const useStreet = (open: string | undefined) =>
  useQuery({
    queryKey: ['street', open],
    queryFn: ({ signal }) => request<StreetDetail>(pathOf(open ?? ''), { signal }),
    enabled: open !== undefined,
    retry,
  });

/** Enters a task as done; what the server answers is shown at once. */
export function usePatrol(open: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly task: string; readonly note: string }) =>
      request<StreetDetail>(`${pathOf(open)}/patrols`, { method: 'POST', body }),
    onSuccess: (street) => {
      queries.setQueryData(['street', open], street);
      void queries.invalidateQueries({ queryKey: ['streets'] });
    },
  });
}

/** Sends a register to be checked, or to be put in force; a register with faults is an answer, not an error. */
export function useRegister() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ file, commit }: { readonly file: File; readonly commit: boolean }) =>
      sendFile<RegisterReport>(`/api/keepers?commit=${commit}`, file, () => {}),
    onSuccess: ({ committed }) => {
      if (committed) void queries.invalidateQueries({ queryKey: ['streets'] });
    },
  });
}
