import { useNavigate } from '@tanstack/react-router';
import { Suspense, useCallback } from 'react';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Forbidden, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { Brush } from './brush.tsx';
import { ExportMenu } from './export/export-menu.tsx';
import { Filters } from './filters.tsx';
import { useHeat } from './queries.ts';
import { type TabProps, tabs } from './tabs.ts';
import type { PlanSearch } from './url.ts';
import './plan.css';

/** Looking back: where incidents cluster, by area, street and seam, and when. */
export function Plan({ search }: { readonly search: PlanSearch }) {
  const { data: session } = useSession();
  if (session !== undefined && !session?.account?.permissions.includes('plan.see')) return <Forbidden />;
  return <Screen search={search} />;
}

function Screen({ search }: { readonly search: PlanSearch }) {
  const { t } = useText();
  const edition = useEditionInForce();
  const change = useChange();
  const tab = tabs.find(({ id }) => id === search.tab) ?? tabs[0];
  if (edition.error !== null && edition.data === undefined)
    return <ErrorNote error={edition.error} onRetry={() => void edition.refetch()} />;
  if (edition.data === undefined || tab === undefined) return <Rows />;
  if (edition.data.inForce === null)
    return (
      <main className="page">
        <h1>{t('plan.noEdition')}</h1>
        <p className="page-note">{t('plan.noEditionExplain')}</p>
      </main>
    );
  const Tab = tab.component;
  return (
    <main className={tab.brush ? 'plan' : 'plan without-brush'} data-testid="plan">
      <header className="plan-head">
        <div role="tablist" aria-label={t('plan.tabs')}>
          {tabs.map(({ id }) => (
            <button
              key={id}
              type="button"
              role="tab"
              aria-selected={id === tab.id}
              data-testid={`plan-tab-${id}`}
              onClick={() => change({ tab: id === tabs[0]?.id ? undefined : id, selected: undefined })}
            >
              {t(`plan.tab.${id}`)}
            </button>
          ))}
        </div>
        <Filters search={search} change={change} tab={tab.id} />
        {tab.id === 'heat' && <Export search={search} />}
      </header>
      {tab.brush && <Days search={search} change={change} />}
      <Suspense fallback={<Rows />}>
        <Tab search={search} change={change} edition={edition.data.inForce} />
      </Suspense>
    </main>
  );
}

/** What the desk shows, to be taken away, once there is something to show. */
function Export({ search }: Pick<TabProps, 'search'>) {
  const { data } = useHeat(search);
  return data === undefined ? null : <ExportMenu search={search} heat={data} />;
}

/** The histogram of days over the tab. */
function Days({ search, change }: Pick<TabProps, 'search' | 'change'>) {
  const heat = useHeat(search);
  if (heat.data === undefined) return <div className="plan-brush" aria-busy="true" />;
  const { days, from, to } = heat.data;
  return (
    <Brush
      first={days.first}
      counts={days.counts}
      from={from}
      to={to}
      onChange={(span) => change(span === null ? { from: undefined, to: undefined } : span)}
    />
  );
}

function useChange(): TabProps['change'] {
  const navigate = useNavigate();
  return useCallback(
    (patch) =>
      void navigate({
        to: '/plan',
        search: ((before: PlanSearch) => ({ ...before, ...patch })) as never,
        replace: true,
      }),
    [navigate],
  );
}
