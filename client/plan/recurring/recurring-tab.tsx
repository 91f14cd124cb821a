import { Checkbox, Select } from 'antd';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import type { RecurringList, RecurringView } from '../../api.ts';
import { useText } from '../../text/text.ts';
import { ErrorNote, Rows } from '../../ui/notes.tsx';
import { useTheme } from '../../ui/theme.ts';
import { PlanMap } from '../plan-map.tsx';
import type { TabProps } from '../tabs.ts';
import { recurringChoices, takenUpChoices } from '../url.ts';
import { PlaceFacts } from './place-facts.tsx';
import { drawPlaces, placeAt } from './place-layer.ts';
import { useRecurring } from './queries.ts';
import { TimeStrip } from './strip.tsx';
import './recurring.css';

/** Places to which the same matter comes back, to be taken up before it is reported again. */
export function RecurringTab({ search, change, edition }: TabProps) {
  const { t } = useText();
  const [theme] = useTheme();
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const found = useRecurring(search);
  const { data } = found;
  const selected = search.selected ?? null;
  const place = data?.places.find(({ id }) => id === selected);
  const spot = place?.location.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `spot` stands for the place.
  useEffect(() => {
    if (map === null || place === undefined) return;
    const [lon = 0, lat = 0] = place.location;
    map.easeTo({ center: [lon, lat], zoom: Math.max(15.5, map.getZoom()), duration: 600 });
  }, [map, spot]);
  if (data === undefined)
    return found.error === null ? (
      <Rows />
    ) : (
      <ErrorNote error={found.error} onRetry={() => void found.refetch()} />
    );
  const select = (id: string | null) => change({ selected: id ?? undefined });
  return (
    <div className="plan-columns plan-recurring" data-testid="plan-recurring">
      <div className="plan-left">
        <Head data={data} search={search} change={change} />
        {data.places.length === 0 ? (
          <p className="plan-empty">{t(data.total === 0 ? 'planRecurring.empty' : 'planRecurring.none')}</p>
        ) : (
          <List data={data} selected={selected} onSelect={select} />
        )}
      </div>
      <PlanMap
        edition={edition}
        drawn={[data, selected]}
        draw={(made) => {
          setMap(made);
          drawPlaces(made, theme, data.places, selected);
        }}
        onClick={(made, point) => {
          const id = placeAt(made, point);
          select(id === selected ? null : id);
        }}
      >
        <ul className="map-float plan-recurring-legend">
          <li>
            <i className="dot" aria-hidden="true" />
            {t('planRecurring.legend')}
          </li>
          <li>
            <i className="dot line" aria-hidden="true" />
            {t('planRecurring.legendBoundary')}
          </li>
        </ul>
      </PlanMap>
      <div className="plan-right">
        {place === undefined ? (
          <p className="plan-empty">{t('planRecurring.choose')}</p>
        ) : (
          <PlaceFacts place={place} onClose={() => select(null)} />
        )}
      </div>
    </div>
  );
}

