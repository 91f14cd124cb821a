import { type ReactNode, useEffect } from 'react';
import type { Account } from '../api.ts';
import { Refused } from '../rest.ts';
import { useText } from '../text/text.ts';
import { type Call, callOf } from './call.ts';
import { CallClock } from './call-clock.tsx';
import { CallFacts } from './call-facts.tsx';
import { CheckInForm } from './check-in-form.tsx';
import { onSiteMetres, reachOf } from './distance.ts';
import { ExtendPart } from './extend-part.tsx';
import { Note } from './notices.tsx';
import type { Outbox, OutboxState } from './outbox.ts';
import { PlaceMap } from './place-map.tsx';
import { isCut, isSignedOut, useReading, useWhistle } from './queries.ts';
import { ReturnPart } from './return-part.tsx';
import { usePosition } from './use-position.ts';
import { WaitingPart } from './waiting-part.tsx';
import { WorkForm } from './work-form.tsx';

export type SendingOutbox = Outbox & { readonly now: OutboxState };

/** One summons: the place, the time left, who has come, and the one thing to do now. */
export function CallPage(props: {
  readonly id: string;
  readonly account: Account;
  readonly outbox: SendingOutbox;
  readonly edition: number | null;
  readonly head: (call: Call | null) => ReactNode;
}) {
  const { id, account, outbox, head } = props;
  const { t } = useText();
  const query = useWhistle(account.name, id);
  const whistle = query.data;
  useReading(query.isPlaceholderData ? undefined : whistle);
  const call = whistle === undefined ? null : callOf(whistle, account.bodyCode, outbox.now.queue);
  if (call !== null) return <OpenCall {...props} call={call} />;
  const gone = whistle !== undefined || (query.error instanceof Refused && query.error.status === 404);
  return (
    <>
      {head(null)}
      {gone ? (
        <Note title={t('officer.gone.title')} text={t('officer.gone.explain')} />
      ) : query.error !== null && !isSignedOut(query.error) ? (
        <Note
          title={t('officer.failed')}
          text={isCut(query.error) ? t('officer.cut') : query.error.message}
          action={t('officer.again')}
          onAction={() => void query.refetch()}
        />
      ) : (
        <div className="officer-scroll" role="status" aria-busy="true" aria-label={t('loading')}>
          <div className="call-skeleton call-skeleton-map" />
          <div className="call-skeleton" />
          <div className="call-skeleton" />
        </div>
      )}
    </>
  );
}

function OpenCall({
  call,
  account,
  outbox,
  edition,
  head,
}: {
  readonly call: Call;
  readonly account: Account;
  readonly outbox: SendingOutbox;
  readonly edition: number | null;
  readonly head: (call: Call | null) => ReactNode;
}) {
  const { whistle, phase } = call;
  const open = whistle.closedAt === null;
  const [position, again] = usePosition(open && phase !== 'released');
  const reach = position.state === 'known' ? reachOf(whistle.footprint, position.at) : null;
  useTitle(call);
  return (
    <>
      {head(call)}
      <div className={`officer-scroll call kind-${whistle.kind}`} data-testid="call" data-phase={phase}>
        <PlaceMap
          key={whistle.id}
          call={call}
          edition={edition}
          position={position}
          reach={reach}
          zone={open && phase === 'called' ? onSiteMetres : null}
        />
        <div className="call-panel">
          <CallClock call={call} />
          <CallFacts call={call} />
          {open && phase === 'called' && (
            <>
              <ReturnPart call={call} outbox={outbox} />
              <ExtendPart call={call} outbox={outbox} />
              <CheckInForm call={call} position={position} reach={reach} onLocate={again} outbox={outbox} />
            </>
          )}
          {open && phase === 'working' && (
            <>
              <ExtendPart call={call} outbox={outbox} />
              <WorkForm call={call} account={account.name} outbox={outbox} />
            </>
          )}
          {open && phase === 'waiting' && <WaitingPart call={call} account={account.name} outbox={outbox} />}
        </div>
      </div>
    </>
  );
}

/** The page's title says which whistle it is: a phone shows it among its windows. */
function useTitle({ whistle }: Call): void {
  const { t } = useText();
  const title = `${whistle.number} ${t('product')}`;
  const plain = t('product');
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = plain;
    };
  }, [title, plain]);
}
