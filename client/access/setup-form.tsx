import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useText } from '../text/text.ts';
import { RefusalLine } from '../ui/notes.tsx';
import { Field } from './notes.tsx';
import { useSetup } from './queries.ts';

/** Makes the first administrator, with the code the server has printed. */
export function SetupForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useText();
  const setup = useSetup();
  const [differs, setDiffers] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string) => String(form.get(name) ?? '');
    setDiffers(given('password') !== given('again'));
    if (given('password') === given('again'))
      setup.mutate(
        { code: given('code'), name: given('name'), password: given('password') },
        { onSuccess: onDone },
      );
  }

  return (
    <form className="access-form" onSubmit={submit} data-testid="setup">
      <Field label={t('access.setup.code')}>
        <Input name="code" autoComplete="off" autoCapitalize="characters" maxLength={60} required />
      </Field>
      <Field label={t('access.setup.name')} note={t('access.form.nameNote')}>
        <Input name="name" autoComplete="username" autoCapitalize="none" maxLength={64} required />
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
        <RefusalLine error={setup.error} />
      )}
      <Button type="primary" htmlType="submit" loading={setup.isPending} block>
        {t('access.setup.submit')}
      </Button>
    </form>
  );
}
