import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Refused } from '../rest.ts';
import { useText } from '../text/text.ts';
import { useSession } from '../ui/session.ts';
import './access.css';

/** A page of the administration: its title, what can be done, and its content for who may see it. */
export function AdminPage(props: {
  readonly title: string;
  readonly permission: 'account.manage' | 'key.manage' | 'audit.see';
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  const { data: session } = useSession();
  if (session?.account && !session.account.permissions.includes(props.permission))
    return (
      <main className="page" role="alert">
        <h1>{t('access.error.forbidden')}</h1>
        <p className="page-note">{t('access.error.forbiddenExplain')}</p>
      </main>
    );
  return (
    <main className="access-page">
      <header>
        <h1>{props.title}</h1>
        {props.actions}
      </header>
      {props.children}
    </main>
  );
}

/** What could not be loaded and how to try again. */
export function LoadError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useText();
  const refused = error instanceof Refused && error.status > 0 ? error : null;
  return (
    <div className="access-note" role="alert">
      <strong>{refused?.title ?? t('access.error.load')}</strong>
      <p>{refused?.detail ?? t('access.error.offline')}</p>
      <Button size="small" autoInsertSpace={false} onClick={onRetry}>
        {t('access.error.again')}
      </Button>
    </div>
  );
}

/** Why the server refused, in its own words. */
export function RefusalLine({ error }: { readonly error: Error | null }) {
  const { t } = useText();
  if (error === null) return null;
  const refused = error instanceof Refused && error.status > 0 ? error : null;
  const field = refused?.errors.map(({ detail }) => detail).find((detail) => typeof detail === 'string');
  return (
    <p className="access-refusal" role="alert" data-testid="refusal">
      {refused === null ? t('access.error.offline') : (field ?? refused.detail)}
    </p>
  );
}

/** A field with its name above it and, where it needs one, a note below. */
export function Field({
  label,
  note,
  children,
}: {
  readonly label: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children.
    <label className="access-field">
      <span>{label}</span>
      {children}
      {note !== undefined && <small>{note}</small>}
    </label>
  );
}
