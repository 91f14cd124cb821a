import { Button, Popconfirm } from 'antd';
import { useText } from '../../text/text.ts';
import { ErrorNote, RefusalLine, Rows } from '../../ui/notes.tsx';
import { seamName } from '../seams/naming.ts';
import { useProposals, useTakeBack } from './queries.ts';

/** Proposals kept by name, newest first; those on an older edition say so. */
export function ProposalList(props: {
  readonly selected: string | null;
  readonly onOpen: (id: string) => void;
  readonly onGone: () => void;
}) {
  const { t, format, language } = useText();
  const proposals = useProposals();
  const takeBack = useTakeBack();
  if (proposals.data === undefined)
    return proposals.error === null ? (
      <Rows count={4} />
    ) : (
      <ErrorNote error={proposals.error} onRetry={() => void proposals.refetch()} />
    );
  const list = proposals.data.proposals;
  return (
    <section aria-label={t('planWhatIf.proposals')}>
      <h3>{t('planWhatIf.proposals')}</h3>
      <RefusalLine error={takeBack.error} />
      {list.length === 0 && <p className="what-if-note">{t('planWhatIf.noProposals')}</p>}
      <ol className="what-if-proposals">
        {list.map((one) => (
          <li key={one.id} aria-current={one.id === props.selected}>
            <button type="button" data-testid={`proposal-${one.id}`} onClick={() => props.onOpen(one.id)}>
              <strong>{one.name}</strong>
              <small>
                {format.facts([
                  seamName(one, language),
                  format.name(one.author),
                  format.fullDate(one.madeAt),
                ])}
              </small>
              {one.older && (
                <small className="older">{t('planWhatIf.older', { edition: one.edition })}</small>
              )}
            </button>
            {one.mine && (
              <Popconfirm
                title={t('planWhatIf.takeBackAsk', { name: one.name })}
                okText={t('planWhatIf.takeBack')}
                cancelText={t('planWhatIf.stay')}
                onConfirm={() =>
                  takeBack.mutate(one.id, {
                    onSuccess: () => {
                      if (one.id === props.selected) props.onGone();
                    },
                  })
                }
              >
                <Button type="text" size="small">
                  {t('planWhatIf.takeBack')}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
