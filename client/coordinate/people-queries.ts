import { useQuery } from '@tanstack/react-query';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { BodyList, Photo, Responsible, RosterGaps, SimilarList, TaskForceList } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';

/** Who answers for a place; names are left out for whom they are not. Not kept in memory once nobody looks. */
export const useResponsible = ([lon, lat]: Lonlat) =>
  useQuery({
    queryKey: ['responsible', lon, lat],
    queryFn: ({ signal }) => request<Responsible>(`/api/responsible?lon=${lon}&lat=${lat}`, { signal }),
    gcTime: 0,
    retry,
  });

/** Photos of a case. */
export const usePhotos = (whistleId: string) =>
  useQuery({
    queryKey: ['photos', whistleId],
    queryFn: ({ signal }) =>
      request<{ readonly photos: readonly Photo[] }>(`/api/whistles/${whistleId}/attachments`, { signal }),
    refetchInterval: 60_000,
    retry,
  });

/** Posts that nobody is on duty for, of the areas with an open whistle. */
export const useGaps = (allowed: boolean) =>
  useQuery({
    queryKey: ['roster', 'gaps'],
    queryFn: ({ signal }) => request<RosterGaps>('/api/roster/gaps', { signal }),
    enabled: allowed,
    refetchInterval: 300_000,
    retry,
  });

/** Bodies found by name, code or initials; nothing is asked for nothing. */
export const useBodies = (search: string) =>
  useQuery({
    queryKey: ['bodies', 'called', search],
    queryFn: ({ signal }) =>
      request<BodyList>(`/api/bodies?q=${encodeURIComponent(search)}&limit=20`, { signal }),
    enabled: search !== '',
    staleTime: 60_000,
    retry,
  });

/** Task forces that act now. */
export const useTaskForces = (allowed: boolean) =>
  useQuery({
    queryKey: ['task-forces'],
    queryFn: ({ signal }) => request<TaskForceList>('/api/task-forces', { signal }),
    enabled: allowed,
    staleTime: 60_000,
    retry,
  });

/** Incidents that may be the same as one that is drawn and not submitted yet; null asks nothing. */
export const useSimilarTo = (feature: object | null) =>
  useQuery({
    queryKey: ['similar-to', JSON.stringify(feature)],
    queryFn: ({ signal }) =>
      request<Pick<SimilarList, 'similar'>>('/api/incidents/similar', {
        method: 'POST',
        body: feature,
        signal,
      }),
    enabled: feature !== null,
    staleTime: 30_000,
    retry: false,
  });
