import { useEffect, useRef, useState } from 'react';
import type { Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { partyPaint } from '../ui/hatch.tsx';
import { useNow } from '../ui/now.ts';
import { partyNumber } from '../ui/palette.ts';
import { ringState } from '../ui/ring-geometry.ts';
import { along, axisSpan, axisTicks, type Lane, laneGroups } from './timeline-layout.ts';

/** How the bodies of a case came: a lane each, grouped by side, from the whistle to past the deadline. */
export function Timeline({ whistle }: { readonly whistle: Whistle }) {
  const { t, format } = useText();
  const now = useNow();
  const [box, width] = useWidth();
  const groups = laneGroups(whistle);
  const span = axisSpan(whistle, now);
  const end = whistle.closedAt === null ? now : Date.parse(whistle.closedAt);
  const due = Date.parse(whistle.dueAt);
  const axisWidth = Math.max(200, width - left - right);
  const x = (at: number) => left + along(at, span, axisWidth);
  const ticks = axisTicks(span.from, span.to);
  const rows = groups.reduce((count, group) => count + group.lanes.length, 0);
  const height = top + rows * laneHeight + (groups.length - 1) * groupGap + 12;
  const clear = (at: number) => Math.abs(x(at) - x(end)) > 52;
  let y = top;
  return (
    <section className="timeline" aria-label={t('coordinate.case.timeline')}>
      <div className="timeline-scroll" ref={box}>
        <svg width={width} height={height} role="img" aria-label={t('coordinate.case.timeline')}>
          <text x={24} y={39} className="tl-quiet">
            {t('coordinate.case.timeline')}
          </text>
          <rect
            x={x(due)}
            y={top - 14}
            width={Math.max(0, left + axisWidth - x(due))}
            height={height - top + 8}
            className="tl-late"
          />
          {ticks.map((at) => (
            <g key={at}>
              <line x1={x(at)} x2={x(at)} y1={top - 14} y2={height - 6} className="tl-grid" />
              {clear(at) && Math.abs(x(at) - x(due)) > 40 && (
                <text x={x(at)} y={39} textAnchor="middle" className="tl-quiet">
                  {format.time(at)}
                </text>
              )}
            </g>
          ))}
          <line x1={x(span.from)} x2={x(span.from)} y1={top - 14} y2={height - 6} className="tl-blown" />
          {clear(span.from) && (
            <text x={x(span.from)} y={20} textAnchor="middle" className="tl-ink">
              {t('coordinate.case.blowTick')}
            </text>
          )}
          <line x1={x(due)} x2={x(due)} y1={top - 14} y2={height - 6} className="tl-due" />
          <text x={x(due)} y={20} textAnchor="middle" className="tl-due-text">
            {t('coordinate.case.dueTick')}
          </text>
          {clear(due) && (
            <text x={x(due)} y={39} textAnchor="middle" className="tl-quiet">
              {format.time(due)}
            </text>
          )}
          {groups.map((group) => {
            const from = y;
            const lanes = group.lanes.map((lane) => {
              const at = y + laneHeight / 2;
              y += laneHeight;
              return (
                <LaneRow
                  key={lane.summons.id}
                  lane={lane}
                  whistle={whistle}
                  y={at}
                  x={x}
                  now={end}
                  clock={now}
                />
              );
            });
            const to = y;
            y += groupGap;
            return (
              <g key={group.areaCode}>
                <rect
                  x={24}
                  y={from + 4}
                  width={9}
                  height={to - from - 8}
                  fill={partyPaint(group.party)}
                  stroke={`var(--party-${partyNumber(group.party)})`}
                />
                {lanes}
              </g>
            );
          })}
          <line x1={x(end)} x2={x(end)} y1={top - 14} y2={height - 6} className="tl-now" />
          <rect x={x(end) - 27} y={25} width={54} height={20} rx={2} className="tl-now-plate" />
          <text x={x(end)} y={39} textAnchor="middle" className="tl-now-text">
            {format.time(end)}
          </text>
        </svg>
      </div>
      <Legend />
    </section>
  );
}

const left = 200;
const right = 24;
const top = 62;
const laneHeight = 38;
const groupGap = 16;

function LaneRow(props: {
  readonly lane: Lane;
  readonly whistle: Whistle;
  readonly y: number;
  readonly x: (at: number) => number;
  readonly now: number;
  readonly clock: number;
}) {
  const { lane, whistle, y, x, now } = props;
  const { t, format } = useText();
  const { summons } = lane;
  const blown = Date.parse(whistle.blownAt);
  const until = lane.leftAt ?? now;
  const state = ringState(summons, props.clock);
  const words =
    lane.arrivedAt !== null
      ? lane.leftAt !== null
        ? t('coordinate.case.lane.left')
        : t('coordinate.case.lane.onSite', {
            minutes: Math.max(0, Math.round((lane.arrivedAt - blown) / 60_000)),
          })
      : t(
          state === 'overdue'
            ? 'coordinate.case.lane.overdue'
            : lane.readAt === null
              ? 'coordinate.case.lane.missing'
              : 'coordinate.case.lane.read',
        );
  return (
    <g className={`kind-${whistle.kind}`}>
      <text x={46} y={y + 5} className="tl-name">
        {cut(format.name({ name: summons.bodyName, nameEn: summons.bodyNameEn }), 22)}
      </text>
      {lane.arrivedAt === null ? (
        <>
          <line x1={x(now)} x2={x(Date.parse(whistle.dueAt))} y1={y} y2={y} className="tl-ahead" />
          <line
            x1={x(blown)}
            x2={x(now)}
            y1={y}
            y2={y}
            className={state === 'overdue' ? 'tl-travel tl-travel-late' : 'tl-travel'}
          />
          <circle
            cx={x(now)}
            cy={y}
            r={5}
            className={state === 'overdue' ? 'tl-open tl-open-late' : 'tl-open'}
          />
        </>
      ) : (
        <>
          <line x1={x(blown)} x2={x(lane.arrivedAt)} y1={y} y2={y} className="tl-came" />
          <line x1={x(lane.arrivedAt)} x2={x(until)} y1={y} y2={y} className="tl-site" />
          <circle cx={x(lane.arrivedAt)} cy={y} r={6} className="tl-arrived" />
        </>
      )}
      {lane.readAt !== null && (
        <line x1={x(lane.readAt)} x2={x(lane.readAt)} y1={y - 5} y2={y + 5} className="tl-read" />
      )}
      {lane.feedbackAt !== null && <path d={diamond(x(lane.feedbackAt), y, 5)} className="tl-feedback" />}
      <text
        x={Math.max(x(until), x(now)) + 14}
        y={y + 5}
        className={
          lane.arrivedAt === null ? (state === 'overdue' ? 'tl-late-text' : 'tl-kind-text') : 'tl-note'
        }
      >
        {words}
      </text>
    </g>
  );
}

function Legend() {
  const { t } = useText();
  return (
    <p className="timeline-legend" aria-hidden="true">
      {(['read', 'arrived', 'onSite', 'missing', 'feedback'] as const).map((name) => (
        <span key={name}>
          <svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">
            {name === 'read' && <line x1="9" x2="9" y1="1" y2="11" className="tl-read" />}
            {name === 'arrived' && <circle cx="9" cy="6" r="4.500" className="tl-arrived" />}
            {name === 'onSite' && <line x1="0" x2="18" y1="6" y2="6" className="tl-site" />}
            {name === 'missing' && (
              <line x1="0" x2="18" y1="6" y2="6" className="tl-travel tl-travel-legend" />
            )}
            {name === 'feedback' && <path d={diamond(9, 6, 4.5)} className="tl-feedback" />}
          </svg>
          {t(`coordinate.case.legend.${name}`)}
        </span>
      ))}
    </p>
  );
}

const diamond = (x: number, y: number, r: number): string =>
  `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;
const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** The width of an element, as it changes. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(
      ([entry]) => entry !== undefined && setWidth(Math.floor(entry.contentRect.width)),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
