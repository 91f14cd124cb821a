import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { addDays, daysBetween } from '../../geodata/analysis/calendar.ts';
import type { Span } from '../../geodata/analysis/span.ts';
import { useText } from '../text/text.ts';

/** Days in a bar at most so many bars: a bar narrower than this cannot be told from its neighbour. */
const mostBars = 180;

/**
 * The histogram of all time, with the chosen span to be dragged: between its handles, at them, or anew beside them.
 * `counts` are by day from `first` on; `from` is the first day of the span and `to` the day after its last.
 */
export function Brush(props: {
  readonly first: string;
  readonly counts: ArrayLike<number>;
  readonly from: string;
  readonly to: string;
  /** While it is dragged. */
  readonly onDrag: (span: Span | null) => void;
  readonly onChange: (span: Span | null) => void;
}) {
  const { t, format } = useText();
  const { first, counts, onChange } = props;
  const box = useRef<SVGSVGElement>(null);
  const days = counts.length;
  const width = useWidth(box);
  const [held, setHeld] = useState<Held | null>(null);
  const span: Pick<Held, 'start' | 'end'> = held ?? {
    start: Math.max(0, daysBetween(first, props.from)),
    end: Math.min(days, daysBetween(first, props.to)),
  };
  const perBar = days > mostBars ? 7 : 1;
  const bars = useMemo(() => barsOf(counts, perBar), [counts, perBar]);
  const ticks = useMemo(() => ticksOf(first, days, width), [first, days, width]);
  const most = Math.max(1, ...bars);
  const x = (day: number) => (day / days) * width;
  const dayUnder = (event: PointerEvent) => {
    const { left } = (box.current as SVGSVGElement).getBoundingClientRect();
    return Math.min(days, Math.max(0, Math.round(((event.clientX - left) / width) * days)));
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = dayUnder(event);
    const reach = (6 / width) * days;
    if (Math.abs(at - span.start) <= reach) setHeld({ ...span, grip: 'start', at });
    else if (Math.abs(at - span.end) <= reach) setHeld({ ...span, grip: 'end', at });
    else if (at > span.start && at < span.end && span.end - span.start < days)
      setHeld({ ...span, grip: 'both', at });
    else setHeld({ start: at, end: at, grip: 'new', at });
  };
  const move = (event: PointerEvent) => {
    if (held === null) return;
    const next = moved(held, dayUnder(event), days);
    setHeld(next);
    if (next.end > next.start) props.onDrag(spanOf(next));
  };
  const spanOf = ({ start, end }: Pick<Held, 'start' | 'end'>): Span => ({
    from: addDays(first, start),
    to: addDays(first, end),
  });
  const leave = () => {
    if (held === null) return;
    setHeld(null);
    if (held.end > held.start) onChange(spanOf(held));
  };
  return (
    <section className="plan-brush" aria-label={t('plan.time')}>
      <div className="plan-brush-title">
        <strong>{t('plan.time')}</strong>
        <span>{t(perBar === 7 ? 'plan.perWeek' : 'plan.perDay')}</span>
        <button type="button" onClick={() => onChange(null)} data-testid="plan-all-time">
          {t('plan.brushAll')}
        </button>
      </div>
      <svg
        ref={box}
        height="96"
        role="img"
        aria-label={t('plan.span', { from: addDays(first, span.start), to: addDays(first, span.end - 1) })}
        data-testid="plan-brush"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={leave}
        onPointerCancel={() => {
          setHeld(null);
          props.onDrag(null);
        }}
        onDoubleClick={() => onChange(null)}
      >
        <title>{t('plan.brushHint')}</title>
        <rect
          className="span"
          x={x(span.start)}
          y={2}
          width={Math.max(0, x(span.end) - x(span.start))}
          height={70}
        />
        {bars.map((count, bar) => {
          const start = bar * perBar;
          const height = (count / most) * 62;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time.
              key={bar}
              className={start >= span.start && start < span.end ? 'bar in' : 'bar'}
              x={x(start) + 0.5}
              y={72 - height}
              width={Math.max(0.5, x(perBar) - 1)}
              height={height}
            />
          );
        })}
        <line className="axis" x1={0} x2={width} y1={72.5} y2={72.5} />
        {ticks.map(({ day, name }) => (
          <text
            key={day}
            x={x(day)}
            y={90}
            textAnchor={day === 0 ? 'start' : x(day) > width - 40 ? 'end' : 'middle'}
          >
            {days > 120 ? name.slice(0, 7) : format.date(`${name}T12:00:00Z`)}
          </text>
        ))}
        {[span.start, span.end].map((day, side) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one handle a side.
          <g key={side} className="handle" transform={`translate(${x(day)} 0)`}>
            <line y1={2} y2={72} />
            <rect x={-4} y={28} width={8} height={18} rx={2} />
          </g>
        ))}
      </svg>
    </section>
  );
}

interface Held {
  readonly start: number;
  readonly end: number;
  readonly grip: 'start' | 'end' | 'both' | 'new';
  /** Day under the pointer when it was taken, or last moved. */
  readonly at: number;
}

function moved(held: Held, at: number, days: number): Held {
  switch (held.grip) {
    case 'start':
      return { ...held, start: Math.min(at, held.end - 1) };
    case 'end':
      return { ...held, end: Math.max(at, held.start + 1) };
    case 'new':
      return { ...held, start: Math.min(at, held.at), end: Math.max(at, held.at) };
    case 'both': {
      const by = Math.max(-held.start, Math.min(days - held.end, at - held.at));
      return { ...held, start: held.start + by, end: held.end + by, at: held.at + by };
    }
  }
}

function barsOf(counts: ArrayLike<number>, perBar: number): number[] {
  const bars = new Array<number>(Math.ceil(counts.length / perBar)).fill(0);
  for (let day = 0; day < counts.length; day++) {
    const bar = Math.floor(day / perBar);
    bars[bar] = (bars[bar] ?? 0) + (counts[day] ?? 0);
  }
  return bars;
}

/** Firsts of months, or of every few months, as many as have room; days where the whole is short. */
function ticksOf(first: string, days: number, width: number): { day: number; name: string }[] {
  const room = Math.max(2, Math.floor(width / 110));
  const names = Array.from({ length: days }, (_, day) => ({ day, name: addDays(first, day) }));
  const months = names.filter(({ name }) => name.endsWith('-01'));
  const of = months.length >= 3 ? months : names;
  const step = Math.ceil(of.length / room);
  return of.filter((_, index) => index % step === 0);
}

function useWidth(box: { readonly current: SVGSVGElement | null }): number {
  const [width, setWidth] = useState(1000);
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(100, current.clientWidth)));
    observer.observe(current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
