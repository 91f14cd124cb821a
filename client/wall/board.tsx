import type { SummonsView, Whistle } from '../api.ts';
import { countdown, hoursAndMinutes, type Language } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';
import { PartyChip } from '../ui/party.tsx';
import { Ring, type RingSize } from '../ui/ring.tsx';
import { ringState, timeLeft } from '../ui/ring-geometry.ts';
import { dealColumns } from './board-columns.ts';
import { type Grid, measures } from './grid.ts';
import { type Muster, shortName } from './whistles.ts';
import { areasOf, bodyOf, emsOf } from './words.ts';

/** What a title may take on one line, in ems: the card's width less its mark and its countdown. */
const oneLine = 13.4;
const mostHandledRows = 6;
const leastHandledRows = 2;

/** The right of the overview: a card per live whistle, the most urgent first, and what is being handled where there is room. */
export function Board({
  musters,
  now,
  grid,
}: {
  readonly musters: readonly Muster[];
  readonly now: number;
  readonly grid: Grid;
}) {
  const text = useText();
  const { t, language, format } = text;
  const mustering = musters.filter(({ missing }) => missing > 0);
  const missing = mustering.reduce((sum, card) => sum + card.missing, 0);
  const complete = musters.filter((card) => card.missing === 0);
  const listed = grid.handled ? complete.filter(({ whistle }) => whistle.kind !== 'emergency') : [];
  const cards = grid.handled ? musters.filter((card) => !listed.includes(card)) : musters;
  const free = grid.boardHeight - measures.boardHead - 8;
  const { columns, rest, rows } = withHandled(cards, listed.length, grid.boardColumns, free, language);
  return (
    <section className="wall-board" aria-label={t('wall.board')}>
      <header>
        <h2>{t('wall.board')}</h2>
        <p>
          {format.facts([
            t('wall.boardCount', { count: mustering.length }),
            missing > 0 && t('wall.boardMissing', { count: missing }),
          ])}
        </p>
      </header>
      {musters.length === 0 && (
        <p className="wall-board-empty">
          {t('wall.boardEmpty')}
          <small>{t('wall.boardEmptyNote')}</small>
        </p>
      )}
      <div
        className="wall-board-columns"
        style={{ gridTemplateColumns: `repeat(${grid.boardColumns}, 1fr)` }}
      >
        {columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is nothing but its place
          <div key={index}>
            {column.map((card) => (
              <Card key={card.whistle.id} card={card} now={now} />
            ))}
            {index === columns.length - 1 && rest.length > 0 && (
              <p className="wall-board-more">{t('wall.more', { count: rest.length })}</p>
            )}
          </div>
        ))}
      </div>
      {rows > 0 && <Handled musters={listed} now={now} columns={grid.boardColumns} rows={rows} />}
    </section>
  );
}

/** Cards come first: the list under them gives up rows, down to two, until all cards have room. */
function withHandled(
  cards: readonly Muster[],
  handled: number,
  columns: number,
  height: number,
  language: Language,
) {
  let rows = Math.min(mostHandledRows, Math.ceil(handled / columns));
  for (;;) {
    const dealt = dealColumns(cards, columns, height - (rows > 0 ? 80 + 44 * rows : 0), language);
    if (dealt.rest.length === 0 || rows <= leastHandledRows) return { ...dealt, rows };
    rows -= 1;
  }
}

function Card({ card, now }: { readonly card: Muster; readonly now: number }) {
  const text = useText();
  const { whistle } = card;
  return (
    <article
      className={card.missing === 0 ? 'wall-card complete' : 'wall-card'}
      data-testid={`muster-${whistle.id}`}
    >
      <h3>
        <KindMark
          kind={whistle.kind}
          joint={whistle.joint}
          size={18}
          label={text.t(`whistle.${whistle.kind}`)}
        />
        <Title whistle={whistle} />
        <TimeOf card={card} now={now} />
      </h3>
      {whistle.joint ? (
        card.sides.map(({ side, summonses }) => (
          <div key={side.areaCode} className="wall-card-side">
            <p>
              <PartyChip party={side.party} size={18} />
              <span>{shortName(text.format.name(side))}</span>
            </p>
            <Rings whistle={whistle} summonses={summonses} now={now} size="m" />
          </div>
        ))
      ) : (
        <Rings whistle={whistle} summonses={whistle.summonses} now={now} size="m" />
      )}
    </article>
  );
}

/** Areas and matter on one line, or on two where they are long. */
function Title({ whistle }: { readonly whistle: Whistle }) {
  const text = useText();
  const areas = areasOf(whistle, text);
  const matter = text.format.name(whistle.category);
  const stacked = emsOf(areas) + emsOf(matter) > oneLine;
  return (
    <span className={stacked ? 'wall-card-title stacked' : 'wall-card-title'}>
      <span className={emsOf(areas) > oneLine ? 'long' : undefined}>{areas}</span>
      <span>{matter}</span>
    </span>
  );
}

/** The next deadline of a card, or when all were there. */
export function TimeOf({ card, now }: { readonly card: Muster; readonly now: number }) {
  const { t, format } = useText();
  if (card.dueAt === null)
    return (
      <time className="all-here">{t('wall.complete', { time: format.time(card.completeAt ?? now) })}</time>
    );
  const seconds = Math.ceil((card.dueAt - now) / 1000);
  return <time className={seconds < 0 ? 'late' : undefined}>{countdown(seconds)}</time>;
}

/** A ring per body with its name under it. */
export function Rings(props: {
  readonly whistle: Whistle;
  readonly summonses: readonly SummonsView[];
  readonly now: number;
  readonly size: RingSize;
}) {
  const text = useText();
  const { t, format } = text;
  const { whistle, now, size } = props;
  return (
    <ul className={`wall-rings wall-rings-${size}`}>
      {props.summonses.map((summons) => {
        const state = ringState(summons, now);
        const due = Date.parse(summons.dueAt);
        const seconds = Math.ceil((due - now) / 1000);
        const there = summons.checkedInAt === null ? '' : format.time(summons.checkedInAt);
        const name = text.language === 'zh' ? summons.bodyName : summons.bodyNameEn;
        return (
          <li key={summons.id} className={state}>
            <Ring
              state={state}
              kind={whistle.kind}
              size={size}
              fraction={timeLeft(Date.parse(whistle.blownAt), due, now)}
              inside={there || countdown(seconds)}
              label={t(`ring.${state}`, { name, time: there || countdown(Math.abs(seconds)) })}
            />
            <span>{bodyOf(summons, text)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Handled(props: {
  readonly musters: readonly Muster[];
  readonly now: number;
  readonly columns: number;
  readonly rows: number;
}) {
  const text = useText();
  const { t, format } = text;
  const shown = props.musters.slice(0, props.rows * props.columns);
  return (
    <div className="wall-handled">
      <header>
        <h2>{t('wall.handled')}</h2>
        <p>{format.facts([t('wall.boardCount', { count: props.musters.length }), t('wall.allThere')])}</p>
      </header>
      <ul style={{ gridTemplateColumns: `repeat(${props.columns}, 1fr)` }}>
        {shown.map(({ whistle, called, completeAt }) => (
          <li key={whistle.id} data-testid={`muster-${whistle.id}`}>
            <KindMark kind={whistle.kind} joint={whistle.joint} size={16} />
            <Title whistle={whistle} />
            <span>{t('wall.bodies', { count: called })}</span>
            <time>{hoursAndMinutes((props.now - (completeAt ?? props.now)) / 1000)}</time>
          </li>
        ))}
      </ul>
    </div>
  );
}
