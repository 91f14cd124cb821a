import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Segmented, Select, Tooltip } from 'antd';
import { useMemo } from 'react';
import type { Assessment } from '../api.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Forbidden, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { useAssessment, useCategories } from './queries.ts';
import { RankingTable } from './ranking-table.tsx';
import { type AssessSearch, atLevel, belowOf, queryOf } from './url.ts';
import './assess.css';

/** The month's three rates, arrivals and scores, by area or by body. */
export function Assess({ search }: { readonly search: AssessSearch }) {
  const { data: session } = useSession();
  if (session !== undefined && !session?.account?.permissions.includes('assessment.see'))
    return <Forbidden />;
  return <Screen search={search} />;
}

function Screen({ search }: { readonly search: AssessSearch }) {
  const { t, language, format } = useText();
  const assessment = useAssessment(search);
  const change = useChange();
  const of = search.of ?? 'area';
  const { data } = assessment;
  const file = useMemo(() => {
    const query = queryOf(search);
    query.set('of', of);
    query.set('lang', language);
    return `/api/assessment/table.csv?${query}`;
  }, [search, of, language]);
  return (
    <main className="assess" data-testid="assess">
      <header className="assess-head">
        <h1>{t('assess.title')}</h1>
        <Months search={search} data={data} onChange={(month) => change({ month })} />
        <Segmented
          value={of}
          data-testid="assess-of"
          options={(['area', 'body'] as const).map((value) => ({ value, label: t(`assess.of.${value}`) }))}
          onChange={(value) => change({ of: value === 'body' ? value : undefined, by: undefined })}
        />
        {of === 'area' && (
          <Segmented<'community' | 'subdistrict' | 'district'>
            value={search.level ?? 'subdistrict'}
            data-testid="assess-level"
            options={(['community', 'subdistrict', 'district'] as const).map((value) => ({
              value,
              label: t(`assess.level.${value}`),
            }))}
            onChange={(value) => change(atLevel(value, data))}
          />
        )}
        <Categories value={search.category} onChange={(category) => change({ category })} />
        <Button href={file} autoInsertSpace={false} data-testid="assess-csv">
          {t('assess.csv')}
        </Button>
      </header>
      {assessment.error !== null && data === undefined ? (
        <ErrorNote error={assessment.error} onRetry={() => void assessment.refetch()} />
      ) : data === undefined ? (
        <Rows count={12} />
      ) : (
        <>
          <div className="assess-top">
            {of === 'area' && <Path data={data} search={search} />}
            <Summary data={data} of={of} />
          </div>
          <RankingTable
            assessment={data}
            of={of}
            by={search.by}
            busy={assessment.isPlaceholderData}
            onBy={(by) => change({ by })}
            below={belowOf(search)}
          />
          <p className="assess-formula">
            {format.of(data.formula)} {weightsLine(data, of, t, format.share)}
          </p>
        </>
      )}
    </main>
  );
}

