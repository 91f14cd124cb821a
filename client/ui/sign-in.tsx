import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { setLanguage, useText } from '../text/text.ts';
import mark from './mark.svg';
import { type SignInResult, useSession, useSignIn } from './session.ts';
import './page.css';

/** Sign-in by name and password; in a demo also by one click on an account, since those passwords are public. */
export function SignIn({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { t, language, format } = useText();
  const { data: session } = useSession();
  const { signIn } = useSignIn();
  const [problem, setProblem] = useState<Exclude<SignInResult, 'signedIn'> | null>(null);
  const [busy, setBusy] = useState(false);

  async function enter(name: string, password: string) {
    setBusy(true);
    const result = await signIn(name, password);
    setBusy(false);
    if (result === 'signedIn') onSignedIn();
    else setProblem(result);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get('name') ?? ''), String(form.get('password') ?? ''));
  }

  return (
    <main className="page sign-in">
      <div className="sign-in-head">
        <img src={mark} alt="" />
        {t('product')}
        <Button type="text" size="small" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {t('account.language')}
        </Button>
      </div>
      <h1>{t('signIn.title')}</h1>
      <form onSubmit={submit}>
        <label htmlFor="sign-in-name-field">
          {t('signIn.name')}
          <Input id="sign-in-name-field" name="name" autoComplete="username" autoCapitalize="none" required />
        </label>
        <label htmlFor="sign-in-password-field">
          {t('signIn.password')}
          <Input
            id="sign-in-password-field"
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </label>
        {problem !== null && (
          <p className="sign-in-problem" role="alert">
            {t(problem === 'wrong' ? 'signIn.wrong' : 'signIn.unreachable')}
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={busy} block>
          {t('signIn.submit')}
        </Button>
      </form>
      {session?.demo === true && (
        <section className="sign-in-demo">
          <h2>{t('signIn.demo')}</h2>
          <p>{t('signIn.demoNote')}</p>
          <ul>
            {session.demoAccounts.map((account) => (
              <li key={account.name}>
                <button
                  type="button"
                  disabled={busy}
                  data-testid={`sign-in-${account.name}`}
                  onClick={() => void enter(account.name, 'demo')}
                >
                  <span>{format.name({ name: account.displayName, nameEn: account.displayNameEn })}</span>
                  <span>{account.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}
