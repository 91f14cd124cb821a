import { Fragment, useState } from 'react';
import { classesOf, classOf } from '../../geodata/analysis/classes.ts';
import { type HourRange, readHours, writeHours } from '../../geodata/analysis/hours.ts';
import { useText } from '../text/text.ts';

/**
 * Incidents by weekday (Monday first) and hour; `hours` has 168 counts. A press on a cell, or a drag over several, points
 * at those hours; a press on what is pointed at lets go.
 */
export function Matrix(props: {
  readonly hours: ArrayLike<number>;
  readonly note: string;
  readonly chosen?: string | undefined;
  /** Without it nothing can be pointed at. */
  readonly onChoose?: (hours: string | undefined) => void;
}) {
  const { t, format } = useText();
  const { chosen, onChoose } = props;
  const [drag, setDrag] = useState<{ readonly from: Cell; readonly to: Cell } | null>(null);
  const hours = Array.from(props.hours);
  const classes = classesOf(hours);
  const range = drag === null ? readHours(chosen) : rangeOf(drag.from, drag.to);
  const end = () => {
    if (drag === null) return;
    const next = writeHours(rangeOf(drag.from, drag.to));
    setDrag(null);
    onChoose?.(next === chosen ? undefined : next);
  };
  const sum =
    range === null ? 0 : hours.reduce((total, count, hour) => total + (isIn(range, hour) ? count : 0), 0);
  const weekdays = Array.from({ length: 7 }, (_, weekday) => t(`plan.weekday.${weekday}`));
  const unit = t('plan.hour');
  return (
    <section className="plan-part">
      <header>
        <h2>{t('plan.week')}</h2>
        <span>{props.note}</span>
      </header>
      <div className="plan-matrix" data-testid="plan-matrix">
        {weekdays.map((day, weekday) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its weekday.
          <Fragment key={weekday}>
            <span className="day">{day}</span>
            {Array.from({ length: 24 }, (_, hour) => {
              const count = hours[weekday * 24 + hour] ?? 0;
              const cell = { weekday, hour };
              const told = `${day} ${hour}–${hour + 1} ${unit} ${t('plan.incidents', { count: format.number(count) as never })}`;
              return (
                <button
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its hour.
                  key={hour}
                  type="button"
                  className={range !== null && isIn(range, weekday * 24 + hour) ? 'in' : ''}
                  style={{ background: `var(--q${classOf(classes, count)})` }}
                  disabled={onChoose === undefined}
                  title={told}
                  aria-label={told}
                  data-testid={`plan-hour-${weekday}-${hour}`}
                  onPointerDown={(event) => {
                    event.currentTarget.releasePointerCapture(event.pointerId);
                    setDrag({ from: cell, to: cell });
                  }}
                  onPointerEnter={() => drag !== null && setDrag({ ...drag, to: cell })}
                  onPointerUp={end}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' && event.key !== ' ') return;
                    event.preventDefault();
                    const next = writeHours(rangeOf(cell, cell));
                    onChoose?.(next === chosen ? undefined : next);
                  }}
                />
              );
            })}
          </Fragment>
        ))}
        <span className="hours" aria-hidden="true">
          {[0, 6, 12, 18].map((hour) => (
            <b key={hour}>{hour}</b>
          ))}
          <b>24 {unit}</b>
        </span>
      </div>
      <div className="plan-matrix-foot">
        <div className="plan-matrix-scale">
          {classes.bounds.map((bound, index) => (
            <i key={bound} style={{ background: `var(--q${index})` }} />
          ))}
          <span>0</span>
          <span>{t('plan.incidents', { count: format.number(classes.bounds.at(-1) ?? 0) as never })}</span>
        </div>
        {range !== null && (
          <button type="button" onClick={() => onChoose?.(undefined)} data-testid="plan-hours-clear">
            {format.facts([
              t('plan.hoursChosen', {
                days: daysText(range, (weekday) => weekdays[weekday] ?? ''),
                from: range.hours[0],
                to: range.hours[1],
              }),
              t('plan.incidents', { count: format.number(sum) as never }),
            ])}
            {' ×'}
          </button>
        )}
      </div>
    </section>
  );
}

interface Cell {
  readonly weekday: number;
  readonly hour: number;
}

const rangeOf = (one: Cell, other: Cell): HourRange => ({
  weekdays: [Math.min(one.weekday, other.weekday), Math.max(one.weekday, other.weekday) + 1],
  hours: [Math.min(one.hour, other.hour), Math.max(one.hour, other.hour) + 1],
});

const isIn = ({ weekdays, hours }: HourRange, hour: number): boolean => {
  const [weekday, of] = [Math.floor(hour / 24), hour % 24];
  return weekday >= weekdays[0] && weekday < weekdays[1] && of >= hours[0] && of < hours[1];
};

const daysText = ({ weekdays: [first, end] }: HourRange, name: (weekday: number) => string): string =>
  end - first === 1 ? name(first) : `${name(first)}–${name(end - 1)}`;
