import type { Whistle } from '../api.ts';
import { useText } from '../text/text.ts';

/** What sides asked of the blower, what it answered, and the consultations between them; nothing where there was none. */
export function RequestsPart({ whistle }: { readonly whistle: Whistle }) {
  const { t, format } = useText();
  const { returns, extensions, escalations, consultations, consultationNeeded } = whistle;
  const any = [returns, extensions, escalations, consultations].some((list) => list.length > 0);
  if (!any && consultationNeeded === null) return null;
  const answerOf = (answer: Whistle['returns'][number]['answer']): string =>
    answer === null
      ? t('coordinate.case.request.waiting')
      : format.facts([
          t(`coordinate.case.request.${answer.agreed ? 'agreed' : 'refused'}`),
          answer.reason,
          format.time(answer.at),
        ]);
  return (
    <section className="card-part" data-testid="requests">
      <h3>{t('coordinate.case.request.title')}</h3>
      {consultationNeeded !== null && <p className="card-defect">{format.of(consultationNeeded)}</p>}
      <ul className="requests">
        {returns.map((one) => (
          <li key={`r${one.id}`}>
            {t('coordinate.case.request.returned', { who: format.name(one.who), reason: one.reason })}
            <span className="card-quiet">{answerOf(one.answer)}</span>
          </li>
        ))}
        {extensions.map((one) => (
          <li key={`e${one.id}`}>
            {t('coordinate.case.request.extended', {
              who: format.name(one.who),
              until: format.dateTime(one.until),
              reason: one.reason,
            })}
            <span className="card-quiet">{answerOf(one.answer)}</span>
          </li>
        ))}
        {escalations.map((one) => (
          <li key={`s${one.id}`}>
            {t('coordinate.case.request.escalated', { to: format.name(one.to) })}
            <span className="card-quiet">{format.facts([one.note, format.time(one.at)])}</span>
          </li>
        ))}
        {consultations.map((one) => (
          <li key={`c${one.id}`}>
            {t('coordinate.case.request.consultation', { at: format.dateTime(one.at), agenda: one.agenda })}
            <span className="card-quiet">
              {format.facts([
                one.place,
                t(`coordinate.case.request.${one.held ? 'held' : one.cancelled ? 'cancelled' : 'planned'}`),
                one.held?.plan,
                one.held?.deadline &&
                  t('coordinate.case.request.deadline', { deadline: format.dateTime(one.held.deadline) }),
              ])}
            </span>
            {one.held && (
              <span className="card-quiet">
                {format.facts(
                  one.parties.map(
                    (party) =>
                      party.role &&
                      t('coordinate.case.request.duty', {
                        who: format.name(party),
                        role: t(`coordinate.case.request.role.${party.role}`),
                        duty: party.duty,
                      }),
                  ),
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
