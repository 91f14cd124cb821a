import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Refused } from '../rest.ts';
import { useText } from '../text/text.ts';
import './notes.css';

/** What went wrong and what to do, in the place of what could not be loaded. */
export function ErrorNote({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const { t } = useText();
  const refused = answered(error);
  const forbidden = refused?.status === 403 || refused?.status === 401;
  return (
    <div className="note" role="alert">
      <strong>{forbidden ? t('refusal.forbidden') : refused?.title || t('refusal.load')}</strong>
      <p>{refused === null ? t('refusal.offline') : refused.detail}</p>
      {onRetry !== undefined && !forbidden && refused?.status !== 404 && (
        <Button size="small" autoInsertSpace={false} onClick={onRetry}>
          {t('refusal.again')}
        </Button>
      )}
    </div>
  );
}

/** Why the server refused what was asked for: its sentence, and the first faults with what was got. */
export function Refusal({
  error,
  children,
}: {
  readonly error: Error | null;
  readonly children?: ReactNode;
}) {
  const { t } = useText();
  if (error === null) return null;
  const refused = answered(error);
  // What is wrong with the whole of it, in the words that stand above already, would be said twice.
  const faults =
    refused?.errors.filter(({ pointer, detail }) => pointer !== '#' || detail !== refused.detail) ?? [];
  return (
    <div className="refusal" role="alert" data-testid="refusal">
      <strong>{refused?.title || t('refusal.load')}</strong>
      <p>{refused === null ? t('refusal.offline') : refused.detail}</p>
      {faults.length > 0 && (
        <ul>
          {faults.slice(0, 6).map((fault) => (
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

/** The same in one line, above the buttons of a form: the first fault, else the sentence. */
export function RefusalLine({ error }: { readonly error: Error | null }) {
  const { t } = useText();
  if (error === null) return null;
  const refused = answered(error);
  const fault = refused?.errors.map(({ detail }) => (typeof detail === 'string' ? detail : '')).find(Boolean);
  return (
    <p className="refusal-line" role="alert" data-testid="refusal">
      {refused === null ? t('refusal.offline') : fault || refused.detail || refused.title}
    </p>
  );
}

/** Grey bars where rows will be. */
export function Rows({ count = 8 }: { readonly count?: number }) {
  const { t } = useText();
  return (
    <div className="rows-to-come" aria-busy="true" aria-label={t('loading')} role="status">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing else to tell them apart.
        <span key={index} style={{ width: `${88 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** The page in the place of one that the account may not open. */
export function Forbidden() {
  const { t } = useText();
  return (
    <main className="page" role="alert">
      <h1>{t('refusal.forbidden')}</h1>
      <p className="page-note">{t('refusal.forbiddenExplain')}</p>
    </main>
  );
}

/** A refusal the server gave; null where there was no answer. */
const answered = (error: Error): Refused | null =>
  error instanceof Refused && error.status > 0 ? error : null;
