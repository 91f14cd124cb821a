import { Button, Input } from 'antd';
import { useText } from '../text/text.ts';
import { NewPasswordForm } from './new-password-form.tsx';
import { Field } from './notes.tsx';
import { useSetup } from './queries.ts';

/** Makes the first administrator, with the code the server has printed. */
export function SetupForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useText();
  const setup = useSetup();
  return (
    <NewPasswordForm
      testId="setup"
      error={setup.error}
      onGiven={(given) =>
        setup.mutate(
          { code: given('code'), name: given('name'), password: given('password') },
          { onSuccess: onDone },
        )
      }
      button={
        <Button type="primary" htmlType="submit" loading={setup.isPending} block>
          {t('access.setup.submit')}
        </Button>
      }
    >
      <Field label={t('access.setup.code')}>
        <Input name="code" autoComplete="off" autoCapitalize="characters" maxLength={60} required />
      </Field>
      <Field label={t('access.setup.name')} note={t('access.form.nameNote')}>
        <Input name="name" autoComplete="username" autoCapitalize="none" maxLength={64} required />
      </Field>
    </NewPasswordForm>
  );
}
