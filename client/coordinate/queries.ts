import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type {
  Catalogue,
  Found,
  Incident,
  IncidentDetail,
  JudgedAgain,
  Redrawn,
  Waiting,
  Whistle,
} from '../api.ts';
import { retry } from '../edition.ts';
import { onLiveEvent, onLiveReset, startLive } from '../live.ts';
import { request } from '../rest.ts';

interface WhistleList {
  readonly whistles: readonly Whistle[];
  /** Number of the last event that was told before the list was read: the feed goes on from there. */
  readonly lastEventId: number;
}

export const useWhistles = () =>
  useQuery({
    queryKey: ['whistles'],
    queryFn: ({ signal }) => request<WhistleList>('/api/whistles', { signal }),
    retry,
  });

/** Open incidents without a whistle, newest first, as many pages as were asked for. */
export const useIncidents = (allowed: boolean) =>
  useInfiniteQuery({
    queryKey: ['incidents'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<{ incidents: readonly Incident[]; next: string | null }>(
        `/api/incidents?status=open&blown=false&limit=200${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
        { signal },
      ),
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ incidents }) => incidents),
    enabled: allowed,
    retry,
  });

/** How many of them there are in all, however few are loaded. */
export const useWaiting = (allowed: boolean) =>
  useQuery({
    queryKey: ['incidents', 'waiting'],
    queryFn: ({ signal }) => request<Waiting>('/api/incidents/waiting', { signal }),
    enabled: allowed,
    retry,
  });

export const useDutyList = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => request<Catalogue>('/api/categories', { signal }),
    staleTime: 600_000,
    retry,
  });

export const useWhistle = (id: string | null) =>
  useQuery({
    queryKey: ['whistle', id],
    queryFn: ({ signal }) => request<Whistle>(`/api/whistles/${id}`, { signal }),
    enabled: id !== null,
    retry,
  });

export const useIncident = (id: string | null) =>
  useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => request<IncidentDetail>(`/api/incidents/${id}`, { signal }),
    enabled: id !== null,
    retry,
  });

export const useFound = (query: string) =>
  useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) => request<Found>(`/api/search?q=${encodeURIComponent(query)}&limit=6`, { signal }),
    enabled: query.length > 0,
    staleTime: 60_000,
    retry,
  });

/** Takes a step of a whistle (`check-ins`, `feedback`, …); what the server answers is shown at once. */
export function useStep(whistleId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: { readonly step: string; readonly body: unknown }) =>
      request<Whistle>(`/api/whistles/${whistleId}/${step}`, { method: 'POST', body }),
    onSuccess: (whistle) => {
      queries.setQueryData(['whistle', whistle.id], whistle);
      void queries.invalidateQueries({ queryKey: ['whistles'] });
      void queries.invalidateQueries({ queryKey: ['incident', whistle.incidentId] });
    },
    // Somebody else was quicker, or the state has moved on: show it as it is now.
    onError: () => queries.invalidateQueries({ queryKey: ['whistle', whistleId] }),
  });
}

/** Takes a step of an incident before its whistle (`accept`, `register`, `refuse`); what the server answers is shown at once. */
export function useEntry(incidentId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: { readonly step: string; readonly body: unknown }) =>
      request<IncidentDetail>(`/api/incidents/${incidentId}/${step}`, { method: 'POST', body }),
    onSuccess: (incident) => {
      queries.setQueryData(['incident', incident.id], incident);
      void queries.invalidateQueries({ queryKey: ['incidents'] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ['incident', incidentId] }),
  });
}

/** Holds or cancels a consultation of a whistle; what the server answers is shown at once. */
export function useConsultation(whistleId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      step,
      body,
    }: {
      readonly id: string;
      readonly step: string;
      readonly body: unknown;
    }) => request<Whistle>(`/api/consultations/${id}/${step}`, { method: 'POST', body }),
    onSuccess: (whistle) => {
      queries.setQueryData(['whistle', whistle.id], whistle);
      void queries.invalidateQueries({ queryKey: ['incident', whistle.incidentId] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ['whistle', whistleId] }),
  });
}

/** Draws the footprint of a whistle anew; refused where somebody else was quicker, whose drawing is then shown. */
export function useRedraw(whistleId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: object) =>
      request<Redrawn>(`/api/whistles/${whistleId}/redraw`, { method: 'POST', body }),
    onSuccess: (whistle) => queries.setQueryData(['whistle', whistle.id], whistle),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['whistle', whistleId] });
      void queries.invalidateQueries({ queryKey: ['whistles'] });
      void queries.invalidateQueries({ queryKey: ['incident'] });
    },
  });
}

/** Puts a decision beside the verdict of an incident. */
export function useOverride({ id, whistleId }: Pick<IncidentDetail, 'id' | 'whistleId'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: object) =>
      request<unknown>(`/api/incidents/${id}/overrides`, { method: 'POST', body }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['incident', id] });
      void queries.invalidateQueries({ queryKey: ['incidents'] });
      void queries.invalidateQueries({ queryKey: ['whistles'] });
      if (whistleId !== null) void queries.invalidateQueries({ queryKey: ['whistle', whistleId] });
    },
  });
}

/** The same case by the lines in force now. */
export const useJudgedAgain = (incidentId: string, wanted: boolean) =>
  useQuery({
    queryKey: ['again', incidentId],
    queryFn: ({ signal }) =>
      request<JudgedAgain>(`/api/incidents/${incidentId}/verdict?edition=current`, { signal }),
    enabled: wanted,
    staleTime: 0,
    retry,
  });

export type Caller = Whistle['caller'];

export interface Blow {
  readonly kind: WhistleKind;
  readonly catalogueItem?: string;
  readonly note: string;
  readonly parties: readonly string[];
  readonly caller: Caller;
  readonly taskForce: string | null;
  readonly bodies: readonly { readonly bodyCode: string; readonly reason: string }[];
}

interface BlowRequest {
  readonly incident: { readonly id: string } | { readonly feature: object };
  /** Called once a new incident is stored, so that a refused whistle does not submit it twice. */
  readonly onSubmitted?: (id: string) => void;
  readonly blow: Blow;
}

/** Submits an incident (unless it is one already) and blows the whistle on it. */
export function useBlow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ incident, onSubmitted, blow }: BlowRequest) => {
      let id = 'id' in incident ? incident.id : null;
      if (id === null && 'feature' in incident) {
        id = (await request<IncidentDetail>('/api/incidents', { method: 'POST', body: incident.feature })).id;
        onSubmitted?.(id);
      }
      return request<Whistle>(`/api/incidents/${id}/whistles`, { method: 'POST', body: blow });
    },
    onSuccess: (whistle) => {
      queries.setQueryData(['whistle', whistle.id], whistle);
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['whistles'] });
      void queries.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}

/** Keeps what is shown in step with the live feed, from the moment the list of whistles has come. */
export function useLiveQueries(list: WhistleList | undefined): void {
  const queries = useQueryClient();
  const loaded = list !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the feed begins once, from the first list; later ones come from it.
  useEffect(() => {
    if (list !== undefined) startLive({ whistles: list.whistles, events: [], lastEventId: list.lastEventId });
  }, [loaded]);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        void queries.invalidateQueries({ queryKey: ['whistles'] });
        void queries.invalidateQueries({ queryKey: ['incidents'] });
      }, 250);
    };
    const stopEvents = onLiveEvent((event) => {
      refresh();
      if (event.step === 'edition.published') {
        void queries.invalidateQueries({ queryKey: ['editions'] });
        void queries.invalidateQueries({ queryKey: ['again'] });
      }
      if (event.whistleId !== null)
        void queries.invalidateQueries({ queryKey: ['whistle', event.whistleId] });
      if (event.incidentId !== null)
        void queries.invalidateQueries({ queryKey: ['incident', event.incidentId] });
    });
    const stopResets = onLiveReset(() => void queries.invalidateQueries());
    return () => {
      clearTimeout(waiting);
      stopEvents();
      stopResets();
    };
  }, [queries]);
}

interface AreaView {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly bounds: Bounds;
}

/** Districts and the city of the edition in force, by code: verdicts name areas below them. */
export const useDistricts = (edition: number | null) =>
  useQuery({
    queryKey: ['districts', edition],
    queryFn: async ({ signal }) => {
      const { areas } = await request<{ areas: readonly AreaView[] }>('/api/areas?level=district', {
        signal,
      });
      return new Map(areas.map((area) => [area.code, area]));
    },
    enabled: edition !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry,
  });
