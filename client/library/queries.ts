import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseList, CaseReplay } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import type { Annotation } from '../ui/annotation-form.tsx';
import type { LibrarySearch } from './url.ts';

/** Kept cases that fit a search, newest first, a page at a time. */
export const useCases = (search: LibrarySearch) =>
  useInfiniteQuery({
    queryKey: ['library', search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...search, limit: '50' });
      if (pageParam !== null) query.set('cursor', pageParam);
      return request<CaseList>(`/api/library?${query}`, { signal });
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    retry,
  });

/** A case with the state after each of its steps. */
export const useCase = (id: string) =>
  useQuery({
    queryKey: ['library-case', id],
    queryFn: ({ signal }) => request<CaseReplay>(`/api/library/${id}`, { signal }),
    staleTime: 600_000,
    retry,
  });

export function useAnnotate(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Annotation) => request<unknown>(`/api/library/${id}`, { method: 'PUT', body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['library'] });
      void queries.invalidateQueries({ queryKey: ['library-case', id] });
    },
  });
}

/** Reads in the file of a case. What is no JSON is sent as the text it is, for the server to refuse with its reason. */
export function useImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const text = await file.text();
      return request<{ readonly id: string }>('/api/library/import', { method: 'POST', body: parsed(text) });
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['library'] }),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 200);
  }
}
