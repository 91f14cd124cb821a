import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AccountDetail,
  AccountList,
  AccountView,
  AuditPage,
  AuditVerification,
  KeyList,
  OwnSessions,
} from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import type { AccountsSearch, AuditSearch } from './url.ts';

/** Accounts that fit a search, by name, a page at a time. */
export const useAccounts = ({ q, role, state }: AccountsSearch) =>
  useInfiniteQuery({
    queryKey: ['accounts', q, role, state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<AccountList>(`/api/accounts?${parameters({ q, role, state, cursor: pageParam })}`, { signal }),
    getNextPageParam: ({ next }) => next,
    retry,
  });

export const useAccount = (name: string | undefined) =>
  useQuery({
    queryKey: ['account', name],
    queryFn: ({ signal }) => request<AccountDetail>(pathOf(name ?? ''), { signal }),
    enabled: name !== undefined,
    retry,
  });

/** What an administrator may do to an account: a method, the path below it, and a body. */
export interface AccountStep {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path?: string;
  readonly body?: unknown;
}

/** Takes a step on an account, then reads it and the list anew. */
export function useAccountStep(name: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ method, path = '', body = {} }: AccountStep) =>
      request<{ readonly account?: AccountView; readonly password?: string | null }>(
        `${pathOf(name)}${path}`,
        {
          method,
          body,
        },
      ),
    onSuccess: refresh,
  });
}

export function useNewAccount() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: unknown) =>
      request<{ readonly account: AccountView; readonly password: string | null }>('/api/accounts', {
        method: 'POST',
        body,
      }),
    onSuccess: refresh,
  });
}

export const useKeys = () =>
  useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => request<KeyList>('/api/keys', { signal }), retry });

export function useNewKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: unknown) => request<{ readonly key: string }>('/api/keys', { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
}

export function useRevokeKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<KeyList>(`/api/keys/${id}`, { method: 'DELETE', body: {} }),
    onSuccess: (keys) => queries.setQueryData(['keys'], keys),
  });
}

export const useOwnSessions = () =>
  useQuery({
    queryKey: ['own-sessions'],
    queryFn: ({ signal }) => request<OwnSessions>('/api/sessions', { signal }),
    retry,
  });

/** Ends one of one’s own sessions, or with null all others. */
export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) =>
      request<unknown>(`/api/sessions${id === null ? '' : `/${id}`}`, { method: 'DELETE', body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['own-sessions'] }),
  });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly current: string; readonly password: string }) =>
      request<unknown>('/api/session/password', { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

export function useSetup() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly code: string; readonly name: string; readonly password: string }) =>
      request<unknown>('/api/session/setup', { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Rows of the audit log that fit a search, newest first, a page at a time. */
export const useAudit = (search: AuditSearch) =>
  useInfiniteQuery({
    queryKey: ['audit', search],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) =>
      request<AuditPage>(`/api/audit?${parameters({ ...auditQuery(search), before: pageParam })}`, {
        signal,
      }),
    getNextPageParam: ({ next }) => next,
    retry,
  });

export const auditFile = (search: AuditSearch): string =>
  `/api/audit/file.csv?${parameters(auditQuery(search))}`;

export const useVerification = () =>
  useMutation({
    mutationFn: () => request<AuditVerification>('/api/audit/verification', { method: 'POST', body: {} }),
  });

/** Areas or bodies by name, code or pinyin initials, to choose from. */
export const usePlaces = (kind: 'area' | 'body', q: string) =>
  useQuery({
    queryKey: ['access-places', kind, q],
    enabled: q.trim() !== '',
    queryFn: async ({ signal }): Promise<readonly Place[]> => {
      const query = parameters({ q, limit: '20' });
      if (kind === 'area')
        return (await request<{ areas: Place[] }>(`/api/search?${query}`, { signal })).areas;
      return (await request<{ bodies: Place[] }>(`/api/bodies?${query}`, { signal })).bodies;
    },
    placeholderData: (before) => before,
    retry,
  });

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['accounts'] }),
      queries.invalidateQueries({ queryKey: ['account'] }),
    ]);
}

const pathOf = (name: string): string => `/api/accounts/${encodeURIComponent(name)}`;

const auditQuery = ({ actor, action, object, from, to }: AuditSearch) => ({
  actor,
  action,
  object,
  from,
  to,
});

function parameters(given: Readonly<Record<string, string | number | null | undefined>>): URLSearchParams {
  const kept = Object.entries(given).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return new URLSearchParams(kept.map(([name, value]) => [name, String(value)]));
}
