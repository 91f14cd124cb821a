import type { Quantities } from '../api.ts';
import { useText } from '../text/text.ts';
import { classBreaks, classOf, densityOf, figureOf, type HeatRow, shadeOf } from './quantity.ts';
import { shortName } from './whistles.ts';
import './quantity.css';

/** Rows of a ranking, from 1080 units of height less the top, the head and the unit under it. */
const rowsShown = 14;

/** The right of today's heat: where most happens for the size of the place. */
export function HeatRanking({ rows }: { readonly rows: readonly HeatRow[] }) {
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
      rows={busy.slice(0, rowsShown).map((row) => ({
        key: row.code,
        name: format.name(row),
        second: format.facts([
          row.district !== null && format.name({ name: row.district, nameEn: row.districtEn ?? '' }),
          t('wall.heat.count', { count: row.count }),
        ]),
        value: densityOf(row),
        part: densityOf(row) / most,
      }))}
    />
  );
}

/** The right of the seams that cost most: lines that call both sides again and again, for their length. */
export function SeamRanking({ of: { seams, seamDays } }: { readonly of: Quantities }) {
  const { t, format } = useText();
  const perKm = ({ count, length }: Quantities['seams'][number]) => count / (length / 1000);
  const most = Math.max(...seams.map(perKm), 0) || 1;
  return (
    <Ranking
      title={t('wall.seams.title')}
      note={t('wall.seams.days', { count: seamDays })}
      unit={t('wall.seams.unit')}
      empty={t('wall.seams.empty')}
      rows={seams.slice(0, rowsShown).map((seam) => ({
        key: seam.key,
        name: `${shortName(format.name({ name: seam.a, nameEn: seam.aEn }))} × ${shortName(format.name({ name: seam.b, nameEn: seam.bEn }))}`,
        second: format.facts([
          t('wall.seams.count', { count: seam.count }),
          format.length(seam.length),
          t(seam.level === 'district' ? 'wall.seams.betweenDistricts' : 'wall.seams.within'),
        ]),
        value: perKm(seam),
        part: perKm(seam) / most,
      }))}
    />
  );
}

function Ranking(props: {
  readonly title: string;
  readonly note: string;
  readonly unit: string;
  readonly empty: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly second: string;
    readonly value: number;
    readonly part: number;
  }[];
}) {
  return (
    <section className="wall-board wall-ranking" data-testid="ranking">
      <header>
        <h2>{props.title}</h2>
        <span>{props.note}</span>
      </header>
      {props.rows.length === 0 ? (
        <p className="wall-board-empty">{props.empty}</p>
      ) : (
        <>
          <p className="wall-ranking-unit">{props.unit}</p>
          <ol>
            {props.rows.map(({ key, name, second, value, part }, index) => (
              <li key={key}>
                <span>{index + 1}</span>
                <div>
                  <b>{name}</b>
                  <small>{second}</small>
                </div>
                <strong>{figureOf(value)}</strong>
                <i style={{ width: `${Math.max(0.5, part * 100)}%` }} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
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
