import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecurringList } from '../../api.ts';
import { retry } from '../../edition.ts';
import { request } from '../../rest.ts';
import { type PlanSearch, queryOf } from '../url.ts';

const recurringQuery = ({ selected: _selected, ...search }: PlanSearch): string => queryOf(search).toString();

/** Recurring places of a filter; while others are looked for, those before stay. */
export function useRecurring(search: PlanSearch) {
  const query = recurringQuery(search);
  return useQuery({
    queryKey: ['plan', 'recurring', query],
    queryFn: ({ signal }) => request<RecurringList>(`/api/plan/recurring?${query}`, { signal }),
    placeholderData: (before) => before,
    retry,
  });
}

/** Takes up the place around an incident, or takes that back by its number. */
export function useTakeUp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: { readonly incident: string; readonly note: string } | { readonly letGo: string }) =>
      'letGo' in act
        ? request<null>(`/api/plan/recurring/taken-up/${act.letGo}`, { method: 'DELETE' })
        : request<{ id: string }>('/api/plan/recurring/taken-up', { method: 'POST', body: act }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['plan', 'recurring'] }),
  });
}
