import { useMemo } from 'react';
import type { Whistle } from '../api.ts';
import type { CityMap } from '../map/city-map.ts';
import { boundsOf } from '../map/footprint.ts';
import { useText } from '../text/text.ts';
import { anchorOf } from './anchor.ts';
import { placePlates } from './plates.ts';
import { frameOf, onWall } from './use-view.ts';
import { widthOf } from './width-of.ts';
import { shareOf } from './words.ts';

/** In units. */
const plate = { height: 132, padding: 28, name: 20, figure: 60 };

/** Beside the footprint, outside of it: each side's share on a plate, with a leader into its part. */
export function CaseOverlay(props: {
  readonly city: CityMap;
  /** Changes with the view of the map. */
  readonly view: number;
  readonly whistle: Whistle;
  readonly unit: number;
}) {
  const { format, language } = useText();
  const { city, view, whistle, unit } = props;
  const sides = whistle.sides.flatMap((side) => {
    const shape = whistle.verdict.parties.find(
      ({ jurisdiction }) => jurisdiction.code === side.areaCode,
    )?.shape;
    return shape ? [{ side, shape }] : [];
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: placed anew with the view and the verdict
  const placed = useMemo(() => {
    if (sides.length < 2) return [];
    const anchors = sides.map(({ shape }) => onWall(city, anchorOf(shape), unit));
    const [west, south, east, north] = boundsOf(whistle.footprint);
    const from = onWall(city, [west, north], unit);
    const to = onWall(city, [east, south], unit);
    const widest = Math.max(
      ...sides.flatMap(({ side }) => [
        widthOf(format.name(side), plate.name * unit),
        widthOf(shareOf(side.share), plate.figure * unit),
      ]),
    );
    const width = widest + plate.padding * unit;
    return placePlates(
      anchors,
      { left: from.x, top: from.y, right: to.x, bottom: to.y },
      { width, height: plate.height * unit },
      64 * unit,
      frameOf(city, unit, 24 * unit),
    ).map((place, index) => ({ place, width, anchor: anchors[index] ?? place.leader }));
  }, [city, view, unit, language, whistle.verdict.geometryHash]);
  if (placed.length === 0) return null;
  return (
    <div className="wall-plates">
      <svg width="100%" height="100%" aria-hidden="true">
        {placed.map(({ place, anchor }, index) => (
          <g key={sides[index]?.side.areaCode}>
            <line x1={anchor.x} y1={anchor.y} x2={place.leader.x} y2={place.leader.y} />
            <circle cx={anchor.x} cy={anchor.y} r={5 * unit} />
          </g>
        ))}
      </svg>
      {placed.map(({ place, width }, index) => {
        const side = sides[index]?.side;
        return (
          side && (
            <p
              key={side.areaCode}
              className={place.side}
              style={{ width, transform: `translate(${place.x}px, ${place.y}px)` }}
            >
              <b>{format.name(side)}</b>
              <strong>{shareOf(side.share)}</strong>
              {side.area !== null && <span>{format.areaShort(side.area)}</span>}
            </p>
          )
        );
      })}
    </div>
  );
}
