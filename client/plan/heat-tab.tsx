import { useMemo } from 'react';
import { addDays } from '../../geodata/analysis/calendar.ts';
import { classesOf, classOf } from '../../geodata/analysis/classes.ts';
import type { Place } from '../api.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import { token } from '../ui/palette.ts';
import { useTheme } from '../ui/theme.ts';
import { areaAt, drawAreas } from './choropleth.ts';
import { Legend } from './legend.tsx';
import { Matrix } from './matrix.tsx';
import { PlanMap } from './plan-map.tsx';
import { useHeat, usePlaces } from './queries.ts';
import { Ranking, type RankingRow } from './ranking.tsx';
import type { TabProps } from './tabs.ts';

/** Where incidents cluster by area: ranking, map, and when of the week they come. */
export function HeatTab({ search, change, edition }: TabProps) {
  const { t, format } = useText();
  const [theme] = useTheme();
  const level = search.level ?? 'subdistrict';
  const measure = search.measure ?? 'count';
  const heat = useHeat(search);
  const places = usePlaces(level);
  const { data } = heat;
  const rows = useMemo(
    () => (data && places.data ? rankingRows(data.rows, places.data.places, format) : []),
    [data, places.data, format],
  );
  const classes = useMemo(() => classesOf(rows.flatMap(({ value }) => value ?? [])), [rows]);
  const error = heat.error ?? places.error;
  if (data === undefined || places.data === undefined)
    return error === null ? (
      <Rows />
    ) : (
      <ErrorNote error={error} onRetry={() => void Promise.all([heat.refetch(), places.refetch()])} />
    );
  const selected = search.selected ?? null;
  const select = (code: string | null) => change({ selected: code ?? undefined });
  const values = rows.flatMap(({ value }) => value ?? []);
  const span = t('plan.span', { from: data.from, to: addDays(data.to, -1) });
  const empty = data.total === 0;
  return (
    <div className="plan-columns" data-testid="plan-heat">
      <div className="plan-left">
        {empty && <p className="plan-empty">{t('plan.empty')}</p>}
        <Ranking
          title={t(`plan.ranking.${level}`)}
          column={t(`plan.levels.${level}`)}
          rows={rows}
          unit={t(`plan.unit.${measure}`)}
          selected={selected}
          onSelect={select}
          notes={data.outside > 0 ? [t('plan.outside', { count: data.outside })] : []}
        />
      </div>
      <PlanMap
        edition={edition}
        drawn={[rows, selected, level]}
        draw={(map) =>
          drawAreas(
            map,
            theme,
            level,
            new Map(
              rows.flatMap(({ key, value }) =>
                value === null ? [] : [[key, token(theme, `q${classOf(classes, value)}`)] as const],
              ),
            ),
            selected,
          )
        }
        onClick={(map, point) => {
          const code = areaAt(map, point);
          select(code === selected ? null : code);
        }}
      >
        <Legend
          title={t(`plan.legendOf.${level}`)}
          unit={format.facts([t(`plan.unit.${measure}`), span])}
          classes={classes}
          values={values}
          note={t('plan.legendNote', { count: values.length })}
        />
      </PlanMap>
      <div className="plan-right">
        <Matrix hours={data.hours} note={format.facts([span, t('plan.incidents', { count: data.total })])} />
      </div>
    </div>
  );
}

function rankingRows(
  rows: readonly {
    readonly code: string;
    readonly count: number;
    readonly rate: { readonly value: number; readonly interval: readonly number[] } | null;
    readonly series: readonly number[];
  }[],
  places: readonly Place[],
  format: ReturnType<typeof useText>['format'],
): RankingRow[] {
  const byCode = new Map(places.map((place) => [place.code, place]));
  return rows
    .flatMap(({ code, rate, series }): RankingRow[] => {
      const place = byCode.get(code);
      if (place === undefined) return [];
      return [
        {
          key: code,
          name: format.name(place),
          second: format.facts([
            ...place.above.slice(0, 1).map((one) => format.name(one)),
            format.area(place.squareMetres),
          ]),
          series,
          value: rate?.value ?? null,
          interval: rate === null ? null : [rate.interval[0] ?? 0, rate.interval[1] ?? 0],
        },
      ];
    })
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.key < b.key ? -1 : 1));
}
