import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Refused } from '../rest.ts';
import { useText } from '../text/text.ts';

/** What went wrong and what to do, in a panel. */
export function ErrorNote({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const { t } = useText();
  const refused = error instanceof Refused ? error : null;
  const forbidden = refused?.status === 403 || refused?.status === 401;
  const known = refused !== null && refused.status > 0 && refused.title !== '';
  return (
    <div className="admin-note" role="alert">
      <strong>
        {forbidden ? t('admin.error.forbidden') : known ? refused.title : t('admin.error.load')}
      </strong>
      <p>
        {forbidden ? t('admin.error.forbiddenExplain') : known ? refused.detail : t('admin.error.offline')}
      </p>
      {onRetry !== undefined && !forbidden && (
        <Button size="small" autoInsertSpace={false} onClick={onRetry}>
          {t('admin.error.again')}
        </Button>
      )}
    </div>
  );
}

/** Why the server refused what was asked for: its sentence, and each fault with what was got. */
export function Refusal({
  error,
  children,
}: {
  readonly error: Error | null;
  readonly children?: ReactNode;
}) {
  const { t } = useText();
  if (error === null) return null;
  const refused = error instanceof Refused && error.status > 0 ? error : null;
  return (
    <div className="admin-refusal" role="alert" data-testid="refusal">
      <strong>{refused === null ? t('admin.error.load') : refused.title}</strong>
      <p>{refused === null ? t('admin.error.offline') : refused.detail}</p>
      {(refused?.errors.length ?? 0) > 0 && (
        <ul>
          {refused?.errors.slice(0, 6).map((fault) => (
            <li key={`${fault.pointer}${fault.got}`}>
              {[fault.pointer, fault.got, typeof fault.detail === 'string' ? fault.detail : '']
                .filter(Boolean)
                .join('　')}
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}

/** Grey bars where rows will be. */
export function Rows({ count = 6 }: { readonly count?: number }) {
  const { t } = useText();
  return (
    <div className="admin-skeleton" aria-busy="true" aria-label={t('loading')} role="status">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing else to tell them apart.
        <span key={index} style={{ width: `${88 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** What long work is doing, and how far it is: 0 to 1. */
export function ProgressLine({ step, fraction }: { readonly step: string; readonly fraction: number }) {
  const percent = Math.round(fraction * 100);
  return (
    <div className="admin-progress">
      <div role="progressbar" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-label={step}>
        <span style={{ width: `${percent}%` }} />
      </div>
      <p aria-live="polite">
        <span>{step}</span>
        <span>{percent} %</span>
      </p>
    </div>
  );
}
