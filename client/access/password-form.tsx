import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useText } from '../text/text.ts';
import { RefusalLine } from '../ui/notes.tsx';
import { Field } from './notes.tsx';
import { useChangePassword } from './queries.ts';

/** The present password and the new one, twice. */
export function PasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useText();
  const change = useChangePassword();
  const [differs, setDiffers] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string) => String(form.get(name) ?? '');
    setDiffers(given('password') !== given('again'));
    if (given('password') === given('again'))
      change.mutate({ current: given('current'), password: given('password') }, { onSuccess: onChanged });
  }

  return (
    <form className="access-form" onSubmit={submit}>
      <Field label={t('access.own.current')}>
        <Input type="password" name="current" autoComplete="current-password" required />
      </Field>
      <Field label={t('access.own.next')} note={t('access.own.rule')}>
        <Input type="password" name="password" autoComplete="new-password" maxLength={256} required />
      </Field>
      <Field label={t('access.own.again')}>
        <Input type="password" name="again" autoComplete="new-password" maxLength={256} required />
      </Field>
      {differs ? (
        <p className="refusal-line" role="alert">
          {t('access.own.differs')}
        </p>
      ) : (
        <RefusalLine error={change.error} />
      )}
      <div>
        <Button type="primary" htmlType="submit" loading={change.isPending} data-testid="change-password">
          {t('access.own.change')}
        </Button>
      </div>
    </form>
  );
}
