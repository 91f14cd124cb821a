import { Button, Skeleton } from 'antd';
import type { Waiting, Whistle } from '../api.ts';
import { isOverdue } from '../map/marks.ts';
import { useText } from '../text/text.ts';
import { Countdown } from '../ui/countdown.tsx';
import { KindMark } from '../ui/kind-mark.tsx';
import { useNow } from '../ui/now.ts';
import { Ring } from '../ui/ring.tsx';
import { timeLeft } from '../ui/ring-geometry.ts';
import { ErrorNote } from './error-note.tsx';
import { Icon } from './icons.tsx';
import { countsOf, type Entry, isUnder, musterOf, type Reader, type Tab, tabs } from './list.ts';
import { caseTitle, shortName } from './naming.ts';

/** The left column: tabs with their counts, a row a case, and a way to begin a new one. */
export function ListPanel(props: {
  readonly entries: readonly Entry[] | null;
  /** How many incidents wait for a whistle in all; those loaded may be fewer. */
  readonly waiting: Waiting | null;
  /** Loads more of them; null where all are there. */
  readonly onMore: (() => void) | null;
  readonly loadingMore: boolean;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly reader: Reader;
  readonly selected: string | null;
  readonly onSelect: (entry: Entry) => void;
  readonly draft: {
    readonly state: 'empty' | 'drawing' | 'done';
    readonly selected: boolean;
    readonly onSelect: () => void;
  } | null;
  readonly onNew: (() => void) | null;
}) {
  const { t, format } = useText();
  const now = useNow();
  const { entries, waiting, reader, tab } = props;
  const counts = entries === null ? null : countsOf(entries, waiting, reader, now);
  const rows = entries?.filter((entry) => isUnder(tab, entry, reader, now)) ?? [];
  return (
    <section className="list" aria-label={t('coordinate.list')}>
      <div className="list-tabs" role="tablist">
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={tab === name}
            title={t(`coordinate.tabHint.${name}`)}
            data-testid={`tab-${name}`}
            onClick={() => props.onTab(name)}
          >
            {t(`coordinate.tab.${name}`)} <span>{counts === null ? '' : format.number(counts[name])}</span>
          </button>
        ))}
      </div>
      <div className="list-rows" role="tabpanel">
        {props.draft !== null && (
          <button
            type="button"
            className="row"
            aria-current={props.draft.selected}
            data-testid="row-draft"
            onClick={props.draft.onSelect}
          >
            <span className="row-mark row-mark-draft" aria-hidden="true" />
            <span className="row-title">{t('coordinate.draft')}</span>
            <span className="row-second">{t(`coordinate.draftState.${props.draft.state}`)}</span>
          </button>
        )}
        {props.error !== null && entries === null ? (
          <ErrorNote error={props.error} onRetry={props.onRetry} />
        ) : entries === null ? (
          <ListSkeleton />
        ) : rows.length === 0 ? (
          <p className="list-empty">{t(`coordinate.empty.${tab}`)}</p>
        ) : (
          rows.map((entry) => (
            <Row
              key={entry.id}
              entry={entry}
              now={now}
              selected={entry.id === props.selected}
              onSelect={() => props.onSelect(entry)}
            />
          ))
        )}
        {counts !== null && props.onMore !== null && counts[tab] > rows.length && (
          <div className="list-more">
            {t('coordinate.notListed', { count: counts[tab] - rows.length })}
            <Button size="small" loading={props.loadingMore} onClick={props.onMore} data-testid="list-more">
              {t('coordinate.more')}
            </Button>
          </div>
        )}
      </div>
      {props.onNew !== null && (
        <button type="button" className="list-new" data-testid="new-incident" onClick={props.onNew}>
          <Icon name="plus" />
          {t('coordinate.newIncident')}
          <kbd>N</kbd>
        </button>
      )}
    </section>
  );
}

function Row({
  entry,
  now,
  selected,
  onSelect,
}: {
  readonly entry: Entry;
  readonly now: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
}) {
  const { t, language, format } = useText();
  const title = caseTitle(entry.type === 'whistle' ? entry.whistle : entry.incident, language, format.facts);
  const closed = entry.type === 'whistle' && entry.whistle.closedAt !== null;
  return (
    <button
      type="button"
      className={closed ? 'row row-closed' : 'row'}
      aria-current={selected}
      data-testid={`row-${entry.id}`}
      onClick={onSelect}
    >
      {entry.type === 'whistle' ? (
        <span className="row-mark">
          <KindMark
            kind={entry.whistle.kind}
            joint={entry.whistle.joint}
            size={13}
            label={t(`whistle.${entry.whistle.kind}`)}
          />
        </span>
      ) : (
        <span
          className={`row-mark row-mark-incident kind-${entry.incident.category.kind}`}
          aria-hidden="true"
        />
      )}
      <span className="row-title" title={title}>
        {title}
      </span>
      {entry.type === 'whistle' ? (
        <WhistleFacts whistle={entry.whistle} now={now} />
      ) : (
        <span className="row-second">{format.facts([entry.incident.number, t('coordinate.notBlown')])}</span>
      )}
    </button>
  );
}

function WhistleFacts({ whistle, now }: { readonly whistle: Whistle; readonly now: number }) {
  const { t, language, format } = useText();
  const { here, all } = musterOf(whistle);
  const missing = here < all;
  const overdue = isOverdue(whistle, now);
  const state =
    whistle.closedAt !== null
      ? t('coordinate.closedAt', { time: format.time(whistle.closedAt) })
      : missing
        ? t('coordinate.mustered', { here, all })
        : t(`coordinate.stage.${whistle.stage}`);
  const sides = whistle.sides
    .filter(({ role }) => role !== 'inform')
    .map((side) => shortName(side, language));
  return (
    <>
      <span className="row-second">{format.facts([sides.join(' × '), state])}</span>
      {whistle.closedAt === null && missing && (
        <span className="row-time">
          <Countdown dueAt={whistle.dueAt} />
        </span>
      )}
      <span className="row-ring">
        <Ring
          size="s"
          kind={whistle.kind}
          state={
            whistle.closedAt !== null ? 'released' : !missing ? 'arrived' : overdue ? 'overdue' : 'missing'
          }
          fraction={timeLeft(Date.parse(whistle.blownAt), Date.parse(whistle.dueAt), now)}
          label={state}
        />
      </span>
    </>
  );
}

function ListSkeleton() {
  return (
    <div className="list-skeleton" aria-hidden="true">
      {[72, 58, 66, 50, 62, 54].map((width) => (
        <div key={width} className="row">
          <Skeleton.Node active={false} style={{ width: 13, height: 13 }} className="row-mark" />
          <Skeleton.Node active={false} style={{ width: `${width}%`, height: 14 }} />
          <Skeleton.Node active={false} style={{ width: `${width - 20}%`, height: 12 }} />
        </div>
      ))}
    </div>
  );
}
