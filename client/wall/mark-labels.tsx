import { useMemo } from 'react';
import type { CityMap } from '../map/city-map.ts';
import { countdown } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { placeLabels } from './map-labels.ts';
import { frameOf, onWall } from './use-view.ts';
import type { Muster } from './whistles.ts';
import { widthOf } from './width-of.ts';
import { areasShort } from './words.ts';

const size = 20;

/** Name and countdown beside the mark of every whistle that somebody is missing from, and of emergencies that are complete. */
export function MarkLabels(props: {
  readonly city: CityMap;
  /** Changes with the view of the map. */
  readonly view: number;
  readonly musters: readonly Muster[];
  readonly unit: number;
  readonly now: number;
}) {
  const text = useText();
  const { t, format, language } = text;
  const { city, view, unit, now } = props;
  const labelled = props.musters.filter(
    ({ missing, whistle }) => missing > 0 || whistle.kind === 'emergency',
  );
  const ids = labelled.map(({ whistle, overdue, missing }) => `${whistle.id}${overdue}${missing > 0}`).join();
  // Widths follow the longest the countdown will be, so that a label does not jump from second to second.
  // biome-ignore lint/correctness/useExhaustiveDependencies: placed anew with the view and the whistles, not with the clock
  const placed = useMemo(() => {
    return placeLabels(
      labelled.map((card) => ({
        id: card.whistle.id,
        at: onWall(city, card.whistle.location, unit),
        width: widthOf(`${areasShort(card.whistle, text)}  ${timeOf(card)}`, size * unit),
        height: 28 * unit,
        reach: (card.overdue ? 19 : 12) * unit,
      })),
      frameOf(city, unit, 12 * unit),
      props.musters
        .filter((card) => !labelled.includes(card))
        .map(({ whistle }) => onWall(city, whistle.location, unit)),
      12 * unit,
    );
  }, [city, view, ids, unit, language]);
  return (
    <div className="wall-labels">
      {placed.map(({ id, x, y }) => {
        const card = labelled.find(({ whistle }) => whistle.id === id);
        return (
          card && (
            <p
              key={id}
              className={card.overdue ? 'late' : undefined}
              style={{ transform: `translate(${x}px, ${y}px)` }}
            >
              <span>{areasShort(card.whistle, text)}</span>
              <time>{timeOf(card)}</time>
            </p>
          )
        );
      })}
    </div>
  );

  function timeOf({ dueAt, completeAt }: Muster): string {
    if (dueAt === null) return t('wall.complete', { time: format.time(completeAt ?? now) });
    const seconds = Math.ceil((dueAt - now) / 1000);
    return seconds < 0 ? t('wall.overdueFor', { time: countdown(-seconds) }) : countdown(seconds);
  }
}
