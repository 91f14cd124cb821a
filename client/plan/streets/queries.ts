import { useQuery } from '@tanstack/react-query';
import type { PlannedStreets } from '../../api.ts';
import { retry } from '../../edition.ts';
import { request, requestBytes } from '../../rest.ts';
import { type PlanSearch, queryOf } from '../url.ts';
import { readNetwork } from './network.ts';

const streetQuery = ({ selected, order, ...search }: PlanSearch, more: boolean): string => {
  const query = queryOf(search);
  if (more && order !== undefined) query.set('order', order);
  if (more && selected !== undefined && /^\d{1,15}$/.test(selected)) query.set('street', selected);
  return query.toString();
};

/** Streets of a filter in their ranking; while others are counted, those before stay. */
export function usePlannedStreets(search: PlanSearch) {
  const query = streetQuery(search, true);
  return useQuery({
    queryKey: ['plan', 'streets', query],
    queryFn: ({ signal }) => request<PlannedStreets>(`/api/plan/streets?${query}`, { signal }),
    placeholderData: (before) => before,
    retry,
  });
}

/** The pieces of street that densities are told for. */
export const useNetwork = () =>
  useQuery({
    queryKey: ['plan', 'network'],
    queryFn: async ({ signal }) => readNetwork(await requestBytes('/api/plan/streets/network', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    retry,
  });

/** Incidents per kilometre and year of each piece. */
export function useDensity(search: PlanSearch) {
  const query = streetQuery(search, false);
  return useQuery({
    queryKey: ['plan', 'density', query],
    queryFn: async ({ signal }) =>
      new Float32Array(await requestBytes(`/api/plan/streets/density?${query}`, { signal })),
    placeholderData: (before) => before,
    retry,
  });
}
