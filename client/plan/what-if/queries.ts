import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Proposal, ProposalList, WhatIfGround } from '../../api.ts';
import { retry } from '../../edition.ts';
import { request } from '../../rest.ts';
import { type PlanSearch, queryOf } from '../url.ts';

/** The two areas of a seam with the line between them and what they carry. */
export function useGround(seam: string | null, part: number, search: PlanSearch, edition: number) {
  const query = new URLSearchParams({ ...filterOf(search), seam: seam ?? '', part: String(part) }).toString();
  return useQuery({
    queryKey: ['plan', 'ground', edition, query],
    queryFn: ({ signal }) => request<WhatIfGround>(`/api/plan/what-if/ground?${query}`, { signal }),
    enabled: seam !== null,
    retry,
  });
}

/** What of the desk's filter says which incidents count. */
export function filterOf(search: PlanSearch): Record<string, string> {
  const { tab: _tab, selected: _selected, area: _area, level: _level, measure: _measure, ...rest } = search;
  const { compare: _compare, ...filter } = rest;
  return Object.fromEntries(queryOf(filter));
}

export const useProposals = () =>
  useQuery({
    queryKey: ['plan', 'proposals'],
    queryFn: ({ signal }) => request<ProposalList>('/api/plan/what-if/proposals', { signal }),
    retry,
  });

export const useProposal = (id: string | null) =>
  useQuery({
    queryKey: ['plan', 'proposal', id],
    queryFn: ({ signal }) => request<Proposal>(`/api/plan/what-if/proposals/${id}`, { signal }),
    enabled: id !== null,
    retry,
  });

export interface Keeping {
  readonly name: string;
  readonly note: string;
  readonly seam: string;
  readonly part: number;
  readonly edition: number;
  readonly line: readonly (readonly number[])[];
  readonly filter: Readonly<Record<string, string>>;
}

export function useKeep() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (keeping: Keeping) =>
      request<Proposal>('/api/plan/what-if/proposals', { method: 'POST', body: keeping }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['plan', 'proposals'] }),
  });
}

export function useTakeBack() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<null>(`/api/plan/what-if/proposals/${id}`, { method: 'DELETE' }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['plan', 'proposals'] }),
  });
}
