import type { PlannedStreet, PlannedStreets } from '../../api.ts';
import { useText } from '../../text/text.ts';
import { figure } from '../figure.ts';

/** The chosen street: its rate with the interval, both sides, and who leads it. */
export function StreetFacts(props: {
  readonly street: PlannedStreet;
  readonly list: PlannedStreets;
  readonly onClose: () => void;
}) {
  const { t, format } = useText();
  const { street, list } = props;
  const [low = 0, high = 0] = street.interval;
  const perKm = (count: number) => figure((count * list.yearly * 1000) / street.metres, format);
  const most = Math.max(1, street.left, street.right);
  return (
    <section className="plan-part plan-street-facts" data-testid="plan-street-facts">
      <header>
        <h2>{format.name(street)}</h2>
        <button type="button" className="plan-street-close" onClick={props.onClose}>
          {t('planStreets.close')}
        </button>
      </header>
      <p className="quiet">
        {format.facts([
          t(`planStreets.classOf.${street.class}`),
          street.areas.map((area) => format.name(area)).join(' × '),
          t('planStreets.rank', {
            rank: format.number(street.rank),
            count: format.number(list.streets) as never,
          }),
        ])}
      </p>
      <dl className="plan-street-figures">
        <div>
          <dd>{figure(street.perKm, format)}</dd>
          <dt>{t('planStreets.perKm')}</dt>
        </div>
        <div>
          <dd>{format.number(street.count)}</dd>
          <dt>{t('planStreets.count')}</dt>
        </div>
        <div>
          <dd>{format.length(street.metres)}</dd>
          <dt>{t('planStreets.length')}</dt>
        </div>
      </dl>
      <p className="quiet">
        {t('planStreets.interval', { low: figure(low, format), high: figure(high, format) })}
      </p>
      <h3>{t('planStreets.sides')}</h3>
      <ul className="plan-street-sides">
        {(['left', 'right'] as const).map((side) => (
          <li key={side}>
            <span>{t(`planStreets.side.${side}`)}</span>
            <i style={{ width: `${(street[side] / most) * 100}%` }} />
            <b>
              {t('planStreets.sidePerKm', {
                count: format.number(street[side]) as never,
                perKm: perKm(street[side]),
              })}
            </b>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('planStreets.sideNote')}</p>
      <h3>{t('planStreets.chief')}</h3>
      {street.chiefs.length === 0 ? (
        <p className="quiet">{t('planStreets.nobody')}</p>
      ) : (
        <ul className="plan-street-chiefs">
          {street.chiefs.map(({ area, name }) => (
            <li key={`${area.code} ${name}`}>
              <span>{format.name(area)}</span>
              <b>{name ?? t('planStreets.hidden')}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
