import { useEffect } from 'react';
import { type Classes, classOf } from '../../geodata/analysis/classes.ts';
import { useText } from '../text/text.ts';
import { figure } from './figure.ts';
import { showLegend } from './shown.ts';

/** The classes of a map in real units, with the number of things in each above its colour. */
export function Legend(props: {
  readonly title: string;
  readonly unit: string;
  readonly classes: Classes;
  readonly values: readonly number[];
  readonly note: string;
}) {
  const { t, format } = useText();
  const { title, unit, classes, values } = props;
  useEffect(() => showLegend({ title, unit, classes, values }), [title, unit, classes, values]);
  const { bounds } = props.classes;
  const counts = bounds.map(() => 0);
  for (const value of props.values) {
    const place = classOf(props.classes, value);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  return (
    <section className="map-float plan-legend" aria-label={props.title} data-testid="plan-legend">
      <header>
        <strong>{props.title}</strong>
        <span>{props.unit}</span>
      </header>
      <div className="plan-legend-classes">
        {bounds.map((bound, place) => (
          <div key={bound}>
            <em>{format.number(counts[place] ?? 0)}</em>
            <i className="bar" style={{ height: `${((counts[place] ?? 0) / most) * 28}px` }} />
            <i className="colour" style={{ background: `var(--q${place})` }} />
            <b>{place === 0 ? t('plan.none') : figure(bound, format)}</b>
          </div>
        ))}
      </div>
      <p>{props.note}</p>
    </section>
  );
}
