import { useState } from 'react';
import type { LiveEvent, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, RefusalLine } from './error-note.tsx';
import { Icon } from './icons.tsx';
import { useIncident, useStep } from './queries.ts';

/** What was said and done, newest first, and a line to write to all sides. */
export function CaseLog({ whistle, canSend }: { readonly whistle: Whistle; readonly canSend: boolean }) {
  const { t, format } = useText();
  const incident = useIncident(whistle.incidentId);
  const send = useStep(whistle.id);
  const [text, setText] = useState('');
  const log = (incident.data?.log ?? []).filter(({ step }) => step !== 'summons.read').toReversed();
  return (
    <section className="card-part" data-testid="case-log">
      <h3>{t('coordinate.case.log')}</h3>
      {incident.error !== null && incident.data === undefined && (
        <ErrorNote error={incident.error} onRetry={() => void incident.refetch()} />
      )}
      {incident.data !== undefined && log.length === 0 && (
        <p className="card-quiet">{t('coordinate.case.logEmpty')}</p>
      )}
      <ol className="log">
        {log.map((event) => (
          <li key={event.id}>
            <time dateTime={event.at}>{format.time(event.at)}</time>
            <span>
              {event.who !== null && <strong>{format.name(event.who)}</strong>} <Step event={event} />
            </span>
          </li>
        ))}
      </ol>
      {canSend && (
        <form
          className="send"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '' && !send.isPending)
              send.mutate({ step: 'messages', body: { text } }, { onSuccess: () => setText('') });
          }}
        >
          <input
            value={text}
            maxLength={500}
            placeholder={t('coordinate.case.send')}
            aria-label={t('coordinate.case.send')}
            data-testid="message"
            onChange={(event) => setText(event.target.value)}
          />
          <button
            type="submit"
            aria-label={t('coordinate.case.send')}
            disabled={text.trim() === '' || send.isPending}
          >
            <Icon name="send" />
          </button>
        </form>
      )}
      <RefusalLine error={send.error} />
    </section>
  );
}

function Step({ event }: { readonly event: LiveEvent }) {
  const { t, language, format } = useText();
  if (event.step === 'message.sent' || event.step === 'edition.published') return event.text;
  const said =
    event.step === 'summons.checkedIn' && event.distance !== null
      ? t('coordinate.case.step.summons.checkedInAt', { distance: format.distance(event.distance) })
      : t(`coordinate.case.step.${event.step}`);
  return event.text === '' ? said : `${said}${language === 'zh' ? '：' : ': '}${event.text}`;
}
