import { useEffect, useRef, useState } from 'react';
import type { SeamCost, SeamDetail, SeamStory } from '../../api.ts';
import { type Stretch as Segment, segmentsOf } from '../../stretches.ts';
import { useText } from '../../text/text.ts';
import { amount } from '../../ui/amounts.ts';
import { partyPaint } from '../../ui/hatch.tsx';
import { seamName, shortName } from './naming.ts';
import { ticksOf } from './ticks.ts';

/** Pixels for the counts of one side, and above them for the names of pins. */
const half = 78;
const roof = 22;

/** Pixels that names under the axis need between them. */
const apart = { zh: 96, en: 140 };

/**
 * The line laid straight, distance along it as x: incidents of one side up and of the other down, spots returned twice or
 * more pinned, below what is recorded about it. A stretch of which nobody has recorded the basis is a defect.
 */
export function CostStrip(props: {
  readonly seam: SeamCost;
  readonly story: SeamStory;
  readonly record: SeamDetail | undefined;
  /** Metres along it that are pointed at, here or on the map. */
  readonly at: number | null;
  readonly onPoint: (metres: number | null) => void;
}) {
  const { t, format, language } = useText();
  const { seam, story, record, at } = props;
  const { along } = story;
  const drawing = useRef<SVGSVGElement>(null);
  const width = useWidth(drawing);
  const steps = along.left.length;
  const length = along.step * steps;
  const x = (metres: number) => (metres / length) * width;
  const most = Math.max(4, ...along.left, ...along.right);
  const bar = width / steps;
  const pointed = at === null ? null : Math.min(steps - 1, Math.max(0, Math.floor(at / along.step)));
  const ticks = ticksOf(seam.length);
  const marks = [Math.ceil(most / 2), most];
  const middle = roof + half;
  return (
    <section className="cost-strip" aria-label={t('planSeam.strip', { seam: seamName(seam, language) })}>
      <header>
        <h2>{t('planSeam.strip', { seam: seamName(seam, language) })}</h2>
        <p>
          {pointed === null
            ? t('planSeam.stripNote', {
                step: format.distance(along.step),
                from: format.fullDate(story.since),
                to: format.fullDate(story.until),
                count: format.number(seam.incidents),
              })
            : t('planSeam.stripAt', {
                from: format.distance(pointed * along.step),
                to: format.distance((pointed + 1) * along.step),
                left: shortName(seam.left, language),
                leftCount: along.left[pointed] ?? 0,
                right: shortName(seam.right, language),
                rightCount: along.right[pointed] ?? 0,
              })}
        </p>
      </header>
      <div className="cost-strip-grid">
        <div className="cost-strip-sides" style={{ paddingTop: roof }}>
          {([seam.left, seam.right] as const).map((side, i) => (
            <p key={side.code}>
              <span>{shortName(side, language)}</span>
              <small>
                {t('planSeam.incidents', { count: i === 0 ? along.total.left : along.total.right })}
              </small>
            </p>
          ))}
        </div>
        <svg
          ref={drawing}
          height={roof + 2 * half}
          role="img"
          data-testid="cost-strip"
          aria-label={t('planSeam.stripLabel', {
            left: shortName(seam.left, language),
            leftCount: along.total.left,
            right: shortName(seam.right, language),
            rightCount: along.total.right,
          })}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            props.onPoint(((event.clientX - box.left) / box.width) * length);
          }}
          onPointerLeave={() => props.onPoint(null)}
        >
          {ticks.map((metres) => (
            <path key={metres} className="grid" d={`M${x(metres)} ${roof}V${roof + 2 * half}`} />
          ))}
          {marks.map((mark) => (
            <g key={mark}>
              {[-1, 1].map((way) => (
                <text key={way} x={-6} y={middle + way * (mark / most) * (half - 4) + 4} textAnchor="end">
                  {mark}
                </text>
              ))}
            </g>
          ))}
          {pointed !== null && (
            <rect className="pointed" x={pointed * bar} y={roof} width={bar} height={2 * half} />
          )}
          {[along.left, along.right].flatMap((counts, side) =>
            counts.map((count, i) => {
              const height = (count / most) * (half - 4);
              return count === 0 ? null : (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place.
                  key={`${side}-${i}`}
                  x={i * bar + bar * 0.05}
                  width={bar * 0.9}
                  y={side === 0 ? middle - height : middle}
                  height={height}
                  fill={partyPaint(side + 1)}
                  stroke={`var(--party-${side + 1})`}
                />
              );
            }),
          )}
          <path className="line" d={`M0 ${middle}H${width}`} />
          {along.pins.map((pin) => {
            const before = x(pin.metres) > width * 0.75;
            return (
              <g key={pin.metres} className="pin">
                <path d={`M${x(pin.metres)} 6V${middle}`} />
                <circle cx={x(pin.metres)} cy={middle} r={4.5} />
                <text x={x(pin.metres) + (before ? -6 : 6)} y={14} textAnchor={before ? 'end' : 'start'}>
                  {format.facts([
                    language === 'zh' ? pin.place : pin.placeEn || pin.place,
                    t('planSeam.returnedTimes', { count: pin.times }),
                  ])}
                </text>
              </g>
            );
          })}
        </svg>
        {record !== undefined && <Bands seam={seam} record={record} />}
        <span />
        <div className="cost-strip-axis" aria-hidden="true">
          {ticks.map((metres) => (
            <span key={metres} style={{ left: x(metres) }}>
              {metres === 0 ? `0 ${headingOf(seam, 0, t)}` : amountOf(metres, seam.length, format)}
            </span>
          ))}
          <span style={{ left: width }}>{`${format.length(seam.length)} ${headingOf(seam, 1, t)}`}</span>
        </div>
        <span className="cost-band-name">{t('planSeam.crossings')}</span>
        <div className="cost-strip-axis crossings">
          {spaced(along.crossings, (metres) => x(metres), apart[language]).map(({ metres, ...street }) => (
            <span
              key={street.name}
              style={{
                left: Math.min(width - apart[language] / 2, Math.max(apart[language] / 2, x(metres))),
              }}
            >
              {format.name(street)}
            </span>
          ))}
        </div>
      </div>
    </section>
  );
}

