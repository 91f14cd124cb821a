import { useMemo } from 'react';
import { addDays, daysBetween } from '../../geodata/analysis/calendar.ts';
import type { Span } from '../../geodata/analysis/span.ts';
import { useText } from '../text/text.ts';
import { TrendChart } from './chart.tsx';
import type { DrawnBins as Bins } from './columns-protocol.ts';

/** How the chosen time went by day, week or month, beside the earlier time it is compared with. */
export function Trend({ bins }: { readonly bins: Bins }) {
  const { t, format } = useText();
  const { span, earlier } = bins;
  const length = daysBetween(span.from, span.to);
  const step = length <= 62 ? 1 : length <= 400 ? 7 : 30;
  const name = step === 1 ? 'plan.perDay' : step === 7 ? 'plan.perWeek' : 'plan.per30Days';
  const drawn = useMemo(() => {
    const counts = countsIn(bins, span, step);
    return {
      labels: counts.map((_, bucket) => addDays(span.from, bucket * step).slice(length > 400 ? 2 : 5)),
      now: { name: t('plan.thisSpan'), counts },
      before:
        earlier === null
          ? null
          : {
              name: t('plan.earlierSpan'),
              counts: earlier.complete ? countsIn(bins, earlier.span, step) : [],
            },
    };
  }, [bins, span, earlier, step, length, t]);
  const change = earlier === null || !earlier.complete ? null : changeOf(bins.total, earlier.total);
  return (
    <section className="plan-part">
      <header>
        <h2>{t('plan.trend')}</h2>
        <span>
          {format.facts([
            t(name),
            change !== null && t('plan.comparedWith', { change, count: format.number(earlier?.total ?? 0) }),
          ])}
        </span>
      </header>
      {earlier !== null && !earlier.complete && (
        <p className="plan-note">
          {t('plan.earlierIncomplete', { from: earlier.span.from, first: bins.first })}
        </p>
      )}
      <TrendChart {...drawn} label={t('plan.trend')} />
    </section>
  );
}

/** A change in percent with its sign; a dash where there was nothing before. */
export function changeOf(now: number, before: number): string {
  if (before === 0) return '—';
  const percent = ((now - before) / before) * 100;
  const text = Math.abs(percent) >= 10 ? percent.toFixed(0) : percent.toFixed(1);
  return `${percent > 0 ? '+' : ''}${text.replace('-', '−')} %`;
}

/** Counts of a span in buckets of so many days; an end that is no whole bucket is left out, unless it is all there is. */
function countsIn({ days, first }: Bins, { from, to }: Span, step: number): number[] {
  const [start, end] = [daysBetween(first, from), daysBetween(first, to)];
  const buckets = Math.max(1, Math.floor((end - start) / step));
  return Array.from({ length: buckets }, (_, bucket) => {
    let sum = 0;
    for (let day = start + bucket * step; day < Math.min(end, start + (bucket + 1) * step); day++)
      sum += days[day] ?? 0;
    return sum;
  });
}
