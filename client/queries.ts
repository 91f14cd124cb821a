import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Refused } from './rest.ts';

/** A session that ends while a desk is open is noticed by the first answer that says so. Phone and wall keep what they show. */
const noticeEnd = (error: Error): void => {
  if (error instanceof Refused && error.status === 401 && !/^\/(officer|wall)/.test(location.pathname))
    void queries.invalidateQueries({ queryKey: ['session'] });
};

/** What the server said, for every screen. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: { queries: { refetchOnWindowFocus: false } },
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
});
