import { Button } from 'antd';
import type { AccountDetail } from '../api.ts';
import { useText } from '../text/text.ts';

type Row = AccountDetail['sessions'][number] & { readonly here?: boolean };

/** Where an account is signed in, each with a way to end it. */
export function SessionList(props: {
  readonly sessions: readonly Row[];
  readonly onEnd: (id: string) => void;
}) {
  const { t, format } = useText();
  if (!props.sessions.length) return <p style={{ margin: 0 }}>{t('access.session.none')}</p>;
  return (
    <ul className="access-sessions">
      {props.sessions.map((session) => (
        <li key={session.id}>
          <div>
            {format.facts([
              browserOf(session.agent),
              session.here === true && t('access.session.here'),
              session.method === 'openid' && t('access.session.openid'),
            ])}
            <span className="access-second">
              {format.facts([
                t('access.session.from', {
                  address: session.address || '—',
                  time: format.dateTime(session.createdAt),
                }),
                t('access.session.seen', { time: format.dateTime(session.seenAt) }),
              ])}
            </span>
          </div>
          {session.here !== true && (
            <Button size="small" onClick={() => props.onEnd(session.id)}>
              {t('access.session.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The browser and the system a session says it is on: enough to tell one’s devices apart. */
export function browserOf(agent: string): string {
  const browsers = [/Edg\//, /MicroMessenger\//, /Firefox\//, /Chrome\//, /Safari\//];
  const names = ['Edge', 'WeChat', 'Firefox', 'Chrome', 'Safari'];
  const browser = names[browsers.findIndex((pattern) => pattern.test(agent))];
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0];
  return [browser, system].filter(Boolean).join(', ') || agent.slice(0, 40) || '—';
}
