import { Input } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.ts';
import { serverNow } from '../ui/now.ts';
import type { Call } from './call.ts';
import type { SendingOutbox } from './call-page.tsx';

/** Characters a reason has at least. */
const shortest = 5;

/** Saying that the call is not this body's, where that may still be said; then what became of it. */
export function ReturnPart({ call, outbox }: { readonly call: Call; readonly outbox: SendingOutbox }) {
  const { t, format } = useText();
  const { whistle, summonses } = call;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const ids = new Set(summonses.map(({ id }) => id));
  const asked = whistle.returns.findLast(({ summons }) => summons !== null && ids.has(summons));
  const action = whistle.actions.find((view) => view.action === 'return' && view.allowed);
  const summons = action?.summons.find((id) => ids.has(id));
  const onItsWay = outbox.now.queue.some(
    (item) => item.whistleId === whistle.id && item.step === 'return' && item.refusal === null,
  );
  if (asked !== undefined && asked.answer === null)
    return (
      <p className="call-waits" data-testid="return-asked">
        {t('officer.returning.asked', { name: format.name(whistle.blownFor) })}
      </p>
    );
  return (
    <section className="call-return">
      {asked?.answer?.agreed === false && (
        <p className="call-waits">{t('officer.returning.refused', { reason: asked.answer.reason })}</p>
      )}
      {action?.areaCode != null && summons !== undefined && !onItsWay && !open && (
        <button type="button" className="call-link" data-testid="return-open" onClick={() => setOpen(true)}>
          {t('officer.returning.open')}
        </button>
      )}
      {action?.areaCode != null && summons !== undefined && !onItsWay && open && (
        <form
          className="call-return-form"
          aria-label={t('officer.returning.title')}
          onSubmit={(event) => {
            event.preventDefault();
            setOpen(false);
            void outbox.add([
              {
                whistleId: whistle.id,
                step: 'return',
                content: { json: { area: action.areaCode, summons, reason: reason.trim() } },
                enteredAt: serverNow(),
              },
            ]);
          }}
        >
          <h2>{t('officer.returning.title')}</h2>
          <Input.TextArea
            autoFocus
            value={reason}
            rows={2}
            maxLength={500}
            placeholder={t('officer.returning.reason')}
            aria-label={t('officer.returning.reason')}
            data-testid="return-reason"
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
              data-testid="return-submit"
            >
              {t('officer.returning.submit')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
