import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { token } from '../ui/palette.ts';
import { useTheme } from '../ui/theme.ts';

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

/** A line over time, and a dashed one of an earlier time beside it; null where there is nothing to tell. */
export function TrendChart(props: {
  readonly labels: readonly string[];
  readonly now: { readonly name: string; readonly counts: readonly number[] };
  readonly before: { readonly name: string; readonly counts: readonly (number | null)[] } | null;
  readonly label: string;
}) {
  const { labels, now, before } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const [theme] = useTheme();
  useEffect(() => {
    if (box.current === null) return;
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const of = (name: string) => token(theme, name);
    const text = { color: of('ink-2'), fontSize: 12, fontFamily: 'inherit' };
    chart.current?.setOption({
      animation: false,
      grid: {
        left: 4,
        right: 12,
        top: 12,
        bottom: 4,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      tooltip: {
        trigger: 'axis',
        backgroundColor: of('surface'),
        borderColor: of('line'),
        textStyle: { ...text, color: of('ink') },
      },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        axisLine: { lineStyle: { color: of('line-2') } },
        axisTick: { show: false },
        axisLabel: { ...text, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        min: 0,
        splitNumber: 3,
        minInterval: 1,
        splitLine: { lineStyle: { color: of('line') } },
        axisLabel: text,
      },
      series: [
        {
          type: 'line',
          symbol: 'none',
          lineStyle: { color: of('q5'), width: 2 },
          itemStyle: { color: of('q5') },
        },
        {
          type: 'line',
          symbol: 'none',
          lineStyle: { color: of('ink-3'), width: 1.5, type: 'dashed' },
          itemStyle: { color: of('ink-3') },
        },
      ],
    });
  }, [theme]);
  useEffect(() => {
    chart.current?.setOption({
      xAxis: { data: [...labels] },
      series: [
        { name: now.name, data: [...now.counts] },
        { name: before?.name ?? '', data: [...(before?.counts ?? [])] },
      ],
    });
  }, [labels, now, before]);
  return (
    <div ref={box} className="plan-chart" role="img" aria-label={props.label} data-testid="plan-trend" />
  );
}
