import { useEffect } from 'react';
import type { Classes } from '../../geodata/analysis/classes.ts';
import { useText } from '../text/text.ts';
import { byValue, type LegendEntry } from './colouring.ts';
import { showLegend } from './shown.ts';

/** The classes of a map in real units, with the number of things in each above its colour. */
export function Legend(props: {
  readonly title: string;
  readonly unit: string;
  readonly classes: Classes;
  readonly values: readonly number[];
  readonly note: string;
}) {
  const { format } = useText();
  const { classes, values, ...rest } = props;
  const numbered = values.map((value, index) => [String(index), value] as const);
  return <EntryLegend {...rest} entries={byValue(numbered, format, classes).entries} />;
}

/** The same of classes that have been counted. Labels are upper bounds. */
export function EntryLegend(props: {
  readonly title: string;
  readonly unit: string;
  readonly entries: readonly LegendEntry[];
  readonly note: string;
}) {
  const { format } = useText();
  const { title, unit, entries } = props;
  useEffect(() => showLegend({ title, unit, entries }), [title, unit, entries]);
  const most = Math.max(1, ...entries.map(({ count }) => count));
  return (
    <section className="map-float plan-legend" aria-label={title} data-testid="plan-legend">
      <header>
        <strong>{title}</strong>
        <span>{unit}</span>
      </header>
      <div className="plan-legend-classes">
        {entries.map(({ colour, label, count }) => (
          <div key={label}>
            <em>{format.number(count)}</em>
            <i className="bar" style={{ height: `${(count / most) * 28}px` }} />
            <i className="colour" style={{ background: `var(--${colour})` }} />
            <b>{label}</b>
          </div>
        ))}
      </div>
      <p>{props.note}</p>
    </section>
  );
}
