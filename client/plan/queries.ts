import { useQuery } from '@tanstack/react-query';
import type { Catalogue, Heat, PlaceList } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import { type Level, type PlanSearch, queryOf } from './url.ts';

/** The figures of a filter; while others are read, those before stay. */
export function useHeat(search: PlanSearch) {
  const query = queryOf(search).toString();
  return useQuery({
    queryKey: ['plan', 'heat', query],
    queryFn: ({ signal }) => request<Heat>(`/api/plan/heat?${query}`, { signal }),
    placeholderData: (before) => before,
    retry,
  });
}

/** The areas of a level. */
export const usePlaces = (level: Level) =>
  useQuery({
    queryKey: ['plan', 'places', level],
    queryFn: ({ signal }) => request<PlaceList>(`/api/plan/places?level=${level}`, { signal }),
    enabled: level !== 'hexagon',
    staleTime: Number.POSITIVE_INFINITY,
    retry,
  });

export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => request<Catalogue>('/api/categories', { signal }),
    staleTime: 600_000,
    retry,
  });
