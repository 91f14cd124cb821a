import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { SeamCost, SeamDetail, SeamStory } from '../../api.ts';
import { segmentsOf } from '../../stretches.ts';
import { useText } from '../../text/text.ts';
import { amount, between } from '../../ui/amounts.ts';
import { ErrorNote, Rows } from '../../ui/notes.tsx';
import { districtsOf, seamName } from './naming.ts';

/** What one seam costs and why, what is recorded about it, and where to go on from here. */
export function SeamFacts(props: {
  readonly seam: SeamCost;
  readonly story: SeamStory | undefined;
  readonly record: SeamDetail | undefined;
  readonly error: Error | null;
  /** Takes the seam into the sandbox; null where the account has none. */
  readonly onTry: (() => void) | null;
}) {
  const { t, format, language } = useText();
  const { seam, story, record } = props;
  const { friction, delay, rate, returned, joint } = seam;
  return (
    <aside className="cost-facts" aria-label={t('planSeam.facts')}>
      <h2 data-testid="cost-name">{seamName(seam, language)}</h2>
      <p>{format.facts([districtsOf(seam, language), format.length(seam.length)])}</p>
      <div className="cost-figures">
        <div>
          <strong>{friction === null ? '—' : amount(friction.value, format)}</strong>
          <span>{format.facts([t('planSeam.unit'), friction && between(friction, format)])}</span>
        </div>
        <div>
          <strong>{returned.rate === null ? '—' : `${format.number(returned.rate * 100)} %`}</strong>
          <span>
            {t('planSeam.returnedOf', { count: returned.numerator, all: format.number(seam.incidents) })}
          </span>
        </div>
        <div>
          <strong>{format.number(seam.again)}</strong>
          <span>{t('planSeam.again')}</span>
        </div>
      </div>
      <p className="cost-sum">
        {delay === null
          ? t(seam.incidents === 0 ? 'planSeam.noIncidents' : 'planSeam.noDelay')
          : t(delay.value < 0 ? 'planSeam.sumSooner' : 'planSeam.sum', {
              rate: amount(rate.value, format),
              rateRange: between(rate, format),
              delay: format.decimal(Math.abs(delay.value)),
              delayRange: delay.low === null ? t('planSeam.noInterval') : between(delay, format),
              interior: format.decimal(seam.interior ?? 0),
            })}
      </p>
      {!seam.ranked && <p className="cost-sum">{t('planSeam.tooFew')}</p>}
      {props.error !== null && record === undefined ? (
        <ErrorNote error={props.error} />
      ) : record === undefined ? (
        <Rows count={4} />
      ) : (
        <dl>
          <dt>{t('planSeam.joint')}</dt>
          <dd>
            {joint.rate === null
              ? '—'
              : t('planSeam.jointOf', {
                  share: format.number(joint.rate * 100),
                  count: joint.numerator,
                  all: format.number(joint.denominator),
                })}
          </dd>
          <dt>{t('planSeam.basis')}</dt>
          <Basis record={record} />
          <dt>{t('planSeam.agreements')}</dt>
          <dd>{agreementsOf(record, t('planSeam.none'), t('seam.agreement.all'), format)}</dd>
          <dt>{t('planSeam.recurring')}</dt>
          <dd>
            {story === undefined
              ? '…'
              : story.along.pins.length === 0
                ? t('planSeam.none')
                : t('planSeam.pins', { count: story.along.pins.length })}
          </dd>
          <dt>{t('planSeam.contacts')}</dt>
          <dd>
            {record.contacts.length === 0
              ? t('planSeam.none')
              : record.contacts.map(({ office, officeEn, phone }) => (
                  <span key={`${office}${phone}`}>
                    {format.facts([format.name({ name: office, nameEn: officeEn }), phone])}
                  </span>
                ))}
          </dd>
          <dt>{t('planSeam.overrides')}</dt>
          <dd>{t('planSeam.times', { count: record.counts.overrides })}</dd>
        </dl>
      )}
      <p className="cost-buttons">
        <Link to="/seams/$key" params={{ key: seam.key }} className="cost-link">
          {t('planSeam.open')}
        </Link>
        {props.onTry !== null && <Button onClick={props.onTry}>{t('planSeam.try')}</Button>}
      </p>
    </aside>
  );
}

/** What the line follows, in how many stretches, and how much of it follows nothing on record. */
function Basis({ record }: { readonly record: SeamDetail }) {
  const { t, format } = useText();
  const segments = segmentsOf(record, (one, other) => one.basis === other.basis);
  const lacking = segments.reduce((sum, { basis, from, to }) => sum + (basis === null ? to - from : 0), 0);
  if (lacking > 0 && segments.length === 1) return <dd className="cost-defect">{t('planSeam.noBasis')}</dd>;
  const bases = [...new Set(segments.flatMap(({ basis }) => basis ?? []))].map((one) =>
    t(`seam.basis.${one}`),
  );
  return (
    <dd>
      <span>
        {segments.length === 1
          ? format.facts([bases[0], record.accuracy !== null && `±${format.length(record.accuracy)}`])
          : t('planSeam.someBasis', { bases: format.list(bases) })}
      </span>
      {lacking > 0 && (
        <span className="cost-defect">{t('planSeam.lacking', { length: format.length(lacking) })}</span>
      )}
    </dd>
  );
}

function agreementsOf(
  { agreements }: SeamDetail,
  none: string,
  all: string,
  format: ReturnType<typeof useText>['format'],
): string {
  const names = agreements
    .filter(({ state }) => state === 'current')
    .map(({ category }) => (category ? format.name(category) : all));
  return names.length === 0 ? none : format.facts(names);
}
