import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { HotSpotList } from '../../api.ts';
import { retry } from '../../edition.ts';
import { request } from '../../rest.ts';
import { useText } from '../../text/text.ts';
import { ErrorNote, Rows } from '../../ui/notes.tsx';
import { useTheme } from '../../ui/theme.ts';
import { areaAt, drawAreas } from '../choropleth.ts';
import { figure } from '../figure.ts';
import { PlanMap } from '../plan-map.tsx';
import { usePlaces } from '../queries.ts';
import type { TabProps } from '../tabs.ts';
import { type PlanSearch, queryOf } from '../url.ts';
import { kindOf, spotColour, spotKinds } from './kind.ts';

/** Areas that stand out together with their neighbours, and the figures behind it. */
export function HotSpots({ search, change, edition }: TabProps) {
  const { t, format } = useText();
  const [theme] = useTheme();
  const found = useHotSpots(search);
  const { data } = found;
  const { data: known } = usePlaces(data?.level ?? 'subdistrict');
  const middles = useMemo(
    () =>
      new Map(
        (known?.places ?? []).flatMap(({ code, label }) => (label === null ? [] : [[code, label] as const])),
      ),
    [known],
  );
  if (data === undefined)
    return found.error === null ? (
      <Rows />
    ) : (
      <ErrorNote error={found.error} onRetry={() => void found.refetch()} />
    );
  const selected = search.selected ?? null;
  const select = (code: string | null) => change({ selected: code ?? undefined });
  const area = data.areas.find(({ code }) => code === selected);
  return (
    <div className="plan-columns" data-testid="plan-hot-spots">
      <div className="plan-left plan-hot">
        <header>
          <h2>{t('planHotSpots.title')}</h2>
          <span>{t('planHotSpots.summary', { hot: data.hot, cold: data.cold })}</span>
        </header>
        <p className="quiet">
          {t('planHotSpots.method', { compared: format.number(data.compared) })}
          {data.partly && `　${t('planHotSpots.partly')}`}
        </p>
        {data.total === 0 && <p className="plan-empty">{t('planHotSpots.empty')}</p>}
        <List data={data} selected={selected} onSelect={select} />
      </div>
      <PlanMap
        edition={edition}
        drawn={[data, selected, middles]}
        draw={(map) =>
          drawAreas(map, theme, {
            level: data.level,
            colours: new Map(data.areas.map((one) => [one.code, spotColour[kindOf(one)]])),
            middles,
            selected,
          })
        }
        onClick={(map, point) => {
          const code = areaAt(map, point);
          select(code === selected ? null : code);
        }}
      >
        <Legend data={data} />
      </PlanMap>
      <div className="plan-right">
        {area === undefined ? (
          <p className="plan-empty">{t('planHotSpots.choose')}</p>
        ) : (
          <Facts area={area} data={data} onClose={() => select(null)} />
        )}
      </div>
    </div>
  );
}

function useHotSpots(search: PlanSearch) {
  const query = queryOf(search);
  return useQuery({
    queryKey: ['plan', 'hotSpots', query.toString()],
    queryFn: ({ signal }) => request<HotSpotList>(`/api/plan/hot-spots?${query}`, { signal }),
    placeholderData: (before) => before,
    retry,
  });
}

/** Rows drawn at once. */
const most = 200;

function List(props: {
  readonly data: HotSpotList;
  readonly selected: string | null;
  readonly onSelect: (code: string | null) => void;
}) {
  const { t, format } = useText();
  const { selected } = props;
  return (
    <>
      <div className="plan-hot-row head" aria-hidden="true">
        <span />
        <span>{t('planHotSpots.column.area')}</span>
        <span>{t('planHotSpots.column.count')}</span>
        <span>{t('planHotSpots.column.z')}</span>
        <span>{t('planHotSpots.column.q')}</span>
      </div>
      <ol>
        {props.data.areas.slice(0, most).map((area) => (
          <li key={area.code}>
            <button
              type="button"
              className="plan-hot-row"
              aria-pressed={area.code === selected}
              data-testid={`plan-hot-${area.code}`}
              onClick={() => props.onSelect(area.code === selected ? null : area.code)}
            >
              <i style={{ background: `var(--${spotColour[kindOf(area)]})` }} aria-hidden="true" />
              <span>{format.name(area)}</span>
              <b>{format.number(area.count)}</b>
              <b>{area.z.toFixed(2)}</b>
              <b>{probability(area.q)}</b>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function Legend({ data }: { readonly data: HotSpotList }) {
  const { t, format } = useText();
  return (
    <section className="map-float plan-hot-legend" aria-label={t('planHotSpots.title')}>
      <strong>{t('planHotSpots.title')}</strong>
      <ul>
        {spotKinds.map((kind) => (
          <li key={kind}>
            <i style={{ background: `var(--${spotColour[kind]})` }} aria-hidden="true" />
            <span>{t(`planHotSpots.kind.${kind}`)}</span>
            <b>{format.number(data.areas.filter((area) => kindOf(area) === kind).length)}</b>
          </li>
        ))}
      </ul>
      <p>{t('planHotSpots.legendNote')}</p>
    </section>
  );
}

function Facts(props: {
  readonly area: HotSpotList['areas'][number];
  readonly data: HotSpotList;
  readonly onClose: () => void;
}) {
  const { t, format } = useText();
  const { area, data } = props;
  const beside = area.neighbours.flatMap((code) => data.areas.find((other) => other.code === code) ?? []);
  return (
    <section className="plan-part plan-hot-facts" data-testid="plan-hot-facts">
      <header>
        <h2>{format.name(area)}</h2>
        <button type="button" onClick={props.onClose}>
          {t('planHotSpots.close')}
        </button>
      </header>
      <p>{t(`planHotSpots.kind.${kindOf(area)}`)}</p>
      <dl>
        {(
          [
            ['z', area.z.toFixed(2)],
            ['p', probability(area.p)],
            ['q', probability(area.q)],
            ['perKm2', figure(area.perKm2, format)],
            ['count', format.number(area.count)],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`planHotSpots.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('planHotSpots.neighbours')}</h3>
      {beside.length === 0 ? (
        <p>{t('planHotSpots.noNeighbours')}</p>
      ) : (
        <ul>
          {beside.map((other) => (
            <li key={other.code}>
              <span>{format.name(other)}</span>
              <b>{`${figure(other.perKm2, format)} ${t('planHotSpots.perKm2')}`}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** 0.0123, or that it is less than one in ten thousand. */
const probability = (value: number): string => (value < 0.0001 ? '< 0.0001' : value.toFixed(4));
