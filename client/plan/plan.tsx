import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { memo, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Span } from '../../geodata/analysis/span.ts';
import { retry, useEditionInForce } from '../edition.ts';
import { request } from '../rest.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Forbidden, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { Brush } from './brush.tsx';
import type { DrawnBins as Bins } from './columns-protocol.ts';
import { ExportMenu } from './export/export-menu.tsx';
import { FilesMenu } from './export/files-menu.tsx';
import { Filters } from './filters.tsx';
import { useHeat } from './queries.ts';
import { type PlanTab, type TabProps, tabs } from './tabs.ts';
import type { PlanSearch } from './url.ts';
import { useBins } from './use-bins.ts';
import './plan.css';
import './brush.css';
import './ranking.css';
import './matrix.css';
import './parts.css';
import './map-panels.css';

/** Looking back: where incidents cluster, by area, street and seam, and when. */
export function Plan({ search }: { readonly search: PlanSearch }) {
  const { data: session } = useSession();
  if (session !== undefined && !session?.account?.permissions.includes('plan.see')) return <Forbidden />;
  return <Screen search={search} />;
}

function Screen({ search }: { readonly search: PlanSearch }) {
  const { t } = useText();
  const inForce = useEditionInForce();
  // What is on the screen stays on its lines until the reader says otherwise.
  const [held, setHeld] = useState<number | null>(null);
  const now = inForce.data?.inForce ?? null;
  const edition = held ?? now;
  useEffect(() => setHeld((before) => before ?? now), [now]);
  const newest = useNewestEdition();
  const change = useChange();
  const tab = tabs.find(({ id }) => id === search.tab) ?? tabs[0];
  const [dragged, setDragged] = useState<Span | null>(null);
  const shown = useMemo(() => ({ ...search, ...dragged }), [search, dragged]);
  const counted = useBins(shown, tab?.brush === true);
  const queries = useQueryClient();
  if (inForce.error !== null && inForce.data === undefined)
    return <ErrorNote error={inForce.error} onRetry={() => void inForce.refetch()} />;
  if (inForce.data === undefined || tab === undefined) return <Rows />;
  if (edition === null)
    return (
      <main className="page">
        <h1>{t('plan.noEdition')}</h1>
        <p className="page-note">{t('plan.noEditionExplain')}</p>
      </main>
    );
  const reload = () => {
    setHeld(newest);
    counted.reload();
    void queries.invalidateQueries();
  };
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
        <TabFiles tab={tab.id} search={search} />
      </header>
      {newest !== null && newest !== edition && (
        <p className="plan-band" role="status" data-testid="plan-newer">
          {t('plan.newerEdition', { edition: newest, held: edition })}
          <button type="button" onClick={reload}>
            {t('plan.reload')}
          </button>
        </p>
      )}
      {tab.brush && <Days bins={counted.bins} change={change} onDrag={setDragged} />}
      <Shown tab={tab} search={search} change={change} edition={edition} counted={counted} />
    </main>
  );
}

/** A tab. What it draws while the time is dragged are counts, so a move of the hand alone leaves it as it is. */
const Shown = memo(function Shown({ tab, ...props }: TabProps & { readonly tab: PlanTab }) {
  const Tab = tab.component;
  return (
    <Suspense fallback={<Rows />}>
      <Tab {...props} />
    </Suspense>
  );
});

/** What a tab has to be taken away. */
const TabFiles = memo(function TabFiles({
  tab,
  search,
}: Pick<TabProps, 'search'> & { readonly tab: string }) {
  if (tab === 'streets' || tab === 'recurring') return <FilesMenu search={search} of={tab} />;
  if (tab !== 'heat') return null;
  return search.level === 'hexagon' ? (
    <FilesMenu search={search} of="hexagons" />
  ) : (
    <Export search={search} />
  );
});

/** What the desk shows, to be taken away, once there is something to show. */
function Export({ search }: Pick<TabProps, 'search'>) {
  const { data } = useHeat(search);
  return data === undefined ? null : <ExportMenu search={search} heat={data} />;
}

/** The histogram of days over the tab. */
function Days(props: {
  readonly bins: Bins | null;
  readonly change: TabProps['change'];
  readonly onDrag: (span: Span | null) => void;
}) {
  const { bins, change, onDrag } = props;
  if (bins === null) return <div className="plan-brush" aria-busy="true" />;
  return (
    <Brush
      first={bins.first}
      counts={bins.days}
      from={bins.span.from}
      to={bins.span.to}
      onDrag={onDrag}
      onChange={(span) => {
        onDrag(null);
        change(span === null ? { from: undefined, to: undefined } : span);
      }}
    />
  );
}

/** The edition in force by now, looked at again and again; null before it is known. */
function useNewestEdition(): number | null {
  const { data } = useQuery({
    queryKey: ['plan', 'newest-edition'],
    queryFn: ({ signal }) => request<{ inForce: number | null }>('/api/editions', { signal }),
    refetchInterval: 15_000,
    retry,
  });
  return data?.inForce ?? null;
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
