import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useLive } from '../live.ts';
import { useText } from '../text/text.ts';
import type { Call } from './call.ts';
import type { Outbox, OutboxState } from './outbox.ts';
import type { Outgoing } from './outgoing.ts';

/** What stands between the officer and the server: what is unsent, what was refused, a lost line, an ended session. */
export function Notices({
  outbox,
  calls,
  signedOut,
}: {
  readonly outbox: Outbox & { readonly now: OutboxState };
  readonly calls: readonly Call[];
  readonly signedOut: boolean;
}) {
  const { t, format } = useText();
  const { connection, lastEventId } = useLive();
  const navigate = useNavigate();
  const { queue, cut, signIn, kept } = outbox.now;
  const refused = queue.filter(({ refusal }) => refusal !== null);
  const waiting = queue.length - refused.length;
  const lost = !connection.connected && lastEventId > 0;
  const ended = signedOut || signIn;
  return (
    <div className="notices" aria-live="polite">
      {ended && (
        <div className="notice notice-strong" role="alert" data-testid="signed-out">
          <p>{t('officer.signedOut.text')}</p>
          <Button
            autoInsertSpace={false}
            onClick={() =>
              void navigate({ to: '/sign-in', search: { to: location.pathname + location.search } })
            }
          >
            {t('officer.signedOut.action')}
          </Button>
        </div>
      )}
      {waiting > 0 && (
        <div className="notice" data-testid="unsent">
          <p>
            <strong>{t('officer.outbox.waiting', { count: waiting })}</strong>{' '}
            {t(signIn ? 'officer.outbox.signIn' : cut ? 'officer.outbox.cut' : 'officer.outbox.sending')}
            {!kept && <span className="notice-warning">{t('officer.outbox.notKept')}</span>}
          </p>
        </div>
      )}
      {waiting === 0 && lost && !ended && (
        <div className="notice" data-testid="offline">
          <p>{t('officer.offline', { time: format.time(connection.since) })}</p>
        </div>
      )}
      {refused.map((item) => (
        <RefusedNotice key={item.key} item={item} calls={calls} outbox={outbox} />
      ))}
    </div>
  );
}

/** Something the server did not take, with why, and what can be done about it. */
function RefusedNotice({
  item,
  calls,
  outbox,
}: {
  readonly item: Outgoing;
  readonly calls: readonly Call[];
  readonly outbox: Outbox;
}) {
  const { t, format } = useText();
  const number = calls.find(({ whistle }) => whistle.id === item.whistleId)?.whistle.number;
  const step = t(`officer.outbox.steps.${item.step in knownSteps ? item.step : 'other'}`);
  return (
    <div className="notice notice-strong" role="alert" data-testid="refused">
      <p>
        <strong>{format.facts([t('officer.outbox.refused', { step }), number])}</strong>
        <br />
        {item.refusal?.detail || item.refusal?.title}
      </p>
      <div className="notice-buttons">
        <Button autoInsertSpace={false} onClick={() => void outbox.drop(item.key)}>
          {t('officer.outbox.drop')}
        </Button>
        <Button autoInsertSpace={false} onClick={() => void outbox.sendAgain(item.key)}>
          {t('officer.outbox.again')}
        </Button>
      </div>
    </div>
  );
}

const knownSteps = { 'check-ins': true, feedback: true, attachments: true, return: true, extend: true };

/** A word in the place of the content: nothing to do, gone, failed. */
export function Note(props: {
  readonly title: string;
  readonly text: string;
  readonly action?: string;
  readonly onAction?: () => void;
}) {
  return (
    <div className="officer-note">
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.action !== undefined && (
        <Button autoInsertSpace={false} size="large" onClick={props.onAction}>
          {props.action}
        </Button>
      )}
    </div>
  );
}
