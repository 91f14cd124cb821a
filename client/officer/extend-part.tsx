import { Segmented } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.ts';
import { serverNow } from '../ui/now.ts';
import { Asking } from './asking.tsx';
import { type Call, extensionOf } from './call.ts';
import type { SendingOutbox } from './call-page.tsx';

/** Minutes of more time that can be asked for. */
const spans = [30, 60, 120, 1440] as const;

/** Asking for more time to come, or to act, where that may be asked; then what became of it. */
export function ExtendPart({ call, outbox }: { readonly call: Call; readonly outbox: SendingOutbox }) {
  const { t, format } = useText();
  const { whistle } = call;
  const { asked, offer, step, dueAt } = extensionOf(call);
  const [minutes, setMinutes] = useState<number>(60);
  /** From the deadline as it stands, or from now where none runs yet; in milliseconds of the server's clock. */
  const wanted = (): string => {
    const from = Math.max(serverNow(), dueAt === null ? 0 : Date.parse(dueAt));
    return new Date(from + minutes * 60_000).toISOString();
  };
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
      {offer !== null && (
        <Asking
          name="extend"
          words="extending"
          title={t(`officer.extending.title.${step}`)}
          call={call}
          outbox={outbox}
          contentOf={(reason) => ({ ...offer, step, until: wanted(), reason })}
        >
          <Segmented
            block
            value={minutes}
            aria-label={t('officer.extending.span')}
            options={spans.map((value) => ({ value, label: `+${format.span(value * 60)}` }))}
            onChange={setMinutes}
          />
          <p className="call-quiet">{t('officer.extending.until', { until: format.dateTime(wanted()) })}</p>
        </Asking>
      )}
    </section>
  );
}