function Head({
  data,
  search,
  change,
}: Pick<TabProps, 'search' | 'change'> & { readonly data: RecurringList }) {
  const { t, format } = useText();
  const choices = [
    ['distance', 'metres'],
    ['window', 'days'],
    ['least', 'pieces'],
  ] as const;
  return (
    <header className="plan-recurring-head">
      <div>
        <h2>{t('planRecurring.title')}</h2>
        <span>
          {t('planRecurring.count', { count: data.count, boundary: format.number(data.boundary) as never })}
        </span>
      </div>
      <p>
        {t('planRecurring.rule', {
          distance: data.distance,
          window: data.window,
          least: data.least,
        })}
      </p>
      {data.total > 0 && (
        <p>
          {t('planRecurring.share', {
            recurring: format.number(data.recurring),
            total: format.number(data.total) as never,
            share: format.share(data.recurring / data.total),
          })}
        </p>
      )}
      <div className="controls">
        {choices.map(([name, unit]) => (
          <Select
            key={name}
            prefix={t(`planRecurring.${name}`)}
            value={data[name]}
            aria-label={t(`planRecurring.${name}`)}
            data-testid={`plan-recurring-${name}`}
            popupMatchSelectWidth={false}
            options={recurringChoices[name].map((value) => ({
              value,
              label: t(`planRecurring.${unit}`, { [unit]: value, count: value }),
            }))}
            onChange={(value: number) => change({ [name]: value, selected: undefined })}
          />
        ))}
        <Checkbox
          checked={search.boundary === true}
          data-testid="plan-recurring-boundary"
          onChange={({ target }) => change({ boundary: target.checked || undefined, selected: undefined })}
        >
          {t('planRecurring.onlyBoundary')}
        </Checkbox>
        <Select<string>
          prefix={t('planRecurring.takenUpShown')}
          value={search.takenUp ?? 'all'}
          aria-label={t('planRecurring.takenUpShown')}
          data-testid="plan-recurring-taken-up"
          popupMatchSelectWidth={false}
          options={(['all', ...takenUpChoices] as const).map((value) => ({
            value,
            label: t(`planRecurring.takenUpOnly.${value}`, { count: data.takenUp }),
          }))}
          onChange={(value) =>
            change({ takenUp: takenUpChoices.find((one) => one === value), selected: undefined })
          }
        />
      </div>
    </header>
  );
}

function List(props: {
  readonly data: RecurringList;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
}) {
  const { t } = useText();
  const { data, selected, onSelect } = props;
  const from = Date.parse(`${data.from}T00:00:00`);
  const until = Date.parse(`${data.to}T00:00:00`);
  return (
    <>
      <div className="plan-recurring-columns" aria-hidden="true">
        <span>{t('planRecurring.column.place')}</span>
        <span>{t('planRecurring.column.times')}</span>
        <span>{t('planRecurring.column.count')}</span>
        <span>{t('planRecurring.column.expected')}</span>
        <span>{t('planRecurring.column.next')}</span>
      </div>
      <ol>
        {data.places.map((place) => (
          <li key={place.id}>
            <Row
              place={place}
              from={from}
              until={until}
              pressed={place.id === selected}
              onPress={() => onSelect(place.id === selected ? null : place.id)}
            />
          </li>
        ))}
      </ol>
      {data.count > data.places.length && (
        <p className="plan-recurring-note">{t('planRecurring.shown', { shown: data.places.length })}</p>
      )}
    </>
  );
}

function Row(props: {
  readonly place: RecurringView;
  readonly from: number;
  readonly until: number;
  readonly pressed: boolean;
  readonly onPress: () => void;
}) {
  const { t, format } = useText();
  const { place } = props;
  return (
    <button
      type="button"
      aria-pressed={props.pressed}
      data-testid={`plan-place-${place.id}`}
      onClick={props.onPress}
    >
      <span className="rank">{place.rank}</span>
      <span className="name">
        <span>{format.name({ name: place.place, nameEn: place.placeEn }) || t('planRecurring.noPlace')}</span>
        <small>
          {format.facts([
            format.name(place.category),
            place.areas.map((area) => format.name(area)).join(' × '),
          ])}
        </small>
        {(place.boundary || place.returns > 0 || place.takenUp !== null) && (
          <small className="tags">
            {place.takenUp !== null && (
              <i className={place.takenUp.since > 0 ? 'late' : 'taken'}>
                {place.takenUp.since > 0
                  ? t('planRecurring.takenSince', { count: place.takenUp.since })
                  : t('planRecurring.taken')}
              </i>
            )}
            {place.boundary && <i>{t('planRecurring.boundary')}</i>}
            {place.returns > 0 && <i>{t('planRecurring.returned', { count: place.returns })}</i>}
          </small>
        )}
      </span>
      <TimeStrip
        times={place.times}
        from={props.from}
        until={props.until}
        label={format.list(place.times.map((time) => format.date(time)))}
      />
      <span className="figure">{format.number(place.count)}</span>
      <span className="figure">{format.decimal(place.expected)}</span>
      <span className="figure">{place.due ? t('planRecurring.due') : format.date(place.next)}</span>
    </button>
  );
}
