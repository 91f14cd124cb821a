import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import type { EditionDetail } from './contract.ts';
import { type AreaOfDay, useAreas } from './queries.ts';

/** The areas of an edition, by district: what was whose on a day. */
export function AreasPanel(props: {
  readonly edition: EditionDetail;
  readonly head?: ReactNode;
  /** Said above the list: for which day it was looked up, and what else held on it. */
  readonly note: string | null;
  readonly selected: string | null;
  readonly onSelect: (code: string, bounds: Bounds) => void;
}) {
  const { t, format } = useText();
  const { edition } = props;
  const districts = useAreas(edition.id, 'district');
  const subdistricts = useAreas(edition.id, 'subdistrict');
  const [query, setQuery] = useState('');
  const matches = (area: AreaOfDay) =>
    query === '' ||
    area.code.startsWith(query) ||
    area.name.includes(query) ||
    area.nameEn.toLowerCase().includes(query.toLowerCase());
  const groups = (districts.data?.areas ?? [])
    .map((district) => ({
      district,
      below: (subdistricts.data?.areas ?? []).filter(
        (area) => area.parent === district.code && (matches(area) || matches(district)),
      ),
    }))
    .filter(({ district, below }) => below.length > 0 || matches(district))
    .sort((a, b) => (a.district.code < b.district.code ? -1 : 1));
  const error = districts.error ?? subdistricts.error;
  const loading = districts.data === undefined || subdistricts.data === undefined;
  return (
    <>
      <header className="panel-head">
        {props.head}
        <h1>{t('admin.areas.title', { edition: edition.id })}</h1>
        {props.note !== null && <p data-testid="day-note">{props.note}</p>}
        <Input
          size="small"
          allowClear
          value={query}
          placeholder={t('admin.areas.search')}
          aria-label={t('admin.areas.search')}
          onChange={(event) => setQuery(event.target.value.trim())}
        />
      </header>
      <div className="panel-scroll" data-testid="areas">
        {error !== null ? (
          <ErrorNote error={error} onRetry={() => void districts.refetch()} />
        ) : loading ? (
          <Rows />
        ) : groups.length === 0 ? (
          <p className="admin-empty">{t('admin.areas.none', { query })}</p>
        ) : (
          groups.map(({ district, below }) => (
            <section key={district.code} className="area-group">
              <AreaRow area={district} level="district" {...props} />
              <ul>
                {below.map((area) => (
                  <li key={area.code}>
                    <AreaRow area={area} level="subdistrict" {...props} />
                  </li>
                ))}
              </ul>
            </section>
          ))
        )}
      </div>
      <footer className="panel-foot panel-foot-quiet">
        {format.facts([
          t('admin.levelCount.district', { count: districts.data?.areas.length ?? 0 }),
          t('admin.levelCount.subdistrict', { count: subdistricts.data?.areas.length ?? 0 }),
        ])}
      </footer>
    </>
  );
}

function AreaRow(props: {
  readonly area: AreaOfDay;
  readonly level: 'district' | 'subdistrict';
  readonly selected: string | null;
  readonly onSelect: (code: string, bounds: Bounds) => void;
}) {
  const { format } = useText();
  const { area, level } = props;
  return (
    <button
      type="button"
      className={`area-row area-${level}`}
      aria-current={props.selected === area.code}
      onClick={() => props.onSelect(area.code, area.bounds)}
    >
      <span>{format.name(area)}</span>
      <span className="found-code">{area.code}</span>
      <span className="found-measure">{format.area(area.area)}</span>
    </button>
  );
}
