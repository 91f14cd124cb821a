import type { SeamCost } from '../api.ts';
import { useText } from '../text/text.ts';
import { amount, axisEnd, between } from '../ui/amounts.ts';
import type { Grid } from './grid.ts';
import { Ranking, rankingRows } from './ranking.tsx';
import { shortName } from './whistles.ts';

/**
 * The right of the seams that cost most: days lost per kilometre and year, as the planner sees them, with the 95 % interval
 * on an axis common to all rows. What it is made of stands under the name: incidents, length, days longer than inside.
 */
export function SeamRanking(props: { readonly seams: readonly SeamCost[]; readonly grid: Grid }) {
  const { t, format } = useText();
  const shown = props.seams.slice(0, rankingRows(props.grid));
  const end = axisEnd(shown.map(({ friction }) => friction));
  return (
    <Ranking
      title={t('wall.seams.title')}
      note={t('wall.seams.year')}
      unit={
        <>
          <span>{t('wall.seams.axis', { end: amount(end, format) })}</span>
          <span>{t('wall.seams.unit')}</span>
        </>
      }
      empty={t('wall.seams.empty')}
      columns={props.grid.boardColumns}
      rows={shown.map((seam) => ({
        key: seam.key,
        name: `${shortName(format.name(seam.left))} × ${shortName(format.name(seam.right))}`,
        second: format.facts([
          t('wall.seams.count', { count: seam.incidents }),
          format.length(seam.length),
          seam.delay !== null &&
            seam.delay.value >= 0 &&
            t('wall.seams.delay', { days: amount(seam.delay.value, format) }),
        ]),
        value: seam.friction === null ? '–' : amount(seam.friction.value, format),
        ...(seam.friction !== null && { under: between(seam.friction, format) }),
        mark: seam.friction !== null && <Whisker friction={seam.friction} end={end} />,
      }))}
    />
  );
}

/** A dot with its interval on an axis from 0 to `end`; what goes beyond is cut. */
function Whisker(props: { readonly friction: NonNullable<SeamCost['friction']>; readonly end: number }) {
  const { low, high, value } = props.friction;
  const at = (of: number) => `${Math.max(0, Math.min(1, of / props.end)) * 100}%`;
  return (
    <svg className="wall-whisker" aria-hidden="true">
      {low !== null && high !== null && <line x1={at(low)} x2={at(high)} y1="50%" y2="50%" />}
      <circle cx={at(value)} cy="50%" r="0.2em" />
    </svg>
  );
}
