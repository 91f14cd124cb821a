import { Button, Radio } from 'antd';
import { useState } from 'react';
import { setLanguage, useText } from '../text/text.ts';
import { ErrorNote, RefusalLine, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { PasswordForm } from './password-form.tsx';
import { useEndSession, useOwnSessions } from './queries.ts';
import { SessionList } from './session-list.tsx';
import './access.css';

/** One’s own account: who one is here, language, password, and where one is signed in. */
export function OwnAccount() {
  const { t, language, format } = useText();
  const { data: session } = useSession();
  const [changed, setChanged] = useState(false);
  const account = session?.account;
  if (!account) return null;
  return (
    <main className="access-page">
      <header>
        <h1>{t('access.mine')}</h1>
      </header>
      <div className="access-own">
        <section>
          <p style={{ margin: 0 }}>
            {format.facts([
              format.name({ name: account.displayName, nameEn: account.displayNameEn }),
              account.name,
              t(`access.role.${account.role}`),
              account.extent && format.name(account.extent),
              account.areaCode ?? account.bodyCode,
            ])}
          </p>
        </section>
        <section>
          <h2>{t('access.own.language')}</h2>
          <Radio.Group
            value={language}
            onChange={(e) => setLanguage(e.target.value)}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </section>
        <section>
          <h2>{t('access.own.password')}</h2>
          {changed && (
            <p className="access-done" role="status">
              {t('access.own.changed')}
            </p>
          )}
          <PasswordForm key={String(changed)} onChanged={() => setChanged(true)} />
          {session?.openid != null && <p className="access-second">{t('access.own.noPassword')}</p>}
        </section>
        <OwnSessions />
      </div>
    </main>
  );
}

function OwnSessions() {
  const { t } = useText();
  const list = useOwnSessions();
  const end = useEndSession();
  return (
    <section>
      <h2>{t('access.session.title')}</h2>
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Rows />}
      {list.data && (
        <>
          <SessionList sessions={list.data.sessions} onEnd={(id) => end.mutate(id)} />
          <RefusalLine error={end.error} />
          {list.data.sessions.length > 1 && (
            <div>
              <Button size="small" loading={end.isPending} onClick={() => end.mutate(null)}>
                {t('access.session.endOthers')}
              </Button>
            </div>
          )}
          <p className="access-second">
            {t('access.session.limits', {
              idle: list.data.limits.idleHours,
              longest: list.data.limits.longestHours,
            })}
          </p>
        </>
      )}
    </section>
  );
}
