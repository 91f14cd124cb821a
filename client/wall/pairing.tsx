import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ClaimAnswer, PairingCode } from '../api.ts';
import { Refused, request } from '../rest.ts';
import { countdown } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { setServerTime, useNow } from '../ui/now.ts';
import { useGrid } from './use-grid.ts';
import './pairing.css';

/** Milliseconds between two looks whether the code was entered. */
const askEvery = 3_000;
const longestWait = 15_000;

/**
 * The face of a wall that nobody has let in: a code to be read across the hall and entered by an administrator. It is
 * renewed by itself. `ended`: this wall was let in before. `onPaired` is called once the session is there.
 */
export function Pairing(props: { readonly ended: boolean; readonly onPaired: () => void }) {
  const { t } = useText();
  const { onPaired } = props;
  const now = useNow();
  const queries = useQueryClient();
  const grid = useGrid();
  const pairing = useQuery({
    queryKey: ['pairing'],
    queryFn: newCode,
    retry: true,
    retryDelay: (attempt) => Math.min(longestWait, 1000 * 2 ** attempt),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const { code, ticket, expiresAt } = pairing.data ?? {};
  const claim = useQuery({
    queryKey: ['pairing', 'claim', ticket],
    queryFn: ({ signal }) =>
      request<ClaimAnswer>('/api/session/pairing/claim', { method: 'POST', body: { ticket }, signal }),
    enabled: ticket !== undefined,
    refetchInterval: askEvery,
    refetchIntervalInBackground: true,
    retry: false,
    gcTime: 0,
  });
  const state = claim.data?.state;
  const left = expiresAt === undefined ? 0 : Math.ceil((Date.parse(expiresAt) - now) / 1000);
  const over = expiresAt !== undefined && (left <= 0 || state === 'gone');
  useEffect(() => {
    if (over) void queries.resetQueries({ queryKey: ['pairing'], exact: true });
  }, [over, queries]);
  useEffect(() => {
    if (state === 'accepted') onPaired();
  }, [state, onPaired]);

  const failure = pairing.data === undefined ? pairing.failureReason : claim.error;
  return (
    <main
      className="wall-pairing"
      data-testid="pairing"
      style={{ '--u': `${grid.unit}px` } as React.CSSProperties}
    >
      {props.ended && <p className="wall-pairing-ended">{t('wall.pairing.ended')}</p>}
      <h1>{t('wall.pairing.title')}</h1>
      <p className="wall-pairing-code" data-testid="pairing-code">
        {code ?? <span aria-hidden="true">····-····</span>}
      </p>
      <p className="wall-pairing-step">{t('wall.pairing.step', { address: location.host })}</p>
      <p className="wall-pairing-note" role="status">
        {failure !== null
          ? failure instanceof Refused && failure.status > 0
            ? failure.detail || failure.title
            : t('wall.pairing.unreachable')
          : state === 'accepted'
            ? t('wall.pairing.paired')
            : code === undefined
              ? t('wall.pairing.asking')
              : t('wall.pairing.expires', { time: countdown(Math.max(0, left)) })}
      </p>
      <a href={`/sign-in?to=${encodeURIComponent(`/wall${location.search}`)}`}>{t('wall.pairing.account')}</a>
    </main>
  );
}

async function newCode(): Promise<PairingCode> {
  const sentAt = Date.now();
  const made = await request<PairingCode>('/api/session/pairing', { method: 'POST', body: {} });
  setServerTime(made.serverTime, sentAt);
  return made;
}
