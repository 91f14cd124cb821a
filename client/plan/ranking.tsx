import { useEffect, useRef } from 'react';
import { useText } from '../text/text.ts';
import { figure } from './figure.ts';

/** A line of a ranking. */
export interface RankingRow {
  readonly key: string;
  readonly name: string;
  readonly second: string;
  readonly series: readonly number[];
  readonly value: number | null;
  readonly interval: readonly [low: number, high: number] | null;
}

/** Rows drawn at once; the rest are summed up under them. */
const most = 200;

/**
 * Rows from the highest value down: rank, name and second line, sparkline, the value as a dot with its 95 % interval on an
 * axis common to all, and the value. Where intervals overlap, ranks are of numbers only; no words say otherwise.
 */
export function Ranking(props: {
  readonly title: string;
  readonly column: string;
  readonly rows: readonly RankingRow[];
  /** The unit of values, in words. */
  readonly unit: string;
  readonly selected: string | null;
  readonly onSelect: (key: string | null) => void;
  readonly notes: readonly string[];
}) {
  const { t, format } = useText();
  const { rows, unit, selected } = props;
  const list = useRef<HTMLOListElement>(null);
  const shown = rows.slice(0, most);
  const end = axisEnd(shown);
  useEffect(() => {
    if (selected !== null)
      list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <section className="plan-ranking" aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        <span>{t('plan.whiskers')}</span>
      </header>
      <div className="plan-ranking-head" aria-hidden="true">
        <span>{props.column}</span>
        <span>{t('plan.trendOf')}</span>
        <span>
          <i>0</i>
          <i>{figure(end, format)}</i>
        </span>
        <span>{unit}</span>
      </div>
      <ol ref={list}>
        {shown.map((row, index) => (
          <li key={row.key}>
            <button
              type="button"
              aria-pressed={row.key === selected}
              data-testid={`plan-row-${row.key}`}
              onClick={() => props.onSelect(row.key === selected ? null : row.key)}
            >
              <span className="rank">{index + 1}</span>
              <span className="name">
                <b>{row.name}</b>
                <small>{row.second}</small>
              </span>
              <Sparkline series={row.series} />
              <Whisker row={row} end={end} unit={unit} />
              <span className="value">{row.value === null ? '—' : figure(row.value, format)}</span>
            </button>
          </li>
        ))}
      </ol>
      {props.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </section>
  );
}

function Sparkline({ series }: { readonly series: readonly number[] }) {
  const most = Math.max(1, ...series);
  const step = 68 / Math.max(1, series.length - 1);
  const points = series.map(
    (count, index) => `${(index * step).toFixed(1)},${(22 - (count / most) * 20).toFixed(1)}`,
  );
  return (
    <svg className="sparkline" width="68" height="24" aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  );
}

function Whisker({
  row,
  end,
  unit,
}: {
  readonly row: RankingRow;
  readonly end: number;
  readonly unit: string;
}) {
  const { t, format } = useText();
  const { value, interval } = row;
  if (value === null || interval === null) return <span className="whisker" title={t('plan.noValue')} />;
  const x = (of: number) => Math.min(96, (of / end) * 96);
  const [low, high] = interval;
  return (
    <svg
      className="whisker"
      width="96"
      height="20"
      role="img"
      aria-label={t('plan.interval', {
        value: figure(value, format),
        unit,
        low: figure(low, format),
        high: figure(high, format),
      })}
    >
      <line className="axis" x1={0} x2={96} y1={10} y2={10} />
      <path d={`M${x(low)} 10H${x(high)}M${x(low)} 6v8M${x(high)} 6v8`} />
      <circle cx={x(value)} cy={10} r={4.5} />
    </svg>
  );
}

/** A round end of the axis that the widest interval of the first rows fits on; outliers further down are cut. */
function axisEnd(rows: readonly RankingRow[]): number {
  const most = Math.max(0, ...rows.slice(0, 20).map(({ interval }) => interval?.[1] ?? 0));
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= most) ?? 10;
  return Number((step * power).toPrecision(3));
}
