import { Button, Drawer, Input, Radio } from 'antd';
import { type FormEvent, useState } from 'react';
import { useText } from '../text/text.ts';
import { RefusalLine } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { Field } from './notes.tsx';
import type { Standing } from './pickers.tsx';
import { useNewAccount } from './queries.ts';
import { Secret } from './secret.tsx';
import { StandingFields } from './standing-fields.tsx';

/** A new account; its temporary password is shown once. */
export function NewAccount({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const { data: session } = useSession();
  const create = useNewAccount();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [displayNameEn, setDisplayNameEn] = useState('');
  const [standing, setStanding] = useState<Standing>({ role: 'coordinator', areaCode: null, bodyCode: null });
  const [signIn, setSignIn] = useState<'password' | 'openid'>('password');

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate(
      { name, displayName, displayNameEn, signIn, ...standing },
      { onSuccess: ({ password }) => password === null && onClose() },
    );
  }

  if (create.data?.password)
    return (
      <Secret
        title={t('access.given.title')}
        explain={t('access.given.explain')}
        secret={create.data.password}
        onClose={onClose}
      />
    );
  return (
    <Drawer open title={t('access.add')} size={420} onClose={onClose}>
      <form className="access-form" onSubmit={submit}>
        <Field label={t('access.form.name')} note={t('access.form.nameNote')}>
          <Input
            value={name}
            onChange={(e) => setName(e.target.value)}
            autoCapitalize="none"
            autoComplete="off"
            maxLength={64}
            required
            data-testid="new-name"
          />
        </Field>
        <Field label={t('access.form.displayName')}>
          <Input
            value={displayName}
            onChange={(e) => setDisplayName(e.target.value)}
            maxLength={60}
            required
            data-testid="new-display-name"
          />
        </Field>
        <Field label={t('access.form.displayNameEn')}>
          <Input value={displayNameEn} onChange={(e) => setDisplayNameEn(e.target.value)} maxLength={60} />
        </Field>
        <StandingFields value={standing} onChange={setStanding} />
        {session?.openid != null && (
          <Field label={t('access.form.signIn')}>
            <Radio.Group
              vertical
              value={signIn}
              onChange={(e) => setSignIn(e.target.value)}
              options={[
                { value: 'password', label: t('access.form.signInPassword') },
                { value: 'openid', label: t('access.form.signInOpenid') },
              ]}
            />
          </Field>
        )}
        <RefusalLine error={create.error} />
        <div className="access-buttons">
          <Button type="primary" htmlType="submit" loading={create.isPending} data-testid="create-account">
            {t('access.form.create')}
          </Button>
          <Button onClick={onClose}>{t('access.form.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  );
}
