import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '../text/text.ts';
import { serverNow } from '../ui/now.ts';
import type { Call } from './call.ts';
import type { SendingOutbox } from './call-page.tsx';

/** Characters a reason has at least. */
const shortest = 5;

/**
 * Something that a body asks of the blower, with a reason: a link, then a form, and nothing while it is on its way. Whatever
 * is asked beside the reason stands above it.
 */
export function Asking(props: {
  readonly name: 'extend' | 'return';
  readonly words: 'extending' | 'returning';
  readonly title: string;
  readonly call: Call;
  readonly outbox: SendingOutbox;
  /** What is sent with the reason. */
  readonly contentOf: (reason: string) => Readonly<Record<string, unknown>>;
  readonly children?: ReactNode;
}) {
  const { t } = useText();
  const { name, words, outbox, call } = props;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const whistleId = call.whistle.id;
  const onItsWay = outbox.now.queue.some(
    (item) => item.whistleId === whistleId && item.step === name && item.refusal === null,
  );
  if (onItsWay) return null;
  if (!open)
    return (
      <button type="button" className="call-link" data-testid={`${name}-open`} onClick={() => setOpen(true)}>
        {t(`officer.${words}.open`)}
      </button>
    );
  return (
    <form
      className="call-return-form"
      aria-label={props.title}
      onSubmit={(event) => {
        event.preventDefault();
        setOpen(false);
        const content = { json: props.contentOf(reason.trim()) };
        void outbox.add([{ whistleId, step: name, content, enteredAt: serverNow() }]);
      }}
    >
      <h2>{props.title}</h2>
      {props.children}
      <Input.TextArea
        // Where something is to be chosen first, a keyboard that slides in would cover it.
        autoFocus={props.children === undefined}
        value={reason}
        rows={2}
        maxLength={500}
        placeholder={t(`officer.${words}.reason`)}
        aria-label={t(`officer.${words}.reason`)}
        data-testid={`${name}-reason`}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="call-return-buttons">
        <button type="button" className="call-second" onClick={() => setOpen(false)}>
          {t('officer.work.cancel')}
        </button>
        <button
          type="submit"
          className="call-second"
          disabled={reason.trim().length < shortest}
          data-testid={`${name}-submit`}
        >
          {t(`officer.${words}.submit`)}
        </button>
      </div>
    </form>
  );
}
