import type { LiveEvent, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';
import { tellEvent } from './words.ts';

const rows = 3;

/** Latest events, newest first, a line each, cut at the end. */
export function Ticker(props: {
  readonly events: readonly LiveEvent[];
  readonly whistles: ReadonlyMap<string, Whistle>;
  readonly columns: number;
}) {
  const text = useText();
  const { t, format } = text;
  const lines = [];
  // By time, not by number: entries may be brought in later than they happened.
  const latest = [...props.events].sort((a, b) => b.at.localeCompare(a.at) || b.id - a.id);
  for (const event of latest) {
    const whistle = event.whistleId === null ? undefined : props.whistles.get(event.whistleId);
    const told = tellEvent(event, whistle ?? event.whistle ?? undefined, text);
    if (told !== null) lines.push({ event, told });
    if (lines.length === rows * props.columns) break;
  }
  return (
    <section className="wall-ticker" data-testid="ticker" aria-label={t('wall.ticker')}>
      {lines.length === 0 && <p className="wall-ticker-empty">{t('wall.tickerEmpty')}</p>}
      <ul style={{ gridTemplateColumns: `repeat(${props.columns}, minmax(0, 1fr))` }}>
        {lines.map(({ event, told }) => (
          <li key={event.id}>
            <time>{format.timeOfDay(event.at)}</time>
            {event.kind === null ? <i /> : <KindMark kind={event.kind} joint={event.joint} size={14} />}
            <p>
              {told.who !== '' && <b>{told.who}</b>}
              <span>{told.what}</span>
              {told.figure !== '' && <span>{told.figure}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
