import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useText } from '../text/text.ts';
import './page.css';

/** Shows what happened and what to do, where a part of the page has thrown. */
export class FailureBoundary extends Component<
  { readonly children: ReactNode; readonly onFailure?: (error: Error) => void },
  { readonly error: Error | null }
> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error) {
    this.props.onFailure?.(error);
  }

  override render() {
    return this.state.error === null ? this.props.children : <Failure error={this.state.error} />;
  }
}

export function Failure({ error }: { readonly error: unknown }) {
  const { t } = useText();
  return (
    <main className="page" role="alert">
      <h1>{t('error.title')}</h1>
      <p className="page-note">{t('error.explain')}</p>
      <div className="page-actions">
        <Button type="primary" onClick={() => location.reload()}>
          {t('error.reload')}
        </Button>
      </div>
      <details className="page-detail">
        <summary>{t('error.detail')}</summary>
        <pre>{error instanceof Error ? error.message : String(error)}</pre>
      </details>
    </main>
  );
}

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useText();
  return (
    <main className="page">
      <h1>{t('notFound.title')}</h1>
      <p className="page-note">{t('notFound.explain')}</p>
      <div className="page-actions">
        <Button type="primary" href="/">
          {t('notFound.home')}
        </Button>
      </div>
    </main>
  );
}

/** An account whose screen does not exist yet. */
export function NoScreen({ onSignOut }: { readonly onSignOut: () => void }) {
  const { t } = useText();
  return (
    <main className="page">
      <h1>{t('noScreen.title')}</h1>
      <p className="page-note">{t('noScreen.explain')}</p>
      <div className="page-actions">
        <Button onClick={onSignOut}>{t('account.signOut')}</Button>
      </div>
    </main>
  );
}
