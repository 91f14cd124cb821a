import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useMemo } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import type { StreetView } from '../api.ts';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Forbidden, Rows } from '../ui/notes.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useSession } from '../ui/session.ts';
import { useStreets } from './queries.ts';
import { Register } from './register.tsx';
import { StreetMap } from './street-map.tsx';
import { StreetPanel } from './street-panel.tsx';
import type { StreetsSearch } from './url.ts';
import { worstOf } from './worst.ts';
import './street.css';

/** Streets with those who look after them: which wait for somebody, and when somebody was there. */
export function Streets({ search }: { readonly search: StreetsSearch }) {
  const { data: session } = useSession();
  const account = session?.account ?? null;
  if (session !== undefined && !account?.permissions.includes('person.see')) return <Forbidden />;
  const home = account?.areaCode ?? undefined;
  return (
    <StreetsScreen
      search={search.area === undefined && home !== undefined ? { ...search, area: home } : search}
      mayLoad={account?.permissions.includes('person.load') ?? false}
    />
  );
}

function StreetsScreen({ search, mayLoad }: { readonly search: StreetsSearch; readonly mayLoad: boolean }) {
  const { t, format } = useText();
  const edition = useEditionInForce();
  const streets = useStreets(search);
  const navigate = useNavigate();
  const change = (patch: { [K in keyof StreetsSearch]?: StreetsSearch[K] | undefined }) =>
    void navigate({
      to: '/streets',
      search: ((before: StreetsSearch) => ({ ...before, ...patch })) as never,
      replace: patch.open === undefined,
    });
  const rows = useMemo(() => streets.data?.pages.flatMap((page) => page.streets) ?? [], [streets.data]);
  const first = streets.data?.pages[0];
  const inForce = edition.data?.inForce ?? null;
  const opened = rows.find((street) => keyOf(street) === search.open);
  const bounds = useMemo(
    () => boundsOf(opened === undefined ? rows.slice(0, shown) : [opened]),
    [opened, rows],
  );
  return (
    <main className="streets" data-testid="streets">
      <section className="street-list" aria-label={t('street.title')}>
        <header>
          <h1>{t('street.title')}</h1>
          <p>
            {first === undefined
              ? ' '
              : format.facts([
                  t('street.count', { count: first.count }),
                  first.overdue > 0 && t('street.overdue', { count: first.overdue }),
                ])}
          </p>
          <SearchField
            label={t('street.search')}
            testId="street-search"
            maxLength={60}
            value={search.q ?? ''}
            onChange={(q) => change({ q: q === '' ? undefined : q })}
          />
          <Checkbox
            checked={search.overdue === true}
            onChange={({ target }) => change({ overdue: target.checked || undefined })}
          >
            {t('street.only')}
          </Checkbox>
        </header>
        <div className="street-scroll">
          {streets.error !== null && rows.length === 0 ? (
            <ErrorNote error={streets.error} onRetry={() => void streets.refetch()} />
          ) : streets.data === undefined ? (
            <Rows />
          ) : rows.length === 0 ? (
            <p className="street-empty">
              {t(
                search.q !== undefined
                  ? 'street.noneFound'
                  : search.overdue
                    ? 'street.allDone'
                    : 'street.none',
              )}
            </p>
          ) : (
            <ol>
              {rows.map((street) => (
                <li key={keyOf(street)}>
                  <StreetRow
                    street={street}
                    selected={keyOf(street) === search.open}
                    onOpen={() => change({ open: keyOf(street) })}
                  />
                </li>
              ))}
            </ol>
          )}
          {streets.hasNextPage && (
            <Button
              className="street-more"
              autoInsertSpace={false}
              loading={streets.isFetchingNextPage}
              onClick={() => void streets.fetchNextPage()}
            >
              {t('more')}
            </Button>
          )}
        </div>
      </section>
      {inForce !== null ? (
        <StreetMap edition={inForce} streets={rows} open={search.open} bounds={bounds} />
      ) : (
        <div className="desk-map" aria-busy={edition.data === undefined} />
      )}
      <aside className="street-side">
        {search.open === undefined ? (
          <p className="street-empty">{t('street.choose')}</p>
        ) : (
          <StreetPanel key={search.open} open={search.open} onClose={() => change({ open: undefined })} />
        )}
        {mayLoad && <Register />}
      </aside>
    </main>
  );
}

/** Streets that the map begins with. */
const shown = 60;

const keyOf = (street: StreetView): string => `${street.id}~${street.area.code}`;

function StreetRow(props: {
  readonly street: StreetView;
  readonly selected: boolean;
  readonly onOpen: () => void;
}) {
  const { t, format } = useText();
  const { street } = props;
  const late = street.tasks.filter(({ state }) => state === 'overdue');
  const state = worstOf(street.tasks);
  const [chief] = street.keepers;
  return (
    <button
      type="button"
      className="street-row"
      aria-current={props.selected}
      data-testid={`street-${keyOf(street)}`}
      onClick={props.onOpen}
    >
      <span className={`street-line ${state}`} aria-hidden="true" />
      <span className="street-row-name">{format.name(street)}</span>
      <span className="street-row-second">
        {format.facts([format.name(street.area), format.length(street.length), chief?.name])}
      </span>
      <span className={`street-row-state ${state}`}>
        {late.length > 0 ? late.map(format.name).join('、') : t(`street.state.${state}`)}
      </span>
    </button>
  );
}

function boundsOf(streets: readonly StreetView[]): Bounds | null {
  const places = streets.flatMap(({ geometry }) => geometry.coordinates.flat());
  if (places.length === 0) return null;
  const lons = places.map(([lon = 0]) => lon);
  const lats = places.map(([, lat = 0]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
