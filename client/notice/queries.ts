import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeliveryList, NoticeDesk } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import type { NoticesSearch } from './url.ts';

const desk = '/api/notice-desk';
/** Milliseconds between two looks at what is under way. */
const every = 5_000;

/** Channels, endpoints and counts. */
export const useDesk = () =>
  useQuery({
    queryKey: ['notice-desk'],
    queryFn: ({ signal }) => request<NoticeDesk>(desk, { signal }),
    refetchInterval: every,
    retry,
  });

export const useDeliveries = ({ state }: NoticesSearch) =>
  useInfiniteQuery({
    queryKey: ['notice-deliveries', state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (state !== undefined) query.set('state', state);
      if (pageParam !== null) query.set('before', pageParam);
      return request<DeliveryList>(`${desk}/deliveries?${query}`, { signal });
    },
    getNextPageParam: ({ next }) => next,
    refetchInterval: every,
    retry,
  });

/** What an administrator enters of an endpoint. */
export interface EndpointInput {
  readonly name: string;
  readonly url: string;
  readonly steps: readonly string[];
  readonly active: boolean;
}

/** A change at the desk; lists are read anew after it. */
function useDeskChange<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['notice-desk'] });
      void queries.invalidateQueries({ queryKey: ['notice-deliveries'] });
    },
  });
}

/** Sets an endpoint up, or changes the one of that number. Its key comes with the answer to the first alone. */
export const usePutEndpoint = (id: string | null) =>
  useDeskChange((body: EndpointInput) =>
    request<{ readonly id: string; readonly secret?: string }>(
      id === null ? `${desk}/endpoints` : `${desk}/endpoints/${id}`,
      { method: id === null ? 'POST' : 'PUT', body },
    ),
  );

export const useRenewSecret = () =>
  useDeskChange((id: string) =>
    request<{ readonly secret: string }>(`${desk}/endpoints/${id}/secret`, { method: 'POST' }),
  );

export const useTrial = () =>
  useDeskChange((id: string) => request<null>(`${desk}/endpoints/${id}/test`, { method: 'POST' }));

export const useRemoveEndpoint = () =>
  useDeskChange((id: string) => request<null>(`${desk}/endpoints/${id}`, { method: 'DELETE' }));

/** Has given-up deliveries tried again: those of these numbers, or all. */
export const useRequeue = () =>
  useDeskChange((ids: readonly string[] | null) =>
    request<{ readonly requeued: number }>(`${desk}/requeue`, { method: 'POST', body: { ids } }),
  );
