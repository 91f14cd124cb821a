import { useEffect } from 'react';
import { addDays, daysBetween } from '../../geodata/analysis/calendar.ts';
import type { Span } from '../../geodata/analysis/span.ts';
import { useText } from '../text/text.ts';
import { sparkPoints } from './bins.ts';

/** Milliseconds a picture stands. */
const dwell = 700;

/**
 * Plays a span in as many pictures as a sparkline has points. `frame` is the picture shown, null for the whole span; at the
 * last it stops by itself.
 */
export function Playback(props: {
  readonly span: Span;
  readonly frame: number | null;
  readonly playing: boolean;
  readonly onFrame: (frame: number | null) => void;
  readonly onPlaying: (playing: boolean) => void;
}) {
  const { t } = useText();
  const { span, frame, playing, onFrame, onPlaying } = props;
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (frame !== null && frame >= sparkPoints - 1) onPlaying(false);
      else onFrame(frame === null ? 0 : frame + 1);
    }, dwell);
    return () => clearTimeout(timer);
  }, [playing, frame, onFrame, onPlaying]);
  return (
    <fieldset className="plan-playback" aria-label={t('plan.playback')}>
      <button
        type="button"
        data-testid="plan-play"
        onClick={() => {
          if (!playing && frame === sparkPoints - 1) onFrame(0);
          onPlaying(!playing);
        }}
      >
        {t(playing ? 'plan.pause' : 'plan.play')}
      </button>
      <input
        type="range"
        min={0}
        max={sparkPoints - 1}
        value={frame ?? 0}
        aria-label={t('plan.playback')}
        data-testid="plan-frame"
        onChange={(event) => {
          onPlaying(false);
          onFrame(Number(event.target.value));
        }}
      />
      {frame === null ? (
        <span>{t('plan.wholeSpan')}</span>
      ) : (
        <>
          <span>{spanText(frameSpan(span, frame), t)}</span>
          <button type="button" onClick={() => onFrame(null)}>
            {t('plan.wholeSpan')}
          </button>
        </>
      )}
    </fieldset>
  );
}

/** The days that a picture shows, rounded to whole days. */
export function frameSpan({ from, to }: Span, frame: number): Span {
  const length = daysBetween(from, to);
  const start = Math.floor((frame * length) / sparkPoints);
  const end = Math.max(start + 1, Math.floor(((frame + 1) * length) / sparkPoints));
  return { from: addDays(from, start), to: addDays(from, end) };
}

/** 2026-05-01 至 2026-05-31, the last day included. */
export const spanText = ({ from, to }: Span, t: ReturnType<typeof useText>['t']): string =>
  t('plan.span', { from, to: addDays(to, -1) });
