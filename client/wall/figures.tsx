import type { Wall } from '../api.ts';
import { useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';

import type { figures } from './whistles.ts';

/** The left of the overview: four figures, the three rates of the month, whistles by kind. */
type Rate = Wall['rates'][number];

export function Figures(props: {
  readonly figures: ReturnType<typeof figures>;
  readonly closedToday: number;
  readonly start: Wall;
}) {
  const { t, format } = useText();
  const { figures, start } = props;
  return (
    <section className="wall-left wall-figures">
      <dl className="wall-counts">
        <Count label={t('wall.open')} value={figures.open} unit={t('wall.case')} />
        <Count
          label={t('wall.overdue')}
          value={figures.overdue}
          unit={t('wall.case')}
          alarming={figures.overdue > 0}
        />
        <Count label={t('wall.onSite')} value={figures.onSite} unit={t('wall.body')} />
        <Count label={t('wall.closedToday')} value={props.closedToday} unit={t('wall.case')} />
      </dl>
      <div className="wall-rates">
        <h2>
          <span>{t('wall.rates')}</span>
          <small>
            {t('wall.ratesNote', { from: format.date(start.month.from), to: format.date(start.month.to) })}
          </small>
        </h2>
        {start.rates.map((rate) => (
          <RateOfMonth key={rate.name} rate={rate} />
        ))}
      </div>
      <ul className="wall-kinds">
        {(['enforcement', 'priority', 'emergency'] as const).map((kind) => (
          <li key={kind}>
            <span>
              <KindMark kind={kind} size={16} />
              {format.number(figures.byKind[kind])}
            </span>
            <small>{t(`kind.${kind}`)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Count(props: {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly alarming?: boolean;
}) {
  const { format } = useText();
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className={props.alarming ? 'alarming' : undefined}>
        {format.number(props.value)} <small>{props.unit}</small>
      </dd>
    </div>
  );
}

function RateOfMonth({ rate }: { readonly rate: Rate }) {
  const { t, format } = useText();
  const share = rate.denominator > 0 ? rate.numerator / rate.denominator : null;
  return (
    <div className="wall-rate">
      <p>
        <span>{t(`wall.rate.${rate.name}`)}</span>
        <strong>
          {share === null ? '–' : format.decimal(share * 100)} {share !== null && <small>%</small>}
        </strong>
      </p>
      <div className="wall-rate-bar" aria-hidden="true">
        <i style={{ width: `${(share ?? 0) * 100}%` }} />
        {rate.previous !== null && <b style={{ left: `${rate.previous * 100}%` }} />}
      </div>
      <p className="wall-rate-note">
        <small>
          {share === null
            ? t('wall.noRate')
            : t(`wall.denominator.${rate.name}`, {
                numerator: format.number(rate.numerator),
                denominator: format.number(rate.denominator),
              })}
        </small>
        {rate.previous !== null && (
          <small>{t('wall.previous', { share: format.decimal(rate.previous * 100) })}</small>
        )}
      </p>
    </div>
  );
}
