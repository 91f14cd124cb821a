import { Button, Input } from 'antd';
import { useState } from 'react';
import type { StreetDetail } from '../api.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, RefusalLine, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { usePatrol, useStreet } from './queries.ts';

/** One street: who looks after it, how its tasks stand, what was done lately, and a place to enter more. */
export function StreetPanel({ open, onClose }: { readonly open: string; readonly onClose: () => void }) {
  const { t, format } = useText();
  const { data: session } = useSession();
  const street = useStreet(open);
  if (street.error !== null) return <ErrorNote error={street.error} onRetry={() => void street.refetch()} />;
  if (street.data === undefined) return <Rows />;
  const { data } = street;
  return (
    <section className="street-panel" aria-label={format.name(data)} data-testid="street-panel">
      <header>
        <div>
          <h2>{format.name(data)}</h2>
          <p>{format.facts([format.name(data.area), format.length(data.length)])}</p>
        </div>
        <button type="button" aria-label={t('street.close')} onClick={onClose}>
          ×
        </button>
      </header>
      <dl className="street-people">
        {data.keepers.map((keeper) => (
          <div key={keeper.id}>
            <dt>{t(`street.role.${keeper.role}`)}</dt>
            <dd>
              {keeper.name === null ? (
                <span className="street-quiet">{t('street.hidden')}</span>
              ) : (
                <>
                  <strong>{keeper.name}</strong>
                  {keeper.phone !== null && <a href={`tel:${keeper.phone}`}>{keeper.phone}</a>}
                  <span className="street-quiet">{keeper.organisation}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Tasks
        open={open}
        street={data}
        mayLog={session?.account?.permissions.includes('patrol.log') ?? false}
      />
      <h3>{t('street.history')}</h3>
      {data.patrols.length === 0 ? (
        <p className="street-quiet">{t('street.noHistory')}</p>
      ) : (
        <ol className="street-history">
          {data.patrols.map((patrol) => (
            <li key={patrol.id}>
              <time dateTime={patrol.doneAt}>{format.dateTime(patrol.doneAt)}</time>
              <span>
                {format.facts([
                  format.name(data.tasks.find(({ task }) => task === patrol.task) ?? noName),
                  patrol.by !== null && format.name(patrol.by),
                  patrol.note,
                ])}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const noName = { name: '', nameEn: '' };

function Tasks(props: { readonly open: string; readonly street: StreetDetail; readonly mayLog: boolean }) {
  const { t, format } = useText();
  const patrol = usePatrol(props.open);
  const [entering, setEntering] = useState<string | null>(null);
  const [note, setNote] = useState('');
  return (
    <ul className="street-tasks">
      {props.street.tasks.map((task) => (
        <li key={task.task}>
          <span className={`street-line ${task.state}`} aria-hidden="true" />
          <strong>{format.name(task)}</strong>
          <span className={task.state}>{t(`street.state.${task.state}`)}</span>
          <span className="street-quiet">
            {task.lastAt === null
              ? t('street.never')
              : t('street.last', { time: format.dateTime(task.lastAt) })}
          </span>
          {props.mayLog && entering !== task.task && (
            <Button
              size="small"
              autoInsertSpace={false}
              data-testid={`log-${task.task}`}
              onClick={() => {
                setEntering(task.task);
                setNote('');
                patrol.reset();
              }}
            >
              {t('street.log')}
            </Button>
          )}
          {entering === task.task && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                patrol.mutate({ task: task.task, note }, { onSuccess: () => setEntering(null) });
              }}
            >
              <Input.TextArea
                value={note}
                rows={2}
                maxLength={2000}
                placeholder={t('street.note')}
                aria-label={t('street.note')}
                onChange={(event) => setNote(event.target.value)}
              />
              <RefusalLine error={patrol.error} />
              <div className="street-buttons">
                <Button
                  type="primary"
                  size="small"
                  htmlType="submit"
                  autoInsertSpace={false}
                  loading={patrol.isPending}
                  data-testid="log-submit"
                >
                  {t('street.log')}
                </Button>
                <Button size="small" autoInsertSpace={false} onClick={() => setEntering(null)}>
                  {t('cancel')}
                </Button>
              </div>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
