import type { Whistle } from '../api.ts';
import { boundsOf } from '../map/footprint.ts';
import { countdown } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { PartyChip } from '../ui/party.tsx';
import { Rings } from './board.tsx';
import type { Grid } from './grid.ts';
import type { Muster } from './whistles.ts';
import { sideHead } from './words.ts';

/** Height of the large countdown with the heads of the sides, and what a ring takes beside its diameter, in units. */
const heads = 264;
const labelled = 74;

/** The right of a scene of one whistle: one countdown, and a column of rings for each side, standing as the sides lie on the map. */
export function CaseRings({
  card,
  grid,
  now,
}: {
  readonly card: Muster;
  readonly grid: Grid;
  readonly now: number;
}) {
  const text = useText();
  const { t, format } = text;
  const { whistle } = card;
  const seconds = card.dueAt === null ? null : Math.ceil((card.dueAt - now) / 1000);
  const left = seconds === null ? format.time(card.completeAt ?? now) : countdown(seconds);
  const sides = [...card.sides].sort(
    (a, b) => westOf(whistle, a.side.areaCode) - westOf(whistle, b.side.areaCode),
  );
  const most = Math.max(1, ...sides.map(({ summonses }) => summonses.length));
  const single = sides.length === 1;
  const rows = single ? Math.ceil(most / 2) : most;
  const diameter = Math.min(
    116,
    sides.length > 3 ? 88 : 116,
    // Upright, the rings of a side stand in a row.
    Math.floor((grid.boardHeight - heads) / (grid.portrait ? Math.max(sides.length, 2) : Math.max(rows, 4))) -
      labelled,
  );
  return (
    <section className="wall-case-rings" data-testid={`muster-${whistle.id}`}>
      <header className={seconds !== null && seconds < 0 ? 'late' : undefined}>
        <p>
          <span>{t(seconds === null ? 'wall.allHere' : seconds < 0 ? 'wall.pastDue' : 'wall.untilDue')}</span>
          <span>{t('wall.arrivedCount')}</span>
        </p>
        <p>
          <strong className={left.length < 6 ? undefined : left.length === 6 ? 'six' : 'longer'}>
            {left}
          </strong>
          <span>
            <b>{card.arrived}</b>/{card.called}
          </span>
        </p>
      </header>
      <div
        className={single ? 'wall-case-sides-of-rings single' : 'wall-case-sides-of-rings'}
        style={{ '--ring-l': diameter, '--rows': Math.max(rows, 3) } as React.CSSProperties}
      >
        {sides.map(({ side, summonses }) => (
          <div key={side.areaCode}>
            <h3>
              <PartyChip party={side.party} size={20} />
              {sideHead(side, whistle, text)}
            </h3>
            <Rings whistle={whistle} summonses={summonses} now={now} size="l" />
          </div>
        ))}
      </div>
    </section>
  );
}

/** Longitude of the western edge of a side's part; parts without a shape keep their order, after the others. */
function westOf(whistle: Whistle, areaCode: string): number {
  const party = whistle.verdict.parties.find(({ jurisdiction }) => jurisdiction.code === areaCode);
  return party?.shape ? boundsOf(party.shape)[0] : 180;
}