/** The areas that the table is narrowed to, from the city down; each leads to its own table. */
function Path({ data, search }: { readonly data: Assessment; readonly search: AssessSearch }) {
  const { t, format } = useText();
  if (data.within.length === 0) return null;
  const { within: _, level: __, ...rest } = search;
  const steps = [
    { name: t('assess.city'), search: rest },
    ...data.within.map((area) => ({
      name: format.name(area),
      search: {
        ...rest,
        within: area.code,
        ...(area.level === 'subdistrict' && { level: 'community' as const }),
      },
    })),
  ];
  return (
    <nav className="assess-path" aria-label={t('assess.path')} data-testid="assess-path">
      <ol>
        {steps.map((step, index) => (
          <li key={step.name}>
            {index === steps.length - 1 ? (
              <strong aria-current="page">{step.name}</strong>
            ) : (
              <Link to="/assess" search={step.search as never}>
                {step.name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The city's numbers, each incident once, and the last of the table. */
function Summary({ data, of }: { readonly data: Assessment; readonly of: 'area' | 'body' }) {
  const { t, format } = useText();
  const bottom = data.bottom[of];
  return (
    <section className="assess-summary" aria-label={t('assess.city')}>
      {of === 'area' && (
        <>
          <Figure name={t('assess.received')} value={format.number(data.whole.received)}>
            {data.unassigned > 0 && t('assess.unassigned', { count: format.number(data.unassigned) })}
          </Figure>
          {(['response', 'resolution', 'satisfaction'] as const).map((part) => {
            const { rate, numerator, denominator } = data.whole.rates[part];
            return (
              <Figure
                key={part}
                name={t(`assess.part.${part}`)}
                value={rate === null ? '—' : format.share(rate)}
              >
                {`${format.number(numerator)} / ${format.number(denominator)}`}
              </Figure>
            );
          })}
        </>
      )}
      {of === 'body' && (
        <>
          <Figure name={t('assess.called')} value={format.number(sum(data, 'called'))} />
          <Figure name={t('assess.onTime')} value={format.number(sum(data, 'onTime'))} />
          <Figure name={t('assess.late')} value={format.number(sum(data, 'late'))} />
          <Figure name={t('assess.missing')} value={format.number(sum(data, 'missing'))} />
        </>
      )}
      {bottom !== null && (
        <Figure name={t('assess.bottom')} value={format.name(bottom)} testId="assess-bottom">
          {bottom.indistinct > 0
            ? t('assess.bottomAmong', { value: format.decimal(bottom.value), count: bottom.indistinct })
            : t('assess.bottomAlone', { value: format.decimal(bottom.value) })}
        </Figure>
      )}
    </section>
  );
}

function Figure(props: {
  readonly name: string;
  readonly value: string;
  readonly testId?: string;
  readonly children?: React.ReactNode;
}) {
  return (
    <div data-testid={props.testId}>
      <span>{props.name}</span>
      <strong>{props.value}</strong>
      <em>{props.children}</em>
    </div>
  );
}

const sum = ({ bodies }: Assessment, key: 'called' | 'onTime' | 'late' | 'missing'): number =>
  bodies.reduce((all, row) => all + row[key], 0);

function Months(props: {
  readonly search: AssessSearch;
  readonly data: Assessment | undefined;
  readonly onChange: (month: string | undefined) => void;
}) {
  const { t, language } = useText();
  const { data, search } = props;
  const months = data?.months ?? [];
  const value = search.month ?? data?.month ?? null;
  const all = value !== null && !months.includes(value) ? [value, ...months] : months;
  const named = (month: string) => {
    const [year = '', number = ''] = month.split('-');
    if (language === 'zh') return `${year}年${Number(number)}月`;
    return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${month}-01T00:00:00Z`),
    );
  };
  return (
    <Select<string>
      value={value}
      loading={data === undefined}
      aria-label={t('assess.month')}
      data-testid="assess-month"
      className="assess-month"
      options={all.map((month) => ({ value: month, label: named(month) }))}
      onChange={(month) => props.onChange(month === months[0] ? undefined : month)}
    />
  );
}

function Categories(props: {
  readonly value: string | undefined;
  readonly onChange: (category: string | undefined) => void;
}) {
  const { t, format } = useText();
  const categories = useCategories();
  return (
    <Select<string>
      value={props.value ?? ''}
      aria-label={t('assess.category')}
      className="assess-category"
      showSearch={{ optionFilterProp: 'label' }}
      options={[
        { value: '', label: t('assess.allCategories') },
        ...(categories.data?.categories ?? []).map((one) => ({ value: one.code, label: format.name(one) })),
      ]}
      onChange={(category) => props.onChange(category === '' ? undefined : category)}
    />
  );
}

function weightsLine(
  { weights }: Assessment,
  of: 'area' | 'body',
  t: (key: string) => string,
  share: (value: number) => string,
): React.ReactNode {
  const parts = Object.entries(weights[of]).map(
    ([part, weight]) => `${t(`assess.part.${part}`)} ${share(weight ?? 0)}`,
  );
  return (
    <Tooltip title={t('assess.weightsNote')}>
      <span>{parts.join(' + ')}</span>
    </Tooltip>
  );
}

function useChange() {
  const navigate = useNavigate();
  return (patch: { [K in keyof AssessSearch]?: AssessSearch[K] | undefined }) =>
    void navigate({
      to: '/assess',
      search: ((before: AssessSearch) => ({ ...before, ...patch })) as never,
      replace: true,
    });
}
