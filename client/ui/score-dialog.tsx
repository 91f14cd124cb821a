import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { CaseScores } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, RefusalLine, Rows } from './notes.tsx';
import './score-dialog.css';

type Due = CaseScores['scorings'][number];
type Item = CaseScores['items'][number];

const pathOf = (whistle: string) => `/api/whistles/${whistle}/scores`;

/**
 * The parties of a closed case score each other: who blew each body, each body who blew, by items from 1 to 5 and with a
 * word. Given once; what was given, and what the other side gave, is shown. `whistle` is the whistle's number.
 */
export function ScoreDialog({
  whistle,
  onClose,
}: {
  readonly whistle: string;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const scores = useQuery({
    queryKey: ['scores', whistle],
    queryFn: ({ signal }) => request<CaseScores>(pathOf(whistle), { signal }),
    retry,
  });
  return (
    <Modal open title={t('score.title')} footer={null} width={640} onCancel={onClose}>
      {scores.error !== null && scores.data === undefined ? (
        <ErrorNote error={scores.error} onRetry={() => void scores.refetch()} />
      ) : scores.data === undefined ? (
        <Rows count={4} />
      ) : (
        <Scores whistle={whistle} scores={scores.data} />
      )}
    </Modal>
  );
}

function Scores({ whistle, scores }: { readonly whistle: string; readonly scores: CaseScores }) {
  const { t, format } = useText();
  if (!scores.closed) return <p>{t('score.notClosed')}</p>;
  if (scores.scorings.length === 0) return <p>{t('score.nobody')}</p>;
  const itemsOf = (direction: string) => scores.items.filter((item) => item.direction === direction);
  return (
    <div className="scores" data-testid="scores">
      <p>{t('score.explain')}</p>
      {scores.scorings.map((due) => (
        <section key={`${due.from.code} ${due.to.code}`} aria-label={format.name(due.to)}>
          <h3>{t('score.of', { from: format.name(due.from), to: format.name(due.to) })}</h3>
          {due.given === null ? (
            <ScoreForm whistle={whistle} due={due} items={itemsOf(due.direction)} />
          ) : (
            <Given items={itemsOf(due.direction)} points={due.given.items} word={due.given.word} />
          )}
        </section>
      ))}
      {scores.received.length > 0 && (
        <section>
          <h3>{t('score.received')}</h3>
          {scores.received.map((one) => (
            <Given
              key={`${one.from} ${one.to}`}
              items={itemsOf(one.direction)}
              points={one.items}
              word={one.word}
            />
          ))}
        </section>
      )}
    </div>
  );
}

function ScoreForm(props: { readonly whistle: string; readonly due: Due; readonly items: readonly Item[] }) {
  const { t, format } = useText();
  const queries = useQueryClient();
  const { whistle, due, items } = props;
  const [points, setPoints] = useState<Readonly<Record<string, number>>>({});
  const [word, setWord] = useState('');
  const give = useMutation({
    mutationFn: () =>
      request<CaseScores>(pathOf(whistle), {
        method: 'POST',
        body: { from: due.from.code, to: due.to.code, items: points, word },
      }),
    onSuccess: (scores) => queries.setQueryData(['scores', whistle], scores),
  });
  const open = items.filter(({ code }) => points[code] === undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (open.length === 0) give.mutate();
      }}
    >
      {items.map((item) => (
        <div key={item.code} className="scores-item">
          <span>{format.name(item)}</span>
          <Radio.Group
            size="small"
            optionType="button"
            aria-label={format.name(item)}
            value={points[item.code]}
            options={[1, 2, 3, 4, 5].map((value) => ({ value, label: value }))}
            onChange={(event) => setPoints({ ...points, [item.code]: event.target.value as number })}
          />
        </div>
      ))}
      <Input
        value={word}
        maxLength={500}
        placeholder={t('score.word')}
        aria-label={t('score.word')}
        onChange={(event) => setWord(event.target.value)}
      />
      <RefusalLine error={give.error} />
      <div className="scores-item">
        <small>{open.length > 0 ? t('score.open', { items: format.list(open.map(format.name)) }) : ''}</small>
        <Button
          type="primary"
          htmlType="submit"
          autoInsertSpace={false}
          disabled={open.length > 0}
          loading={give.isPending}
        >
          {t('score.give')}
        </Button>
      </div>
    </form>
  );
}

function Given(props: {
  readonly items: readonly Item[];
  readonly points: Readonly<Record<string, number>>;
  readonly word: string;
}) {
  const { format } = useText();
  return (
    <p className="scores-given">
      <span>
        {format.facts(props.items.map((item) => `${format.name(item)} ${props.points[item.code] ?? '—'}`))}
      </span>
      {props.word !== '' && <q>{props.word}</q>}
    </p>
  );
}
