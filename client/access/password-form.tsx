import { Button, Input } from 'antd';
import { useText } from '../text/text.ts';
import { NewPasswordForm } from './new-password-form.tsx';
import { Field } from './notes.tsx';
import { useChangePassword } from './queries.ts';

/** The present password and the new one, twice. */
export function PasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useText();
  const change = useChangePassword();
  return (
    <NewPasswordForm
      error={change.error}
      onGiven={(given) =>
        change.mutate({ current: given('current'), password: given('password') }, { onSuccess: onChanged })
      }
      button={
        <div>
          <Button type="primary" htmlType="submit" loading={change.isPending} data-testid="change-password">
            {t('access.own.change')}
          </Button>
        </div>
      }
    >
      <Field label={t('access.own.current')}>
        <Input type="password" name="current" autoComplete="current-password" required />
      </Field>
    </NewPasswordForm>
  );
}
