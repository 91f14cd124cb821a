import { Button, Drawer, Input, Popconfirm } from 'antd';
import { type FormEvent, useState } from 'react';
import type { AccountDetail, AccountView } from '../api.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, RefusalLine, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { States } from './accounts.tsx';
import { Field } from './notes.tsx';
import type { Standing } from './pickers.tsx';
import { type AccountStep, useAccount, useAccountStep } from './queries.ts';
import { Secret } from './secret.tsx';
import { SessionList } from './session-list.tsx';
import { StandingFields } from './standing-fields.tsx';

/** One account: what it is, its sessions, and what an administrator may do to it. */
export function AccountDrawer({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const account = useAccount(name);
  return (
    <Drawer open title={name} size={480} onClose={onClose} rootClassName="access-drawer">
      {account.error && <ErrorNote error={account.error} onRetry={() => void account.refetch()} />}
      {account.isPending && <Rows />}
      {account.data && <Parts detail={account.data} />}
    </Drawer>
  );
}

function Parts({ detail }: { readonly detail: AccountDetail }) {
  const { t } = useText();
  const { account, sessions } = detail;
  const { data: session } = useSession();
  const step = useAccountStep(account.name);
  const take = (next: AccountStep) => step.mutate(next);
  return (
    <>
      <StandingForm
        key={JSON.stringify([account.role, account.areaCode, account.bodyCode])}
        account={account}
      />
      <section>
        <p style={{ margin: 0 }}>
          <States account={account} />
        </p>
        <div className="access-buttons">
          <Popconfirm
            title={t('access.resetSure', { name: account.name })}
            onConfirm={() => take({ method: 'POST', path: '/password' })}
          >
            <Button data-testid="reset-password">{t('access.reset')}</Button>
          </Popconfirm>
          {account.disabledAt === null ? (
            <Popconfirm
              title={t('access.disableSure', { name: account.name })}
              onConfirm={() => take({ method: 'POST', path: '/disable' })}
            >
              <Button danger data-testid="disable-account">
                {t('access.disable')}
              </Button>
            </Popconfirm>
          ) : (
            <Button onClick={() => take({ method: 'POST', path: '/enable' })}>{t('access.enable')}</Button>
          )}
        </div>
        <RefusalLine error={step.error} />
      </section>
      {session?.openid != null && <Identity account={account} onStep={take} />}
      <section>
        <h2>{t('access.session.title')}</h2>
        <SessionList
          sessions={sessions}
          onEnd={(id) => take({ method: 'DELETE', path: `/sessions/${id}` })}
        />
        {sessions.length > 1 && (
          <div>
            <Button size="small" onClick={() => take({ method: 'DELETE', path: '/sessions' })}>
              {t('access.session.endAll')}
            </Button>
          </div>
        )}
      </section>
      {step.data?.password && (
        <Secret
          title={t('access.given.title')}
          explain={t('access.given.explain')}
          secret={step.data.password}
          onClose={() => step.reset()}
        />
      )}
    </>
  );
}

function StandingForm({ account }: { readonly account: AccountView }) {
  const { t } = useText();
  const save = useAccountStep(account.name);
  const [displayName, setDisplayName] = useState(account.displayName);
  const [displayNameEn, setDisplayNameEn] = useState(account.displayNameEn);
  const [standing, setStanding] = useState<Standing>(account);
  const { role, areaCode, bodyCode } = standing;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ method: 'PATCH', body: { displayName, displayNameEn, role, areaCode, bodyCode } });
  }

  return (
    <form className="access-form" onSubmit={submit} style={{ paddingBottom: 24 }}>
      <Field label={t('access.form.displayName')}>
        <Input value={displayName} onChange={(e) => setDisplayName(e.target.value)} maxLength={60} required />
      </Field>
      <Field label={t('access.form.displayNameEn')}>
        <Input value={displayNameEn} onChange={(e) => setDisplayNameEn(e.target.value)} maxLength={60} />
      </Field>
      <StandingFields value={standing} onChange={setStanding} />
      <RefusalLine error={save.error} />
      <div className="access-buttons">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('access.form.save')}
        </Button>
        {save.isSuccess && (
          <p className="access-done" role="status">
            {t('access.form.saved')}
          </p>
        )}
      </div>
    </form>
  );
}

function Identity(props: { readonly account: AccountView; readonly onStep: (step: AccountStep) => void }) {
  const { t } = useText();
  const [subject, setSubject] = useState('');
  const [identity] = props.account.identities;
  return (
    <section>
      <h2>{t('access.openid.title')}</h2>
      {identity ? (
        <div className="access-buttons">
          <code>{t('access.openid.linked', { subject: identity.subject })}</code>
          <Button size="small" onClick={() => props.onStep({ method: 'DELETE', path: '/identity' })}>
            {t('access.openid.unlink')}
          </Button>
        </div>
      ) : (
        <Field label={t('access.openid.subject')} note={t('access.openid.none')}>
          <Input.Search
            value={subject}
            onChange={(e) => setSubject(e.target.value)}
            enterButton={t('access.openid.link')}
            onSearch={() => subject && props.onStep({ method: 'PUT', path: '/identity', body: { subject } })}
          />
        </Field>
      )}
    </section>
  );
}
