import { Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { classesOf } from '../../geodata/analysis/classes.ts';
import { rateOf } from '../../geodata/analysis/rate.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import { useTheme } from '../ui/theme.ts';
import { bandwidth, sparkPoints } from './bins.ts';
import { CategoryBars } from './category-bars.tsx';
import { areaAt, clearAreas, drawAreas } from './choropleth.ts';
import { byDifference, byValue, type Colouring, rangeOf } from './colouring.ts';
import type { DrawnBins as Bins } from './columns-protocol.ts';
import { clearDensity, drawDensity } from './density-layer.ts';
import { figure } from './figure.ts';
import { type HeatRow, heatRows } from './heat-rows.ts';
import { EntryLegend } from './legend.tsx';
import { Matrix } from './matrix.tsx';
import { PlanMap } from './plan-map.tsx';
import { frameSpan, Playback, spanText } from './playback.tsx';
import { usePlaces } from './queries.ts';
import { Ranking } from './ranking.tsx';
import type { TabProps } from './tabs.ts';
import { changeOf, Trend } from './trend.tsx';
import type { Measure } from './url.ts';

/** Where incidents cluster by area or as a surface: ranking, map, when of the week they come, how the time went by. */
export function HeatTab({ search, change, edition, counted }: TabProps) {
  const { t, format } = useText();
  const [theme] = useTheme();
  const level = search.level ?? 'subdistrict';
  const measure = search.measure ?? 'count';
  const places = usePlaces(level);
  const { bins } = counted;
  const frame = search.frame ?? null;
  const setFrame = useCallback((next: number | null) => change({ frame: next ?? undefined }), [change]);
  const [playing, setPlaying] = useState(false);
  const here = level === 'hexagon' ? null : (places.data?.places ?? null);
  const ready = bins !== null && (level === 'hexagon' || here !== null);
  const rows = useMemo(
    () => (ready && bins !== null ? heatRows(bins, here, measure, search.area, format) : []),
    [ready, bins, here, measure, search.area, format],
  );
  const colouring = useMemo(
    () =>
      frame !== null
        ? frameColouring(rows, frame, measure, format)
        : bins?.earlier
          ? byDifference(rows, measure, format)
          : byValue(
              rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])),
              format,
            ),
    [rows, frame, measure, format, bins],
  );
  const middles = useMemo(
    () =>
      new Map(
        (here ?? []).flatMap(({ code, label }) =>
          label === null ? [] : [[code, label as [number, number]]],
        ),
      ),
    [here],
  );
  const selected = search.selected ?? null;
  const select = useCallback((key: string | null) => change({ selected: key ?? undefined }), [change]);
  const error = counted.error ?? places.error;
  if (!ready || bins === null)
    return error === null ? (
      <Rows />
    ) : (
      <ErrorNote
        error={error}
        onRetry={() => {
          counted.reload();
          void places.refetch();
        }}
      />
    );
  const density = search.draw === 'density' ? bins.density : null;
  const span = spanText(frame === null ? bins.span : frameSpan(bins.span, frame), t);
  const legend =
    density === null
      ? {
          title: t(bins.earlier && frame === null ? 'plan.difference' : `plan.legendOf.${level}`),
          unit: format.facts([t(`plan.unit.${measure}`), span]),
          entries: colouring.entries,
          note:
            bins.earlier && frame === null
              ? t('plan.differenceNote', { span: spanText(bins.earlier.span, t) })
              : t('plan.legendNote', { count: colouring.colours.size }),
        }
      : {
          title: t('plan.densityTitle'),
          unit: format.facts([t('plan.unit.perKm2'), span]),
          entries: density.classes.bounds.map((bound, place) => ({
            colour: `q${place}`,
            label: figure(bound, format),
            range: rangeOf(density.classes, place, format),
            count: density.squareKilometres[place] ?? 0,
          })),
          note: t(bins.partly ? 'plan.densityNotePartly' : 'plan.densityNote', { metres: bandwidth }),
        };
  return (
    <div className="plan-columns" data-testid="plan-heat" data-total={bins.total}>
      <div className="plan-left">
        {bins.total === 0 && <p className="plan-empty">{t('plan.empty')}</p>}
        <Ranking
          title={t(`plan.ranking.${level}`)}
          column={t(`plan.levels.${level}`)}
          rows={bins.earlier?.complete ? rows.map((row) => withChange(row, format)) : rows}
          unit={t(`plan.unit.${measure}`)}
          selected={selected}
          onSelect={select}
          notes={notesOf(bins, rows, places.data?.peopleSources ?? [], t, format)}
        />
      </div>
      <PlanMap
        edition={edition}
        drawn={[colouring, selected, level, density, middles]}
        draw={(map) => {
          if (density === null) {
            clearDensity(map);
            drawAreas(map, theme, { level, colours: colouring.colours, middles, selected });
          } else {
            clearAreas(map);
            drawDensity(map, density);
          }
        }}
        onClick={(map, point) => {
          const key = areaAt(map, point);
          select(key === selected ? null : key);
        }}
      >
        <div className="map-float plan-tools">
          <Segmented
            size="small"
            value={search.draw ?? 'areas'}
            data-testid="plan-draw"
            options={(['areas', 'density'] as const).map((value) => ({
              value,
              label: t(`plan.draw.${value}`),
            }))}
            onChange={(value) => change({ draw: value === 'density' ? value : undefined })}
          />
          {density === null && (
            <Playback
              span={bins.span}
              frame={frame}
              playing={playing}
              onFrame={setFrame}
              onPlaying={setPlaying}
            />
          )}
        </div>
        <EntryLegend {...legend} />
      </PlanMap>
      <div className="plan-right">
        <Matrix
          hours={bins.hours}
          chosen={search.hours}
          onChoose={(hours) => change({ hours })}
          note={t('plan.incidents', { count: format.number(bins.total) as never })}
        />
        <Trend bins={bins} />
        <CategoryBars bins={bins} chosen={search.category} onChoose={(category) => change({ category })} />
      </div>
    </div>
  );
}

type Text = ReturnType<typeof useText>;

/** One picture of a playback, in the classes of all of its pictures, so that the scale stands still. */
function frameColouring(
  rows: readonly HeatRow[],
  frame: number,
  measure: Measure,
  format: ReturnType<typeof useText>['format'],
): Colouring {
  const valueIn = (row: HeatRow, count: number) => rateOf(count, measure, row.size)?.value ?? 0;
  const all = rows.flatMap((row) => row.series.map((count) => valueIn(row, count)));
  return byValue(
    rows.map((row) => [row.key, valueIn(row, row.series[frame % sparkPoints] ?? 0)] as const),
    format,
    classesOf(all),
  );
}

const withChange = (row: HeatRow, format: ReturnType<typeof useText>['format']): HeatRow => ({
  ...row,
  second: format.facts([row.above, row.earlier === null ? '' : changeOf(row.count, row.earlier)]),
});

function notesOf(
  bins: Bins,
  rows: readonly HeatRow[],
  sources: readonly string[],
  t: Text['t'],
  format: Text['format'],
): string[] {
  const source = format.list(sources.map((one) => (one === 'schematic' ? t('plan.schematicPeople') : one)));
  const rest = rows.slice(200);
  return [
    ...(rest.length > 0
      ? [t('plan.rest', { places: rest.length, count: rest.reduce((sum, { count }) => sum + count, 0) })]
      : []),
    ...(bins.outside > 0 ? [t('plan.outside', { count: bins.outside })] : []),
    ...(rows.some(({ size }) => size.people !== null) ? [t('plan.peopleNote', { source })] : []),
  ];
}
