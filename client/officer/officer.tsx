import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Account } from '../api.ts';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { words } from '../text/words.ts';
import { HatchDefs } from '../ui/hatch.tsx';
import { type Call, callOf, inOrder, isLive } from './call.ts';
import { CallList } from './call-list.tsx';
import { CallPage } from './call-page.tsx';
import { Head } from './head.tsx';
import { keepPage } from './keep-page.ts';
import { Note, Notices } from './notices.tsx';
import { isCut, isSignedOut, useLiveCalls, useWhistles } from './queries.ts';
import type { OfficerSearch } from './url.ts';
import { useOutbox } from './use-outbox.ts';
import './officer.css';
import './call.css';

/** The officer's phone: the summonses of the officer's body, and the one that is open. */
export function Officer(props: {
  readonly account: Account;
  readonly search: OfficerSearch;
  readonly onSignOut: () => void;
}) {
  const { account, search } = props;
  const { t } = useText();
  const navigate = useNavigate();
  const outbox = useOutbox(account.name);
  const list = useWhistles(account.name);
  const edition = useEditionInForce();
  useLiveCalls(list.data);
  useEveryCharacter();
  useEffect(keepPage, []);
  const calls = inOrder(
    (list.data?.whistles ?? []).flatMap(
      (whistle) => callOf(whistle, account.bodyCode, outbox.now.queue) ?? [],
    ),
  );
  const open = search.whistle?.toString() ?? onlyLive(calls);
  const several = calls.length > 1;
  const show = (whistle: string | undefined) =>
    void navigate({ to: '/officer', search: whistle === undefined ? {} : { whistle: Number(whistle) } });
  const head = (call: Call | null) => (
    <>
      <Head
        call={call}
        account={account}
        unsent={outbox.now.queue.length}
        onBack={search.whistle !== undefined && several ? () => show(undefined) : null}
        onSignOut={props.onSignOut}
      />
      <Notices outbox={outbox} calls={calls} signedOut={isSignedOut(list.error)} />
    </>
  );

  if (account.bodyCode === null)
    return (
      <main className="officer">
        {head(null)}
        <Note title={t('officer.notOfficer.title')} text={t('officer.notOfficer.explain')} />
      </main>
    );
  return (
    <main className="officer">
      <HatchDefs />
      {open !== undefined ? (
        <CallPage
          key={open}
          id={open}
          account={account}
          outbox={outbox}
          edition={edition.data?.inForce ?? null}
          head={head}
        />
      ) : (
        <>
          {head(null)}
          {list.data === undefined ? (
            <Loading error={list.error} onRetry={() => void list.refetch()} />
          ) : (
            <CallList calls={calls} onOpen={show} />
          )}
        </>
      )}
    </main>
  );
}

/**
 * Fetches the pieces of the font for all words of this screen while there is a line: a piece that is asked for when there
 * is none is not asked for again.
 */
function useEveryCharacter(): void {
  const { language } = useText();
  useEffect(() => {
    const { fontFamily } = getComputedStyle(document.body);
    const all = Object.entries(words[language]).flatMap(([key, word]) =>
      key.startsWith('officer.') ? word : [],
    );
    void document.fonts.load(`14px ${fontFamily}`, all.join(''));
  }, [language]);
}

/** One summons to attend to is opened at once; several are for the officer to choose from. */
function onlyLive(calls: readonly Call[]): string | undefined {
  const live = calls.filter(isLive);
  return live.length === 1 ? live[0]?.whistle.id : undefined;
}

function Loading({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) {
  const { t } = useText();
  if (error !== null && !isSignedOut(error))
    return (
      <Note
        title={t('officer.failed')}
        text={isCut(error) ? t('officer.cut') : error.message}
        action={t('officer.again')}
        onAction={onRetry}
      />
    );
  return (
    <div className="officer-scroll" role="status" aria-busy="true" aria-label={t('loading')}>
      {[0, 1, 2].map((row) => (
        <div key={row} className="call-skeleton" />
      ))}
    </div>
  );
}
