import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Catalogue, SeamDetail, SeamList, TicketList, TicketView } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import type { SeamsSearch, TicketsSearch } from './url.ts';

const page = 100;

/** The seams that fit a search, longest first, a page at a time. */
export const useSeams = (search: SeamsSearch) =>
  useInfiniteQuery({
    queryKey: ['seams', search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...search, limit: String(page) });
      if (pageParam !== null) query.set('cursor', pageParam);
      return request<SeamList>(`/api/seams?${query}`, { signal });
    },
    getNextPageParam: ({ next }) => next,
    retry,
  });

const pathOf = (key: string): string => `/api/seams/${encodeURIComponent(key)}`;

export const useSeam = (key: string) =>
  useQuery({
    queryKey: ['seam', key],
    queryFn: ({ signal }) => request<SeamDetail>(pathOf(key), { signal }),
    retry,
  });

/** Changes what is recorded about a seam; what the server answers is shown at once. */
export function useSeamChange(key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      method,
      what,
      body,
    }: {
      readonly method: 'PUT' | 'POST';
      readonly what: string;
      readonly body: unknown;
    }) => request<SeamDetail>(`${pathOf(key)}/${what}`, { method, body }),
    onSuccess: (seam) => {
      queries.setQueryData(['seam', key], seam);
      void queries.invalidateQueries({ queryKey: ['seams'] });
      void queries.invalidateQueries({ queryKey: ['tickets'] });
    },
  });
}

export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => request<Catalogue>('/api/categories', { signal }),
    staleTime: 600_000,
    retry,
  });

export const useTickets = ({ status, kind }: TicketsSearch) =>
  useInfiniteQuery({
    queryKey: ['tickets', status, kind],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(page), ...(kind !== undefined && { kind }) });
      if (status !== 'all') query.set('status', status ?? 'open');
      if (pageParam !== null) query.set('cursor', pageParam);
      return request<TicketList>(`/api/survey-tickets?${query}`, { signal });
    },
    getNextPageParam: ({ next }) => next,
    retry,
  });

export function useCloseTicket() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, note }: { readonly id: string; readonly note: string }) =>
      request<TicketView>(`/api/survey-tickets/${id}/close`, { method: 'POST', body: { note } }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tickets'] });
      void queries.invalidateQueries({ queryKey: ['seams'] });
    },
  });
}
