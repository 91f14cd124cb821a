import { Select } from 'antd';
import type { FeatureCollection, LineString } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useMemo, useState } from 'react';
import { addDays } from '../../../geodata/analysis/calendar.ts';
import { classesOf } from '../../../geodata/analysis/classes.ts';
import type { PlannedStreets } from '../../api.ts';
import { useText } from '../../text/text.ts';
import { ErrorNote, Rows } from '../../ui/notes.tsx';
import { useTheme } from '../../ui/theme.ts';
import { Legend } from '../legend.tsx';
import { Matrix } from '../matrix.tsx';
import { PlanMap } from '../plan-map.tsx';
import { useHeat } from '../queries.ts';
import { Ranking, type RankingRow } from '../ranking.tsx';
import type { TabProps } from '../tabs.ts';
import { bandwidths, streetOrders } from '../url.ts';
import { boundsOf, runsOf, streetLines } from './network.ts';
import { useDensity, useNetwork, usePlannedStreets } from './queries.ts';
import { StreetFacts } from './street-facts.tsx';
import { drawStreets, streetAt } from './street-layer.ts';
import './streets.css';

const nothing: FeatureCollection<LineString, never> = { type: 'FeatureCollection', features: [] };
/** What bandwidth the server takes where none is asked for. */
const usualBandwidth = 150;

/** Where incidents cluster along streets: ranking, density along the network, and the street that is pointed at. */
export function StreetsTab({ search, change, edition }: TabProps) {
  const { t, format } = useText();
  const [theme] = useTheme();
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const list = usePlannedStreets(search);
  const network = useNetwork();
  const density = useDensity(search);
  const heat = useHeat(search);
  const { data } = list;
  const order = search.order ?? 'perKm';
  const selected = search.selected ?? null;
  const pieces = useMemo(
    () => (network.data && density.data?.length === network.data.count ? density.data : null),
    [network.data, density.data],
  );
  const values = useMemo(() => (pieces === null ? [] : [...pieces].filter((value) => value >= 0)), [pieces]);
  const classes = useMemo(() => classesOf(values), [values]);
  const runs = useMemo(
    () => (network.data && pieces ? runsOf(network.data, pieces, classes) : nothing),
    [network.data, pieces, classes],
  );
  const chosen = useMemo(
    () => (network.data && selected !== null ? streetLines(network.data, Number(selected)) : nothing),
    [network.data, selected],
  );
  useEffect(() => {
    const bounds = boundsOf(chosen);
    if (map === null || bounds === null) return;
    const [west, south, east, north] = bounds;
    map.fitBounds([west, south, east, north], { padding: 120, maxZoom: 15.5, duration: 600 });
  }, [map, chosen]);
  const rows = useMemo(() => (data ? rankingRows(data, order, format) : []), [data, order, format]);

  const error = list.error ?? network.error ?? density.error;
  if (data === undefined || (network.data === undefined && error === null))
    return error === null ? (
      <Rows />
    ) : (
      <ErrorNote
        error={error}
        onRetry={() => void Promise.all([list.refetch(), network.refetch(), density.refetch()])}
      />
    );
  const select = (id: string | null) => change({ selected: id ?? undefined });
  const street = data.rows.find(({ id }) => id === selected);
  const span = t('plan.span', { from: data.from, to: addDays(data.to, -1) });
  return (
    <div className="plan-columns" data-testid="plan-streets">
      <div className="plan-left">
        {data.streets === 0 ? (
          <p className="plan-empty">{t('planStreets.noStreets')}</p>
        ) : (
          data.total === 0 && <p className="plan-empty">{t('planStreets.empty')}</p>
        )}
        <Ranking
          title={t('planStreets.title')}
          column={t('planStreets.column')}
          unit={t(order === 'count' ? 'planStreets.unitCount' : 'planStreets.unit')}
          rows={rows}
          selected={selected}
          onSelect={select}
          notes={notesOf(data, t, format)}
        />
      </div>
      <PlanMap
        edition={edition}
        drawn={[runs, chosen]}
        draw={(made) => {
          setMap(made);
          drawStreets(made, theme, runs, chosen);
        }}
        onClick={(made, point) => {
          const id = streetAt(made, point);
          select(id === selected ? null : id);
        }}
      >
        <div className="map-float plan-street-controls">
          <Select
            prefix={t('planStreets.order')}
            value={order}
            aria-label={t('planStreets.order')}
            data-testid="plan-street-order"
            popupMatchSelectWidth={false}
            options={streetOrders.map((value) => ({ value, label: t(`planStreets.orders.${value}`) }))}
            onChange={(value) => change({ order: value === 'perKm' ? undefined : value })}
          />
          <Select
            prefix={t('planStreets.bandwidth')}
            value={search.bandwidth ?? usualBandwidth}
            aria-label={t('planStreets.bandwidth')}
            data-testid="plan-street-bandwidth"
            popupMatchSelectWidth={false}
            options={bandwidths.map((metres) => ({
              value: metres,
              label: t('planStreets.metres', { metres }),
            }))}
            onChange={(metres) => change({ bandwidth: metres === usualBandwidth ? undefined : metres })}
          />
        </div>
        <Legend
          title={t('planStreets.legend')}
          unit={t('planStreets.legendUnit')}
          classes={classes}
          values={values}
          note={format.facts([
            t('planStreets.legendNote', {
              count: format.number(values.length) as never,
              lixel: data.lixel,
            }),
            t('planStreets.method', { bandwidth: data.bandwidth }),
          ])}
        />
      </PlanMap>
      <div className="plan-right">
        {street === undefined ? (
          <p className="plan-empty">{t('planStreets.choose')}</p>
        ) : (
          <StreetFacts street={street} list={data} onClose={() => select(null)} />
        )}
        {heat.data !== undefined && (
          <Matrix
            hours={heat.data.hours}
            note={format.facts([span, t('plan.incidents', { count: heat.data.total })])}
          />
        )}
      </div>
    </div>
  );
}

type Text = ReturnType<typeof useText>;

function notesOf(data: PlannedStreets, t: Text['t'], format: Text['format']): string[] {
  const { reach } = data;
  return [
    data.days === 365 || data.days === 366
      ? t('planStreets.year')
      : t('planStreets.annual', { days: data.days }),
    data.unmatched > 0
      ? t('planStreets.unmatched', { count: format.number(data.unmatched) as never, reach })
      : t('planStreets.allMatched', { reach }),
    t('planStreets.rest', {
      shown: data.rows.length,
      count: format.number(data.streets) as never,
      struck: format.number(data.struck),
      length: format.length(data.metres),
    }),
    ...(data.within === null ? [] : [t('planStreets.inside', { reach })]),
    ...(data.partly ? [t('planStreets.partly')] : []),
  ];
}

const rankingRows = (data: PlannedStreets, order: string, format: Text['format']): RankingRow[] =>
  data.rows.map((street) => {
    const perUnit = order === 'count' ? street.metres / (1000 * data.yearly) : 1;
    const [low = 0, high = 0] = street.interval;
    return {
      key: street.id,
      name: format.name(street),
      second: format.facts([
        format.length(street.metres),
        street.areas.map((area) => format.name(area)).join(' × '),
      ]),
      series: street.series,
      value: order === 'count' ? street.count : street.perKm,
      interval: [low * perUnit, high * perUnit],
    };
  });
