import { useEffect, useRef, useState } from 'react';
import type { SeamDetail } from '../api.ts';
import { type Stretch, segmentsOf } from '../stretches.ts';
import { useText } from '../text/text.ts';
import { partyPaint } from '../ui/hatch.tsx';
import { endsInWords } from './ends.ts';
import { ticksOf } from './ticks.ts';

/** Pixels for the counts of one side. */
const half = 64;

/**
 * The line laid straight: incidents along it, one side up and the other down, and below what is recorded about it. The
 * distance along the line is x.
 */
export function Strip({ seam }: { readonly seam: SeamDetail }) {
  const text = useText();
  const { t, format } = text;
  const { strip } = seam;
  const ends = endsInWords(seam.ends, text);
  const most = Math.max(4, ...strip.left, ...strip.right);
  const drawing = useRef<SVGSVGElement>(null);
  const width = useWidth(drawing);
  const bar = width / strip.left.length;
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  const [left, right] = [sum(strip.left), sum(strip.right)];
  const ticks = ticksOf(seam.length);
  const current = seam.agreements.filter(({ state }) => state === 'current');
  const sideName = (code: string) => {
    const side = [seam.left, seam.right].find((one) => one.code === code);
    return side ? format.name(side) : code;
  };
  return (
    <section className="seam-strip" aria-label={t('seam.strip.title')}>
      <header>
        <h2>{t('seam.strip.title')}</h2>
        <p className="seam-quiet">
          {t('seam.strip.step', {
            step: format.distance(strip.step),
            count: format.number(seam.counts.incidents),
          })}
        </p>
      </header>
      <div className="seam-strip-grid">
        <div className="seam-strip-sides">
          <p>
            <span>{format.name(seam.left)}</span>
            <span className="seam-quiet">{t('seam.strip.incidents', { count: left })}</span>
          </p>
          <p>
            <span>{format.name(seam.right)}</span>
            <span className="seam-quiet">{t('seam.strip.incidents', { count: right })}</span>
          </p>
        </div>
        <svg
          ref={drawing}
          height={2 * half}
          role="img"
          aria-label={t('seam.strip.label', {
            left: `${format.name(seam.left)} ${left}`,
            right: `${format.name(seam.right)} ${right}`,
          })}
        >
          {[strip.left, strip.right].flatMap((counts, side) =>
            counts.map((count, i) => {
              const height = (count / most) * (half - 4);
              return count === 0 ? null : (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place.
                  key={`${side}-${i}`}
                  x={i * bar + bar * 0.08}
                  width={bar * 0.84}
                  y={side === 0 ? half - height : half}
                  height={height}
                  fill={partyPaint(side + 1)}
                  stroke={`var(--party-${side + 1})`}
                />
              );
            }),
          )}
          <path d={`M0 ${half}H${width}`} stroke="var(--ink-2)" />
        </svg>
        <Segments
          seam={seam}
          name={t('seam.basis.label')}
          alike={(one, other) => one.basis === other.basis && one.holder === other.holder}
          none={({ basis }) => basis === null}
        >
          {({ basis, holder }) =>
            format.facts([
              t(`seam.basis.${basis ?? 'none'}`),
              holder !== null && t('seam.basis.holds', { side: sideName(holder) }),
            ])
          }
        </Segments>
        <Segments
          seam={seam}
          name={t('seam.basis.accuracyShort')}
          alike={(one, other) => one.accuracy === other.accuracy}
          none={({ accuracy }) => accuracy === null}
        >
          {({ accuracy }) =>
            accuracy === null
              ? t('seam.basis.unknown')
              : format.facts([
                  `±${format.length(accuracy)}`,
                  seam.stretches.length === 0 && seam.accuracySource,
                ])
          }
        </Segments>
        {current.length === 0 ? (
          <Band name={t('seam.agreement.label')} empty>
            {t('seam.agreement.no')}
          </Band>
        ) : (
          current.slice(0, shown).map((agreement) => (
            <Band
              key={agreement.id}
              name={agreement.category ? format.name(agreement.category) : t('seam.agreement.all')}
            >
              {format.facts([
                t('seam.agreement.leads', { side: sideName(agreement.lead) }),
                t('seam.agreement.since', { from: format.fullDate(agreement.from), until: '' }),
              ])}
            </Band>
          ))
        )}
        <span />
        <div className="seam-strip-axis" aria-hidden="true">
          {ticks.map((metres) => (
            <span key={metres} style={{ left: `${(metres / seam.length) * 100}%` }}>
              {format.distance(metres)}
            </span>
          ))}
        </div>
        <span />
        <p className="seam-strip-ends seam-quiet">
          <span>{t('seam.ends.at', { metres: format.distance(0), where: ends.from })}</span>
          <span>{t('seam.ends.at', { metres: format.distance(seam.length), where: ends.to })}</span>
        </p>
      </div>
    </section>
  );
}

/** Pixels an element is wide, as it changes. */
function useWidth(element: React.RefObject<SVGSVGElement | null>): number {
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** A band of which each stretch of the line has its own part. */
function Segments(props: {
  readonly seam: SeamDetail;
  readonly name: string;
  readonly alike: (one: Stretch, other: Stretch) => boolean;
  readonly none: (stretch: Stretch) => boolean;
  readonly children: (stretch: Stretch) => string;
}) {
  return (
    <>
      <span className="seam-band-name">{props.name}</span>
      <span className="seam-segments">
        {segmentsOf(props.seam, props.alike).map((stretch) => (
          <span
            key={stretch.from}
            className={`seam-band${props.none(stretch) ? ' seam-band-none' : ''}`}
            style={{ flexGrow: stretch.to - stretch.from }}
            title={props.children(stretch)}
          >
            <span>{props.children(stretch)}</span>
          </span>
        ))}
      </span>
    </>
  );
}

/** Agreements that there is room for; the panel beside has them all. */
const shown = 3;

function Band(props: { readonly name: string; readonly empty?: boolean; readonly children: string }) {
  const kind = props.empty ? ' seam-band-empty' : '';
  return (
    <>
      <span className="seam-band-name">{props.name}</span>
      <span className={`seam-band${kind}`}>
        <span>{props.children}</span>
      </span>
    </>
  );
}
