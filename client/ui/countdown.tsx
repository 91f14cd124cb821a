import { countdown } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { useNow } from './now.ts';
import './countdown.css';

/** Time to a deadline, second by second; past it, the time since with a plus, in coral. */
export function Countdown({ dueAt }: { readonly dueAt: string }) {
  const { t } = useText();
  const seconds = Math.ceil((Date.parse(dueAt) - useNow()) / 1000);
  const label = t(seconds < 0 ? 'overdueBy' : 'timeLeft', { time: countdown(Math.abs(seconds)) });
  return (
    <span
      className={seconds < 0 ? 'countdown countdown-overdue' : 'countdown'}
      role="timer"
      aria-label={label}
    >
      {countdown(seconds)}
    </span>
  );
}
