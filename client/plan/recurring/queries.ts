import { useQuery } from '@tanstack/react-query';
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

/** Where the same list is a table. */
export const recurringTable = (search: PlanSearch): string =>
  `/api/plan/recurring/table.csv?${recurringQuery(search)}`;
