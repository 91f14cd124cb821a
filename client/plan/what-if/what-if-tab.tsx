import { useRef } from 'react';
import { useText } from '../../text/text.ts';
import { ErrorNote, Rows } from '../../ui/notes.tsx';
import { useSession } from '../../ui/session.ts';
import type { TabProps } from '../tabs.ts';
import { ProposalPane } from './proposal-pane.tsx';
import { ProposalList } from './proposals.tsx';
import { useGround } from './queries.ts';
import { Sandbox } from './sandbox.tsx';
import { SeamPicker } from './seam-picker.tsx';
import './what-if.css';

/** What is pointed at where it is a proposal: its number after this word; anything else is the key of a seam. */
const proposalWord = 'proposal-';

/** A line between two areas moved in a sandbox, what both would have to carry, and proposals kept by name. */
export function WhatIfTab({ search, change, edition }: TabProps) {
  const { t } = useText();
  const { data: session } = useSession();
  const begun = useRef(edition);
  const permissions = session?.account?.permissions ?? [];
  const proposal = search.selected?.startsWith(proposalWord)
    ? search.selected.slice(proposalWord.length)
    : null;
  const seam = proposal === null ? (search.selected ?? null) : null;
  const ground = useGround(seam, 0, search, edition);
  if (session !== undefined && !permissions.includes('proposal.see'))
    return <p className="what-if-note">{t('planWhatIf.forbidden')}</p>;
  const open = (selected: string | undefined) => change({ selected });
  return (
    <div className="what-if" data-testid="plan-what-if">
      <section className="what-if-list" aria-label={t('planWhatIf.title')}>
        <header>
          <h2>{t('planWhatIf.title')}</h2>
          <p>{t('planWhatIf.explain')}</p>
        </header>
        <SeamPicker search={search} edition={edition} seam={seam} onPick={open} />
        {begun.current !== edition && (
          <p className="what-if-note" role="status">
            {t('planWhatIf.editionChanged', { edition })}
          </p>
        )}
        <ProposalList
          selected={proposal}
          onOpen={(id) => open(`${proposalWord}${id}`)}
          onGone={() => open(undefined)}
        />
      </section>
      {proposal !== null ? (
        <ProposalPane id={proposal} edition={edition} onTry={open} />
      ) : ground.data !== undefined ? (
        <Sandbox
          key={`${ground.data.edition} ${ground.data.key}`}
          ground={ground.data}
          search={search}
          mayKeep={permissions.includes('proposal.keep')}
          onKept={(id) => open(`${proposalWord}${id}`)}
        />
      ) : (
        <div className="what-if-empty">
          {ground.error !== null ? (
            <ErrorNote error={ground.error} onRetry={() => void ground.refetch()} />
          ) : seam !== null ? (
            <Rows />
          ) : (
            <p>{t('planWhatIf.choose')}</p>
          )}
        </div>
      )}
    </div>
  );
}
