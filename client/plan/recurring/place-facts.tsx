import { Button, Input } from 'antd';
import { useState } from 'react';
import type { RecurringView } from '../../api.ts';
import { useText } from '../../text/text.ts';
import { RefusalLine } from '../../ui/notes.tsx';
import { useSession } from '../../ui/session.ts';
import { useTakeUp } from './queries.ts';

/** The chosen place: what is expected, and each time it came. */
export function PlaceFacts({
  place,
  onClose,
}: {
  readonly place: RecurringView;
  readonly onClose: () => void;
}) {
  const { t, format } = useText();
  const [low, high] = place.interval;
  const name = format.name({ name: place.place, nameEn: place.placeEn });
  return (
    <section className="plan-part plan-place-facts" data-testid="plan-place-facts">
      <header>
        <h2>{name || t('planRecurring.noPlace')}</h2>
        <button type="button" className="plan-place-close" onClick={onClose}>
          {t('planRecurring.close')}
        </button>
      </header>
      <p className="quiet">
        {format.facts([
          format.name(place.category),
          place.boundary && t('planRecurring.boundary'),
          place.returns > 0 && t('planRecurring.returned', { count: place.returns }),
        ])}
      </p>
      <dl className="plan-place-figures">
        <div>
          <dd>{format.decimal(place.expected)}</dd>
          <dt>{t('planRecurring.column.expected')}</dt>
        </div>
        <div>
          <dd>{format.number(place.count)}</dd>
          <dt>{t('planRecurring.column.count')}</dt>
        </div>
        <div>
          <dd>{place.due ? t('planRecurring.due') : format.date(place.next)}</dd>
          <dt>{t('planRecurring.column.next')}</dt>
        </div>
      </dl>
      <p className="quiet">
        {t('planRecurring.interval', { low: format.decimal(low), high: format.decimal(high) })}
      </p>
      <TakenUp key={place.id} place={place} />
      <h3>{t('planRecurring.areas')}</h3>
      <p>{place.areas.map((area) => format.name(area)).join(' × ') || '—'}</p>
      <h3>{t('planRecurring.incidents')}</h3>
      <ol className="plan-place-times">
        {place.incidents
          .map(({ id, number }, i) => (
            <li key={id}>
              <b>{number}</b>
              <span>{format.dateTime(place.times[i] ?? '')}</span>
            </li>
          ))
          .reverse()}
      </ol>
    </section>
  );
}

/** Who has taken the place up; who may and has not yet can do so here, with a word on what is done. */
function TakenUp({ place }: { readonly place: RecurringView }) {
  const { t, format } = useText();
  const { data: session } = useSession();
  const [note, setNote] = useState('');
  const act = useTakeUp();
  const may = session?.account?.permissions.includes('recurring.takeUp') ?? false;
  const { takenUp } = place;
  return (
    <div className="plan-place-taken" data-testid="plan-place-taken">
      <h3>{t('planRecurring.takenHead')}</h3>
      {takenUp === null ? (
        <p>{t('planRecurring.notTaken')}</p>
      ) : (
        <>
          <p>{format.facts([format.name(takenUp.by), format.dateTime(takenUp.at)])}</p>
          {takenUp.note !== '' && <p>{takenUp.note}</p>}
          <p className="quiet">
            {takenUp.since > 0
              ? t('planRecurring.takenSince', { count: takenUp.since })
              : t('planRecurring.noneSince')}
          </p>
          {takenUp.mine && (
            <Button size="small" loading={act.isPending} onClick={() => act.mutate({ letGo: takenUp.id })}>
              {t('planRecurring.letGo')}
            </Button>
          )}
        </>
      )}
      {takenUp === null && may && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ incident: place.id, note });
          }}
        >
          <Input.TextArea
            value={note}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 5 }}
            placeholder={t('planRecurring.takeUpNote')}
            aria-label={t('planRecurring.takeUpNote')}
            onChange={({ target }) => setNote(target.value)}
          />
          <Button
            size="small"
            type="primary"
            htmlType="submit"
            loading={act.isPending}
            data-testid="plan-take-up"
          >
            {t('planRecurring.takeUp')}
          </Button>
        </form>
      )}
      <RefusalLine error={act.error} />
    </div>
  );
}
