import { Button } from 'antd';
import { Refused } from '../rest.ts';
import { useText } from '../text/text.ts';

/** What went wrong and what to do, in a panel. */
export function ErrorNote({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const { t } = useText();
  const refused = error instanceof Refused && error.status > 0 ? error : null;
  const forbidden = refused?.status === 403 || refused?.status === 401;
  return (
    <div className="seam-note" role="alert">
      <strong>{forbidden ? t('seam.error.forbidden') : (refused?.title ?? t('seam.error.load'))}</strong>
      <p>{forbidden ? t('seam.error.forbiddenExplain') : (refused?.detail ?? t('seam.error.offline'))}</p>
      {onRetry !== undefined && !forbidden && refused?.status !== 404 && (
        <Button size="small" autoInsertSpace={false} onClick={onRetry}>
          {t('seam.error.again')}
        </Button>
      )}
    </div>
  );
}

/** Why the server refused a change, above its buttons. */
export function RefusalLine({ error }: { readonly error: Error | null }) {
  const { t } = useText();
  if (error === null) return null;
  const refused = error instanceof Refused && error.status > 0 ? error : null;
  const fields = refused?.errors.map(({ detail }) => (typeof detail === 'string' ? detail : '')) ?? [];
  return (
    <p className="seam-refusal" role="alert" data-testid="refusal">
      {refused === null ? t('seam.error.offline') : fields.filter(Boolean)[0] || refused.detail}
    </p>
  );
}

/** Grey bars where rows will be. */
export function Rows({ count = 8 }: { readonly count?: number }) {
  const { t } = useText();
  return (
    <div className="seam-skeleton" aria-busy="true" aria-label={t('loading')} role="status">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing else to tell them apart.
        <span key={index} style={{ width: `${88 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
