import { Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useText } from '../text/text.ts';
import { RefusalLine } from '../ui/notes.tsx';
import { Field } from './notes.tsx';

/** A form that ends in a new password, given twice; what comes before it, and the button, are its user's. */
export function NewPasswordForm(props: {
  readonly children: ReactNode;
  readonly button: ReactNode;
  readonly error: Error | null;
  readonly testId?: string;
  /** Hears what was given by name, once both passwords are the same. */
  readonly onGiven: (given: (name: string) => string) => void;
}) {
  const { t } = useText();
  const [differs, setDiffers] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string) => String(form.get(name) ?? '');
    const same = given('password') === given('again');
    setDiffers(!same);
    if (same) props.onGiven(given);
  }

  return (
    <form className="access-form" onSubmit={submit} data-testid={props.testId}>
      {props.children}
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
        <RefusalLine error={props.error} />
      )}
      {props.button}
    </form>
  );
}
