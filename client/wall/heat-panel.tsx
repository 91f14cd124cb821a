import { useText } from '../text/text.ts';
import type { Grid } from './grid.ts';
import { classBreaks, classOf, densityOf, figureOf, type HeatRow, shadeOf } from './quantity.ts';
import { Ranking, rankingRows } from './ranking.tsx';

/** The right of today's heat: where most happens for the size of the place. */
export function HeatRanking({ rows, grid }: { readonly rows: readonly HeatRow[]; readonly grid: Grid }) {
  const { t, format } = useText();
  const busy = rows.filter(({ count }) => count > 0);
  const total = busy.reduce((sum, { count }) => sum + count, 0);
  const most = busy[0] === undefined ? 1 : densityOf(busy[0]);
  return (
    <Ranking
      title={t('wall.heat.title')}
      note={t('wall.heat.total', { count: total })}
      unit={t('wall.heat.unit')}
      empty={t('wall.heat.empty')}
      columns={grid.boardColumns}
      rows={busy.slice(0, rankingRows(grid)).map((row) => ({
        key: row.code,
        name: format.name(row),
        second: format.facts([
          row.district !== null && format.name({ name: row.district, nameEn: row.districtEn ?? '' }),
          t('wall.heat.count', { count: row.count }),
        ]),
        value: figureOf(densityOf(row)),
        mark: <i style={{ width: `${Math.max(0.5, (densityOf(row) / most) * 100)}%` }} />,
      }))}
    />
  );
}

/** Classes of the shading, with the number of subdistricts in each above its colour. */
export function HeatLegend({ rows }: { readonly rows: readonly HeatRow[] }) {
  const { t, format } = useText();
  const breaks = classBreaks(rows.map(densityOf));
  if (breaks.length === 0) return null;
  const counts = [0, ...breaks].map(
    (_, index) => rows.filter((row) => classOf(densityOf(row), breaks) === index).length,
  );
  const most = Math.max(...counts, 1);
  return (
    <figure className="wall-legend">
      <figcaption>{t('wall.heat.unit')}</figcaption>
      <ol>
        {counts.map((count, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: classes are told apart by their place alone
          <li key={index}>
            <small>{count > 0 && format.number(count)}</small>
            <b style={{ height: `calc(${Math.round((count / most) * 40)} * var(--u))` }} />
            <i style={{ background: `var(--q${shadeOf(index, breaks.length)})` }} />
            <small>{index === 0 ? '0' : `≤ ${figureOf(breaks[index - 1] ?? 0)}`}</small>
          </li>
        ))}
      </ol>
      <small>{t('wall.heat.legendNote')}</small>
    </figure>
  );
}
