import { useQuery } from '@tanstack/react-query';
import type { SeamCosts, SeamDetail, SeamStory } from '../../api.ts';
import { retry } from '../../edition.ts';
import { request } from '../../rest.ts';
import { type PlanSearch, queryOf } from '../url.ts';

/** What seams cost under a filter; the edition stands in the key, so that a new one is asked for anew. */
export function useSeamCosts(search: PlanSearch, edition: number) {
  const query = queryOf(search).toString();
  return useQuery({
    queryKey: ['plan', 'seams', edition, query],
    queryFn: ({ signal }) => request<SeamCosts>(`/api/plan/seams?${query}`, { signal }),
    placeholderData: (before) => before,
    retry,
  });
}

/** One seam along its line. */
export function useSeamStory(key: string | null, search: PlanSearch, edition: number) {
  // A seam chosen in one area is the same in all.
  const { area: _area, ...filter } = search;
  const query = queryOf(filter).toString();
  return useQuery({
    queryKey: ['plan', 'seam', edition, key, query],
    queryFn: ({ signal }) =>
      request<SeamStory>(`/api/plan/seams/${encodeURIComponent(key ?? '')}?${query}`, { signal }),
    enabled: key !== null,
    placeholderData: (before) => (before?.seam.key === key ? before : undefined),
    retry,
  });
}

/** What is recorded about a seam. */
export const useSeamRecord = (key: string | null, edition: number) =>
  useQuery({
    queryKey: ['plan', 'seam-record', edition, key],
    queryFn: ({ signal }) =>
      request<SeamDetail>(`/api/seams/${encodeURIComponent(key ?? '')}?edition=${edition}`, { signal }),
    enabled: key !== null,
    retry,
  });
