import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import { bases } from '../../geodata/jurisdiction/records.ts';
import type { SeamView } from '../api.ts';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useSession } from '../ui/session.ts';
import { SeamMap } from './map-pane.tsx';
import { districtsOf, seamName } from './naming.ts';
import { useSeams } from './queries.ts';
import type { SeamsSearch } from './url.ts';
import './seam.css';
import './map.css';
import './parts.css';

/** The lines between parties: a list to search and narrow, and where they run. */
export function Seams({ search }: { readonly search: SeamsSearch }) {
  const { t, format } = useText();
  const { data: session } = useSession();
  const edition = useEditionInForce();
  const seams = useSeams(search);
  const [pointed, setPointed] = useState<SeamView | null>(null);
  const change = useChange();
  const rows = useMemo(() => seams.data?.pages.flatMap((page) => page.seams) ?? [], [seams.data]);
  const first = seams.data?.pages[0];
  const inForce = edition.data?.inForce ?? null;
  const viewed = useSettled(pointed, dwell);
  const narrowed = search.level !== undefined || search.basis !== undefined || search.q !== undefined;
  const found = useMemo(() => (narrowed ? rows.slice(0, lit) : []), [narrowed, rows]);
  const hot = useMemo(() => (pointed === null ? found : [pointed]).map(({ key }) => key), [pointed, found]);
  const bounds = useMemo(() => viewed?.bounds ?? unionOf(found), [viewed, found]);
  return (
    <main className="seams" data-testid="seams">
      <section className="seam-panel" aria-label={t('seam.title')}>
        <header className="seam-head">
          <h1>{t('seam.title')}</h1>
          <p>
            {first === undefined
              ? ' '
              : format.facts([
                  t('seam.count', { count: format.number(first.count) }),
                  format.length(first.length),
                ])}
            {session?.account?.permissions.includes('survey.see') && (
              <Link to="/tickets">{t('seam.tickets.title')}</Link>
            )}
          </p>
          <SearchField
            label={t('seam.search')}
            testId="seam-search"
            value={search.q ?? ''}
            onChange={(q) => change({ q: q === '' ? undefined : q })}
          />
          <div className="seam-filters">
            <Select<NonNullable<SeamsSearch['level']> | 'all'>
              value={search.level ?? 'all'}
              aria-label={t('seam.level.label')}
              options={(['all', 'district', 'subdistrict'] as const).map((value) => ({
                value,
                label: t(`seam.level.${value}`),
              }))}
              onChange={(level) => change({ level: level === 'all' ? undefined : level })}
            />
            <Select<NonNullable<SeamsSearch['basis']> | 'all'>
              value={search.basis ?? 'all'}
              aria-label={t('seam.basis.label')}
              options={(['all', 'none', ...bases] as const).map((value) => ({
                value,
                label: t(`seam.basis.${value}`),
              }))}
              onChange={(basis) => change({ basis: basis === 'all' ? undefined : basis })}
            />
          </div>
        </header>
        <div className="seam-columns" aria-hidden="true">
          <span>{t('seam.column.seam')}</span>
          <span>{t('seam.column.basis')}</span>
          <span>{t('seam.column.length')}</span>
        </div>
        <div className="seam-scroll">
          {seams.error !== null && rows.length === 0 ? (
            <ErrorNote error={seams.error} onRetry={() => void seams.refetch()} />
          ) : seams.data === undefined ? (
            <Rows />
          ) : rows.length === 0 ? (
            <p className="seam-empty">{t(narrowed ? 'seam.emptyNarrowed' : 'seam.empty')}</p>
          ) : (
            <ol className="seam-rows">
              {rows.map((seam) => (
                <li key={seam.key}>
                  <SeamRow seam={seam} onPoint={() => setPointed(seam)} />
                </li>
              ))}
            </ol>
          )}
          {seams.hasNextPage && (
            <Button
              className="seam-more"
              autoInsertSpace={false}
              loading={seams.isFetchingNextPage}
              onClick={() => void seams.fetchNextPage()}
            >
              {t('more')}
            </Button>
          )}
        </div>
      </section>
      {inForce !== null ? (
        <SeamMap edition={inForce} hot={hot} bounds={bounds} />
      ) : (
        <div className="desk-map" aria-busy={edition.data === undefined} />
      )}
    </main>
  );
}

/** Seams lit on the map while none is pointed at, and milliseconds of pointing until the map goes there. */
const lit = 200;
const dwell = 400;

function unionOf(seams: readonly SeamView[]): Bounds | null {
  if (seams.length === 0) return null;
  const side = (i: 0 | 1 | 2 | 3) => seams.map(({ bounds }) => bounds[i]);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

/** A value once it has not changed for a while. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

function SeamRow({ seam, onPoint }: { readonly seam: SeamView; readonly onPoint: () => void }) {
  const { t, language, format } = useText();
  return (
    <Link
      to="/seams/$key"
      params={{ key: seam.key }}
      className="seam-row"
      data-testid={`seam-${seam.key}`}
      onMouseEnter={onPoint}
      onFocus={onPoint}
    >
      <span className="seam-row-name">{seamName(seam, language)}</span>
      <span className="seam-row-second">
        {format.facts([
          districtsOf(seam, language),
          seam.agreements > 0 && t('seam.agreements', { count: seam.agreements }),
        ])}
        {seam.tickets > 0 && <em>{t('seam.openTickets', { count: seam.tickets })}</em>}
      </span>
      <span className={seam.basis === null ? 'seam-row-basis seam-none' : 'seam-row-basis'}>
        {[seam.basis, ...seam.otherBases].map((basis) => t(`seam.basis.${basis ?? 'none'}`)).join(' / ')}
      </span>
      <span className="seam-row-accuracy">
        {seam.accuracy === null ? '' : `±${format.length(seam.accuracy)}`}
      </span>
      <span className="seam-row-length">{format.length(seam.length)}</span>
    </Link>
  );
}

function useChange(): (patch: { [K in keyof SeamsSearch]?: SeamsSearch[K] | undefined }) => void {
  const navigate = useNavigate();
  return (patch) =>
    void navigate({
      to: '/seams',
      search: ((before: SeamsSearch) => ({ ...before, ...patch })) as never,
      replace: true,
    });
}
