import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Photo, Whistle } from '../api.ts';
import { retry } from '../edition.ts';
import { onLiveEvent, onLiveReset, startLive } from '../live.ts';
import { Refused, request } from '../rest.ts';
import { callOrHeld, callsOrHeld } from './held-calls.ts';
import { newKey } from './outgoing.ts';

export interface WhistleList {
  readonly whistles: readonly Whistle[];
  readonly lastEventId: number;
}

/** Open whistles the officer's body is called by, and those closed in the last day; without a line as they were last. */
export const useWhistles = (account: string) =>
  useQuery({
    queryKey: ['whistles'],
    queryFn: ({ signal }) => callsOrHeld(account, () => request<WhistleList>('/api/whistles', { signal })),
    networkMode: 'always',
    retry,
  });

/** One whistle with what the officer may do; from the list until it has come, and where there is no line. */
export function useWhistle(account: string, id: string | null) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: ['whistle', id],
    queryFn: ({ signal }) =>
      callOrHeld(account, id, () => request<Whistle>(`/api/whistles/${id}`, { signal })),
    enabled: id !== null,
    placeholderData: () =>
      queries.getQueryData<WhistleList>(['whistles'])?.whistles.find((whistle) => whistle.id === id),
    networkMode: 'always',
    retry,
  });
}

/** Photos the case has already. */
export const usePhotos = (whistleId: string) =>
  useQuery({
    queryKey: ['photos', whistleId],
    queryFn: ({ signal }) =>
      request<{ photos: readonly Photo[] }>(`/api/whistles/${whistleId}/attachments`, { signal }),
    networkMode: 'always',
    retry,
  });

/** Whether there was no answer at all. */
export const isCut = (error: Error | null): boolean => error instanceof Refused && error.status === 0;

/** Whether an answer says that the session has ended. */
export const isSignedOut = (error: Error | null): boolean => error instanceof Refused && error.status === 401;

/** A summons that is opened has been read; where the line is cut it is told at the next opening. */
export function useReading(whistle: Whistle | undefined): void {
  const queries = useQueryClient();
  const unread = whistle?.actions
    .filter(({ action, allowed }) => action === 'read' && allowed)
    .flatMap(({ summons }) => summons)
    .join();
  const id = whistle?.id;
  useEffect(() => {
    if (id === undefined || unread === undefined || unread === '') return;
    request<Whistle>(`/api/whistles/${id}/reads`, {
      method: 'POST',
      body: { summons: unread.split(',') },
      headers: { 'idempotency-key': newKey() },
    }).then(
      (read) => queries.setQueryData(['whistle', id], read),
      () => {},
    );
  }, [queries, id, unread]);
}

/** Keeps the list and the open whistle in step with the live feed, from the moment the list has come. */
export function useLiveCalls(list: WhistleList | undefined): void {
  const queries = useQueryClient();
  const loaded = list !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the feed begins once, from the first list; later ones come from it.
  useEffect(() => {
    if (list !== undefined) startLive({ whistles: list.whistles, events: [], lastEventId: list.lastEventId });
  }, [loaded]);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const stopEvents = onLiveEvent((event) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void queries.invalidateQueries({ queryKey: ['whistles'] }), 250);
      if (event.step === 'edition.published') void queries.invalidateQueries({ queryKey: ['editions'] });
      if (event.whistleId !== null)
        void queries.invalidateQueries({ queryKey: ['whistle', event.whistleId] });
    });
    const stopResets = onLiveReset(() => void queries.invalidateQueries());
    return () => {
      clearTimeout(waiting);
      stopEvents();
      stopResets();
    };
  }, [queries]);
}
