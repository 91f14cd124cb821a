import type { RecurringView } from '../../api.ts';
import { useText } from '../../text/text.ts';

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
