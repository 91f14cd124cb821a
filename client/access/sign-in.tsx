import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { setLanguage, useText } from '../text/text.ts';
import mark from '../ui/mark.svg';
import { useSession } from '../ui/session.ts';
import { PasswordForm } from './password-form.tsx';
import { SetupForm } from './setup-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import type { SignInProblem } from './url.ts';
import '../ui/page.css';
import './access.css';

/**
 * The way in: by name and password, at the OpenID provider where there is one, in a demo by one click; the first
 * administrator where there is none; a password of one’s own where it was given.
 */
export function SignIn(props: {
  /** Where to go afterwards: a path of ours. */
  readonly to: string;
  readonly problem?: SignInProblem | undefined;
  readonly onSignedIn: () => void;
}) {
  const { t } = useText();
  const queries = useQueryClient();
  // What was known of a session before this page may have ended: it is why people come here.
  const { data: session, isFetchedAfterMount } = useSession({ anew: true });
  const mustChange = session?.mustChange === true;
  const done = isFetchedAfterMount && session?.account != null && !mustChange;
  const { onSignedIn } = props;
  useEffect(() => {
    if (done) onSignedIn();
  }, [done, onSignedIn]);
  const again = () => void queries.invalidateQueries({ queryKey: ['session'] });

  if (mustChange)
    return (
      <Frame title={t('access.mustChange.title')} note={t('access.mustChange.explain')}>
        <PasswordForm onChanged={again} />
      </Frame>
    );
  if (session?.setup === true)
    return (
      <Frame title={t('access.setup.title')} note={t('access.setup.explain')}>
        <SetupForm onDone={again} />
      </Frame>
    );
  return (
    <Frame title={t('signIn.title')}>
      <SignInForm session={session} to={props.to} problem={props.problem} onSignedIn={again} />
    </Frame>
  );
}

function Frame(props: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  const { t, language } = useText();
  return (
    <main className="page sign-in">
      <div className="sign-in-head">
        <img src={mark} alt="" />
        {t('product')}
        <Button type="text" size="small" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {t('account.language')}
        </Button>
      </div>
      <h1>{props.title}</h1>
      {props.note !== undefined && <p className="page-note">{props.note}</p>}
      {props.children}
    </main>
  );
}
