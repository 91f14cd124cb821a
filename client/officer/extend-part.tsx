import { Input, Segmented } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.ts';
import { serverNow } from '../ui/now.ts';
import { type Call, extensionOf } from './call.ts';
import type { SendingOutbox } from './call-page.tsx';

/** Minutes of more time that can be asked for. */
const spans = [30, 60, 120, 1440] as const;
/** Characters a reason has at least. */
const shortest = 5;

/** Asking for more time to come, or to act, where that may be asked; then what became of it. */
export function ExtendPart({ call, outbox }: { readonly call: Call; readonly outbox: SendingOutbox }) {
  const { t, format } = useText();
  const { whistle } = call;
  const [open, setOpen] = useState(false);
  const { asked, offer, step, dueAt } = extensionOf(call);
  const onItsWay = outbox.now.queue.some(
    (item) => item.whistleId === whistle.id && item.step === 'extend' && item.refusal === null,
  );
  const until = asked === null ? '' : format.dateTime(asked.until);
  return (
    <section className="call-return" data-testid="extend">
      {asked !== null && (
        <p className="call-waits" data-testid="extend-asked">
          {asked.answer === null
            ? t('officer.extending.asked', { until, name: format.name(whistle.blownFor) })
            : t(`officer.extending.${asked.answer.agreed ? 'granted' : 'refused'}`, {
                until,
                reason: asked.answer.reason,
              })}
        </p>
      )}
      {offer !== null && !onItsWay && !open && (
        <button type="button" className="call-link" data-testid="extend-open" onClick={() => setOpen(true)}>
          {t('officer.extending.open')}
        </button>
      )}
      {offer !== null && !onItsWay && open && (
        <ExtendForm
          title={t(`officer.extending.title.${step}`)}
          dueAt={dueAt}
          onCancel={() => setOpen(false)}
          onAsk={(wanted, reason) => {
            setOpen(false);
            const json = { ...offer, step, until: new Date(wanted).toISOString(), reason };
            void outbox.add([
              { whistleId: whistle.id, step: 'extend', content: { json }, enteredAt: serverNow() },
            ]);
          }}
        />
      )}
    </section>
  );
}

function ExtendForm(props: {
  readonly title: string;
  /** Deadline as it stands, ISO 8601; null where none runs yet. */
  readonly dueAt: string | null;
  readonly onCancel: () => void;
  /** `until` in milliseconds of the server's clock. */
  readonly onAsk: (until: number, reason: string) => void;
}) {
  const { t, format } = useText();
  const [minutes, setMinutes] = useState<number>(60);
  const [reason, setReason] = useState('');
  const from = Math.max(serverNow(), props.dueAt === null ? 0 : Date.parse(props.dueAt));
  const until = from + minutes * 60_000;
  return (
    <form
      className="call-return-form"
      aria-label={props.title}
      onSubmit={(event) => {
        event.preventDefault();
        props.onAsk(until, reason.trim());
      }}
    >
      <h2>{props.title}</h2>
      <Segmented
        block
        value={minutes}
        aria-label={t('officer.extending.span')}
        options={spans.map((value) => ({ value, label: `+${format.span(value * 60)}` }))}
        onChange={setMinutes}
      />
      <p className="call-quiet">
        {t('officer.extending.until', { until: format.dateTime(new Date(until).toISOString()) })}
      </p>
      <Input.TextArea
        value={reason}
        rows={2}
        maxLength={500}
        placeholder={t('officer.extending.reason')}
        aria-label={t('officer.extending.reason')}
        data-testid="extend-reason"
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="call-return-buttons">
        <button type="button" className="call-second" onClick={props.onCancel}>
          {t('officer.work.cancel')}
        </button>
        <button
          type="submit"
          className="call-second"
          disabled={reason.trim().length < shortest}
          data-testid="extend-submit"
        >
          {t('officer.extending.submit')}
        </button>
      </div>
    </form>
  );
}
