import { useEffect, useRef } from 'react';
import type { SeamCost } from '../../api.ts';
import { useText } from '../../text/text.ts';
import { amount, axisEnd, between } from '../../ui/amounts.ts';
import { districtsOf, seamName } from './naming.ts';

/** Rows drawn at once. */
const most = 150;

/**
 * Seams that cost most: rank, sides, incidents per km, returned, delay, and the friction as a dot with its 95 % interval on
 * an axis common to all. Where intervals overlap, ranks are of numbers only; no words say otherwise.
 */
export function CostRanking(props: {
  readonly seams: readonly SeamCost[];
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
}) {
  const { t, format, language } = useText();
  const { seams, selected } = props;
  const list = useRef<HTMLOListElement>(null);
  const shown = seams.slice(0, most);
  const end = axisEnd(
    shown
      .filter(({ ranked }) => ranked)
      .slice(0, 20)
      .map(({ friction }) => friction),
  );
  useEffect(() => {
    if (selected !== null)
      list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <>
      <div className="cost-head" aria-hidden="true">
        <span>{t('planSeam.seam')}</span>
        <span>{t('planSeam.rateShort')}</span>
        <span>{t('planSeam.returned')}</span>
        <span>{t('planSeam.delayShort')}</span>
        <span className="cost-axis">
          <i>0</i>
          <i>{amount(end, format)}</i>
        </span>
        <span>{t('planSeam.unitShort')}</span>
      </div>
      <ol ref={list} className="cost-rows">
        {shown.map((seam, index) => (
          <li key={seam.key}>
            <button
              type="button"
              aria-pressed={seam.key === selected}
              data-testid={`cost-${seam.key}`}
              onClick={() => props.onSelect(seam.key)}
            >
              <span className="cost-rank">{seam.ranked ? index + 1 : '—'}</span>
              <span className="cost-name">
                {seamName(seam, language)}
                <small>{format.facts([format.length(seam.length), districtsOf(seam, language)])}</small>
              </span>
              <span>{amount(seam.rate.value, format)}</span>
              <span>
                {seam.returned.rate === null ? '—' : `${format.number(seam.returned.rate * 100)} %`}
              </span>
              <span>{seam.delay === null ? '—' : format.decimal(seam.delay.value)}</span>
              <Whisker seam={seam} end={end} />
              <strong>{seam.friction === null ? '—' : amount(seam.friction.value, format)}</strong>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

const width = 76;

function Whisker({ seam, end }: { readonly seam: SeamCost; readonly end: number }) {
  const { t, format } = useText();
  const { friction } = seam;
  if (friction === null) return <span title={t('planSeam.noDelay')} />;
  const x = (of: number) => 3 + Math.max(0, Math.min(1, of / end)) * (width - 6);
  const { value, low, high } = friction;
  return (
    <svg
      className="cost-whisker"
      width={width}
      height="20"
      role="img"
      aria-label={format.facts([
        `${amount(value, format)} ${t('planSeam.unit')}`,
        low === null
          ? t('planSeam.noInterval')
          : t('planSeam.interval', { range: between(friction, format) }),
      ])}
    >
      <line className="axis" x1={0} x2={width} y1={10} y2={10} />
      {low !== null && high !== null && (
        <path d={`M${x(low)} 10H${x(high)}M${x(low)} 6v8${high <= end ? `M${x(high)} 6v8` : ''}`} />
      )}
      <circle cx={x(value)} cy={10} r={4.5} />
    </svg>
  );
}