/** Bands for what is recorded: basis, accuracy, and the agreements in force. */
function Bands({ seam, record }: { readonly seam: SeamCost; readonly record: SeamDetail }) {
  const { t, format, language } = useText();
  const nameOf = (code: string) =>
    shortName([seam.left, seam.right].find((side) => side.code === code) ?? seam.left, language);
  const current = record.agreements.filter(({ state }) => state === 'current').slice(0, 2);
  return (
    <>
      <Stretches
        name={t('planSeam.basis')}
        record={record}
        alike={(one, other) => one.basis === other.basis && one.holder === other.holder}
        none={({ basis }) => basis === null}
      >
        {({ basis, holder }) =>
          basis === null
            ? t('planSeam.noBasisShort')
            : format.facts([
                t(`seam.basis.${basis}`),
                holder !== null && t('seam.basis.holds', { side: nameOf(holder) }),
              ])
        }
      </Stretches>
      <Stretches
        name={t('planSeam.accuracy')}
        record={record}
        alike={(one, other) => one.accuracy === other.accuracy}
        none={({ accuracy }) => accuracy === null}
      >
        {({ accuracy }) => (accuracy === null ? t('planSeam.unknown') : `±${format.length(accuracy)}`)}
      </Stretches>
      {current.length === 0 ? (
        <Band name={t('planSeam.agreements')} kind="empty">
          {t('planSeam.none')}
        </Band>
      ) : (
        current.map((agreement) => (
          <Band
            key={agreement.id}
            name={agreement.category ? format.name(agreement.category) : t('seam.agreement.all')}
            kind="some"
          >
            {t('planSeam.leads', { side: nameOf(agreement.lead), from: format.fullDate(agreement.from) })}
          </Band>
        ))
      )}
    </>
  );
}

/** A band of which every stretch of the line has its own part; one of which nobody has recorded anything is a defect. */
function Stretches(props: {
  readonly name: string;
  readonly record: SeamDetail;
  readonly alike: (one: Segment, other: Segment) => boolean;
  readonly none: (segment: Segment) => boolean;
  readonly children: (segment: Segment) => string;
}) {
  const { record } = props;
  return (
    <>
      <span className="cost-band-name">{props.name}</span>
      <div className="cost-bands">
        {segmentsOf(record, props.alike).map((segment) => (
          <span
            key={segment.from}
            className={`cost-band ${props.none(segment) ? 'none' : 'some'}`}
            style={{ width: `${((segment.to - segment.from) / record.length) * 100}%` }}
            title={props.children(segment)}
          >
            <span>{props.children(segment)}</span>
          </span>
        ))}
      </div>
    </>
  );
}

function Band(props: { readonly name: string; readonly kind: 'some' | 'empty'; readonly children: string }) {
  return (
    <>
      <span className="cost-band-name">{props.name}</span>
      <span className={`cost-band ${props.kind}`}>
        <span>{props.children}</span>
      </span>
    </>
  );
}

/** A distance on the axis: bare kilometres, or metres where the line is short. */
const amountOf = (metres: number, length: number, format: ReturnType<typeof useText>['format']): string =>
  length >= 1000 ? `${metres / 1000}` : amount(metres, format);

/** Which way the line's beginning (0) or end (1) lies from its middle: a word of eight. */
function headingOf({ shape }: SeamCost, end: 0 | 1, t: (key: string) => string): string {
  const places = shape.coordinates.flat() as unknown as [number, number][];
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return '';
  const [from, to] = end === 0 ? [last, first] : [first, last];
  const east = (to[0] - from[0]) * Math.cos((from[1] * Math.PI) / 180);
  const turn = Math.atan2(east, to[1] - from[1]) / (Math.PI / 4);
  return t(`planSeam.heading.${(Math.round(turn) + 8) % 8}`);
}

/** Those of some streets, the first ones first, that stand far enough from each other. */
function spaced<T extends { readonly metres: number }>(
  streets: readonly T[],
  x: (metres: number) => number,
  least: number,
): T[] {
  const kept: T[] = [];
  for (const street of streets)
    if (kept.every((one) => Math.abs(x(one.metres) - x(street.metres)) >= least)) kept.push(street);
  return kept;
}

/** Pixels an element is wide, as it changes. */
function useWidth(element: React.RefObject<SVGSVGElement | null>): number {
  const [width, setWidth] = useState(1200);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth || 1200));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
