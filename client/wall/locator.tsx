import { useQuery } from '@tanstack/react-query';
import type { Whistle } from '../api.ts';
import { seamKeys } from '../map/style-boundaries.ts';
import { useText } from '../text/text.ts';
import { partyPaint } from '../ui/hatch.tsx';
import { boxAround, inTiles, locatorBox, locatorSize, tilesAround } from './locator.ts';
import { fetchSurroundings, type TileShape } from './locator-tiles.ts';

/** Side of the square at the footprint's place, in units. */
const square = 12;

/** A small map in the corner: where in the city the footprint lies, with the areas it concerns and the seam between them. */
export function Locator(props: {
  readonly whistle: Whistle;
  readonly edition: number;
  readonly unit: number;
}) {
  const { t } = useText();
  const { whistle, edition, unit } = props;
  const at = inTiles(whistle.location);
  const tiles = tilesAround(at);
  const { data } = useQuery({
    queryKey: ['wall', 'locator', edition, tiles],
    queryFn: ({ signal }) => fetchSurroundings(edition, tiles, signal),
    enabled: edition > 0,
    retry: true,
    staleTime: Infinity,
  });
  if (data === undefined) return null;
  const width = locatorSize.width * unit;
  const height = locatorSize.height * unit;
  const own = whistle.sides.map((side) => ({
    side,
    shapes: data.areas.filter(({ properties }) => properties.code === side.areaCode),
  }));
  const box = locatorBox(
    boxAround(own.flatMap(({ shapes }) => shapes.flatMap(({ lines }) => lines.flat()))),
    at,
    width / height,
  );
  const perTile = width / (box.right - box.left);
  const path = (shapes: readonly TileShape[], close: boolean) =>
    shapes
      .flatMap(({ lines }) => lines)
      .map((line) => {
        const points = line.map(
          ({ x, y }) => `${((x - box.left) * perTile).toFixed(1)} ${((y - box.top) * perTile).toFixed(1)}`,
        );
        return `M${points.join('L')}${close ? 'Z' : ''}`;
      })
      .join('');
  const keys = new Set<unknown>(seamKeys(whistle.sides.map(({ areaCode }) => areaCode)));
  const seams = (level: string) =>
    path(
      data.seams.filter(({ properties }) => properties.level === level),
      false,
    );
  const place = { x: (at.x - box.left) * perTile, y: (at.y - box.top) * perTile };
  return (
    <svg
      className="wall-locator"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('wall.locator')}
      data-testid="locator"
    >
      <path className="land" d={path(data.areas, true)} />
      {own.map(({ side, shapes }) => (
        <path
          key={side.areaCode}
          className="area"
          d={path(shapes, true)}
          style={{ fill: partyPaint(side.party) }}
        />
      ))}
      <path className="subdistrict" d={seams('subdistrict')} />
      <path className="district" d={seams('district')} />
      <path className="city" d={seams('city')} />
      <path
        className="hot"
        d={path(
          data.seams.filter(({ properties }) => keys.has(properties.key) || keys.has(properties.pair)),
          false,
        )}
      />
      <rect
        x={place.x - (square / 2) * unit}
        y={place.y - (square / 2) * unit}
        width={square * unit}
        height={square * unit}
      />
    </svg>
  );
}
