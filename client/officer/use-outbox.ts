import { useQueryClient } from '@tanstack/react-query';
import { update } from 'idb-keyval';
import { useEffect, useSyncExternalStore } from 'react';
import type { Whistle } from '../api.ts';
import { onLiveReset } from '../live.ts';
import { Refused, request } from '../rest.ts';
import { createOutbox, type Outbox, type OutboxState, type Sent } from './outbox.ts';
import { newKey, type Outgoing, outcomeOf } from './outgoing.ts';

/** The outbox of an account, one in this browser; what is left of an earlier visit is sent at once. */
export function useOutbox(account: string): Outbox & { readonly now: OutboxState } {
  const queries = useQueryClient();
  const outbox = outboxOf(account);
  const now = useSyncExternalStore(outbox.subscribe, outbox.state);
  useEffect(() => {
    const flush = () => void outbox.flush();
    const seen = () => document.visibilityState === 'visible' && flush();
    flush();
    addEventListener('online', flush);
    document.addEventListener('visibilitychange', seen);
    const stopResets = onLiveReset(flush);
    const stopSent = outbox.onSent((item, answer) => {
      if (item.step === 'attachments')
        return void queries.invalidateQueries({ queryKey: ['photos', item.whistleId] });
      const whistle = answer as Whistle | null;
      if (whistle?.id === item.whistleId) queries.setQueryData(['whistle', whistle.id], whistle);
      void queries.invalidateQueries({ queryKey: ['whistle', item.whistleId] });
      void queries.invalidateQueries({ queryKey: ['whistles'] });
    });
    return () => {
      removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', seen);
      stopResets();
      stopSent();
    };
  }, [outbox, queries]);
  return { ...outbox, now };
}

const outboxes = new Map<string, Outbox>();

function outboxOf(account: string): Outbox {
  const known = outboxes.get(account);
  if (known !== undefined) return known;
  const name = `shaotu.outbox.${account}`;
  const made = createOutbox({
    storage: {
      async update(change) {
        let queue: readonly Outgoing[] = [];
        await update<readonly Outgoing[]>(name, (held) => {
          queue = change(held ?? []);
          return queue;
        });
        return queue;
      },
    },
    send,
    // Only pages of https or of this machine have locks; without them the server's keys alone keep things single.
    alone: (task) => ('locks' in navigator ? navigator.locks.request(name, task) : task()),
    newKey: () => newKey(),
    wait: (milliseconds, again) => {
      const timer = setTimeout(again, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  outboxes.set(account, made);
  return made;
}

/** Milliseconds after which a line that says nothing is given up; a photo on a bad line takes its time. */
const patience = 90_000;

async function send({ key, whistleId, step, content }: Outgoing): Promise<Sent> {
  const body = 'json' in content ? content.json : formOf(content);
  const refused = (status: number, type: string, title: string, detail: string): Sent => ({
    outcome: outcomeOf(status, type),
    refusal: { title, detail },
    answer: null,
  });
  try {
    const answer = await request<unknown>(`/api/whistles/${whistleId}/${step}`, {
      method: 'POST',
      body,
      headers: { 'idempotency-key': key },
      signal: AbortSignal.timeout(patience),
    });
    return { outcome: 'sent', refusal: { title: '', detail: '' }, answer };
  } catch (error) {
    if (error instanceof Refused) return refused(error.status, error.type, error.title, error.detail);
    return refused(0, '', '', '');
  }
}

function formOf({ photo, moment, body }: Extract<Outgoing['content'], { photo: Blob }>): FormData {
  const form = new FormData();
  form.set('moment', moment);
  form.set('body', body);
  form.set('photo', photo, 'photo.jpg');
  return form;
}
