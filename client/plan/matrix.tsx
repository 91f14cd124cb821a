import { Fragment } from 'react';
import { classesOf, classOf } from '../../geodata/analysis/classes.ts';
import { useText } from '../text/text.ts';

/** Incidents by weekday (Monday first) and hour; `hours` has 168 counts. */
export function Matrix({ hours, note }: { readonly hours: readonly number[]; readonly note: string }) {
  const { t, format } = useText();
  const classes = classesOf(hours);
  const most = Math.max(0, ...hours);
  return (
    <section className="plan-part">
      <header>
        <h2>{t('plan.week')}</h2>
        <span>{note}</span>
      </header>
      <div className="plan-matrix" data-testid="plan-matrix">
        {Array.from({ length: 7 }, (_, weekday) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its weekday.
          <Fragment key={weekday}>
            <span className="day">{t(`plan.weekday.${weekday}`)}</span>
            {Array.from({ length: 24 }, (_, hour) => {
              const count = hours[weekday * 24 + hour] ?? 0;
              return (
                <i
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its hour.
                  key={hour}
                  style={{ background: `var(--q${classOf(classes, count)})` }}
                  title={`${t(`plan.weekday.${weekday}`)} ${hour}–${hour + 1} ${t('plan.hour')}　${t('plan.incidents', { count: format.number(count) as never })}`}
                />
              );
            })}
          </Fragment>
        ))}
        <span className="hours" aria-hidden="true">
          {[0, 6, 12, 18].map((hour) => (
            <b key={hour}>{hour}</b>
          ))}
          <b>24 {t('plan.hour')}</b>
        </span>
      </div>
      <div className="plan-matrix-scale">
        {classes.bounds.map((bound, index) => (
          <i key={bound} style={{ background: `var(--q${index})` }} />
        ))}
        <span>0</span>
        <span>{t('plan.incidents', { count: format.number(most) as never })}</span>
      </div>
    </section>
  );
}
