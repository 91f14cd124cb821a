import { useQuery } from '@tanstack/react-query';
import type { Assessment, Catalogue } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import { type AssessSearch, queryOf } from './url.ts';

/** The assessment of a month; while another is read, the one before stays. */
export function useAssessment(search: AssessSearch) {
  const query = queryOf(search).toString();
  return useQuery({
    queryKey: ['assessment', query],
    queryFn: ({ signal }) => request<Assessment>(`/api/assessment?${query}`, { signal }),
    placeholderData: (before) => before,
    retry,
  });
}

export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => request<Catalogue>('/api/categories', { signal }),
    staleTime: 600_000,
    retry,
  });
