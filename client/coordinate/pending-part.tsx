import { Button } from 'antd';
import { useState } from 'react';
import type { Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { AnswerStep } from './request-forms.tsx';

/** Returns and extensions that wait for the reader's answer, on top of the case; nothing where none does. */
export function PendingPart({ whistle }: { readonly whistle: Whistle }) {
  const { t, format } = useText();
  const [answering, setAnswering] = useState<string | null>(null);
  const pending = whistle.actions.flatMap((view) => {
    const { action, request, allowed } = view;
    if (!allowed || (action !== 'returnAnswer' && action !== 'extendAnswer')) return [];
    const returned = action === 'returnAnswer' ? whistle.returns.find(({ id }) => id === request) : undefined;
    const extended =
      action === 'extendAnswer' ? whistle.extensions.find(({ id }) => id === request) : undefined;
    const words = returned
      ? t('coordinate.case.request.returned', { who: format.name(returned.who), reason: returned.reason })
      : extended &&
        t('coordinate.case.request.extended', {
          who: format.name(extended.who),
          until: format.dateTime(extended.until),
          reason: extended.reason,
        });
    return words ? [{ key: `${action} ${request}`, view, words }] : [];
  });
  if (pending.length === 0) return null;
  return (
    <section className="card-part pending" data-testid="pending">
      <h3>{t('coordinate.case.toAnswer')}</h3>
      <ul>
        {pending.map(({ key, view, words }) => (
          <li key={key}>
            {answering === key ? (
              <>
                <span>{words}</span>
                <AnswerStep
                  whistle={whistle}
                  action={view.action}
                  views={[view]}
                  onDone={() => setAnswering(null)}
                />
              </>
            ) : (
              <>
                <span>{words}</span>
                <Button
                  size="small"
                  autoInsertSpace={false}
                  data-testid={`answer-${view.action}`}
                  onClick={() => setAnswering(key)}
                >
                  {t('coordinate.case.answer')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
