import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import type { Session } from '../api.ts';
import { useText } from '../text/text.ts';
import { type SignInResult, useSignIn } from '../ui/session.ts';
import type { SignInProblem } from './url.ts';

type Refused = Exclude<SignInResult, { outcome: 'signedIn' }>;

/** Name and password, the OpenID provider’s button, and the accounts of a demo, whose passwords are public. */
export function SignInForm(props: {
  readonly session: Session | undefined;
  readonly to: string;
  readonly problem: SignInProblem | undefined;
  readonly onSignedIn: () => void;
}) {
  const { t } = useText();
  const { session } = props;
  const { signIn } = useSignIn();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const left = useSecondsLeft(refused);

  async function enter(name: string, password: string) {
    setBusy(true);
    const result = await signIn(name, password);
    setBusy(false);
    if (result.outcome === 'signedIn') props.onSignedIn();
    else setRefused(result);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get('name') ?? ''), String(form.get('password') ?? ''));
  }

  return (
    <>
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
        <Problem refused={refused} problem={props.problem} left={left} />
        <Button type="primary" htmlType="submit" loading={busy} disabled={left > 0} block>
          {t('signIn.submit')}
        </Button>
      </form>
      {session?.openid != null && (
        <>
          <p className="access-or">{t('access.or')}</p>
          <Button
            block
            href={`/api/session/openid?to=${encodeURIComponent(props.to)}`}
            data-testid="sign-in-openid"
          >
            {t('access.openidButton', { name: session.openid.name })}
          </Button>
        </>
      )}
      {session?.demo === true && <DemoAccounts session={session} busy={busy} onEnter={enter} />}
    </>
  );
}

/** Why it did not work: what was just tried before what a redirect brought along. */
function Problem(props: {
  readonly refused: Refused | null;
  readonly problem: SignInProblem | undefined;
  readonly left: number;
}) {
  const { t, format } = useText();
  const { refused, problem, left } = props;
  const said = () => {
    if (refused?.outcome === 'wait') return left > 0 ? t('access.wait', { time: format.span(left) }) : null;
    if (refused?.outcome === 'closed') return t('access.problem.closed');
    if (refused) return t(refused.outcome === 'wrong' ? 'signIn.wrong' : 'signIn.unreachable');
    return problem === undefined ? null : t(words[problem]);
  };
  const text = said();
  return text === null ? null : (
    <p className="sign-in-problem" role="alert">
      {text}
    </p>
  );
}

const words = {
  'openid-no-account': 'access.problem.openidNoAccount',
  'openid-refused': 'access.problem.openidRefused',
  'openid-stale': 'access.problem.openidStale',
  'openid-unreachable': 'access.problem.openidUnreachable',
  'account-disabled': 'access.problem.closed',
} as const satisfies Record<SignInProblem, string>;

/** Seconds until the next try is heard, counted down. */
function useSecondsLeft(refused: Refused | null): number {
  const until = refused?.outcome === 'wait' ? refused.until : 0;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (until <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    const last = setTimeout(() => clearInterval(timer), until - Date.now() + 1000);
    return () => {
      clearInterval(timer);
      clearTimeout(last);
    };
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

function DemoAccounts(props: {
  readonly session: Session;
  readonly busy: boolean;
  readonly onEnter: (name: string, password: string) => Promise<void>;
}) {
  const { t, format } = useText();
  return (
    <section className="sign-in-demo">
      <h2>{t('signIn.demo')}</h2>
      <p>{t('signIn.demoNote')}</p>
      <ul>
        {props.session.demoAccounts.map((account) => (
          <li key={account.name}>
            <button
              type="button"
              disabled={props.busy}
              data-testid={`sign-in-${account.name}`}
              onClick={() => void props.onEnter(account.name, 'demo')}
            >
              <span>{format.name({ name: account.displayName, nameEn: account.displayNameEn })}</span>
              <span>{account.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
