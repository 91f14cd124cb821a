import { useText } from '../text/text.ts';
import { Asking } from './asking.tsx';
import type { Call } from './call.ts';
import type { SendingOutbox } from './call-page.tsx';

/** Saying that the call is not this body's, where that may still be said; then what became of it. */
export function ReturnPart({ call, outbox }: { readonly call: Call; readonly outbox: SendingOutbox }) {
  const { t, format } = useText();
  const { whistle, summonses } = call;
  const ids = new Set(summonses.map(({ id }) => id));
  const asked = whistle.returns.findLast(({ summons }) => summons !== null && ids.has(summons));
  const action = whistle.actions.find((view) => view.action === 'return' && view.allowed);
  const summons = action?.summons.find((id) => ids.has(id));
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
      {action?.areaCode != null && summons !== undefined && (
        <Asking
          name="return"
          words="returning"
          title={t('officer.returning.title')}
          call={call}
          outbox={outbox}
          contentOf={(reason) => ({ area: action.areaCode, summons, reason })}
        />
      )}
    </section>
  );
}
