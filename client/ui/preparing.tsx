import { useText } from '../text/text.ts';
import type { Health } from './session.ts';
import './page.css';

/** What the server is doing before it can answer, and how far it is. */
export function Preparing({ health }: { readonly health: Health | undefined }) {
  const { t, format } = useText();
  const progress = health?.progress;
  if (health?.status === 'failed')
    return (
      <main className="page" role="alert" data-testid="preparing">
        <h1>{t('preparing.failed')}</h1>
        <p className="page-note">{t('preparing.failedNote')}</p>
        {health.reason && <p className="page-detail">{format.of(health.reason)}</p>}
      </main>
    );
  const percent = Math.round((progress?.done ?? 0) * 100);
  return (
    <main className="page" data-testid="preparing">
      <h1>{t('preparing.title')}</h1>
      <p className="page-note">{progress ? t('preparing.first') : t('preparing.waiting')}</p>
      {progress && (
        <>
          <div
            className="page-progress"
            role="progressbar"
            aria-valuenow={percent}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-label={format.of(progress.step)}
          >
            <div style={{ width: `${percent}%` }} />
          </div>
          <p className="page-step" aria-live="polite">
            <span>{format.of(progress.step)}</span>
            <span>{percent} %</span>
          </p>
        </>
      )}
    </main>
  );
}
