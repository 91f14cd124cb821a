import { Button } from 'antd';
import { Refused } from '../rest.ts';
import { useText } from '../text/text.ts';

/** What went wrong and what to do, in a panel. */
export function ErrorNote({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const { t } = useText();
  const refused = error instanceof Refused ? error : null;
  const forbidden = refused?.status === 403 || refused?.status === 401;
  const title = forbidden
    ? t('coordinate.error.forbidden')
    : refused?.status === 404
      ? t('coordinate.error.gone')
      : refused !== null && refused.status > 0
        ? refused.title
        : t('coordinate.error.load');
  const detail = forbidden
    ? t('coordinate.error.forbiddenExplain')
    : refused?.status === 404
      ? ''
      : refused !== null && refused.status > 0
        ? refused.detail
        : t('coordinate.error.offline');
  return (
    <div className="error-note" role="alert">
      <strong>{title}</strong>
      {detail !== '' && <p>{detail}</p>}
      {onRetry !== undefined && !forbidden && refused?.status !== 404 && (
        <Button size="small" autoInsertSpace={false} onClick={onRetry}>
          {t('coordinate.error.again')}
        </Button>
      )}
    </div>
  );
}

/** Why the server refused a step, in one line above its button. */
export function RefusalLine({ error }: { readonly error: Error | null }) {
  const { t } = useText();
  if (error === null) return null;
  const text =
    error instanceof Refused && error.status > 0
      ? error.detail || error.title
      : t('coordinate.error.offline');
  return (
    <p className="refusal-line" role="alert">
      {text}
    </p>
  );
}
