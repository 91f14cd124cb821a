import { useMemo } from 'react';
import type { Whistle } from '../api.ts';
import type { CityMap } from '../map/city-map.ts';
import { boundsOf } from '../map/footprint.ts';
import { useText } from '../text/text.ts';
import { anchorOf } from './anchor.ts';
import { boxAround, locatorSize } from './locator.ts';
import { cutEdges } from './measure.ts';
import { MeasureLines, measuredPieces } from './measure-lines.tsx';
import { type Box, overlap, type Plate, placePlates } from './plates.ts';
import { crosses, placeSeamNames, type SeamName, type SeamStretch } from './seam-names.ts';
import { useSeam } from './use-seam.ts';
import { frameOf, onWall } from './use-view.ts';
import { widthOf } from './width-of.ts';
import { shareOf } from './words.ts';

/** In units. */
const plate = { height: 132, nameless: 104, padding: 28, name: 20, figure: 60, gap: 64 };
const seamName = { name: 28, district: 20, height: 68, gap: 28 };
const edge = 24;
/** The line of the scale and of the note that this is a schematic city, at the foot of the map. */
const foot = { width: 240, height: 56 };

/**
 * Over the place of a joint whistle: each side's share on a plate beside the footprint, with a leader into its part, its
 * name along the seam, and how long the parts are at the edge that the seam cuts. Where the names have no room at the
 * seam, they stand on the plates.
 */
export function CaseOverlay(props: {
  readonly city: CityMap;
  /** Changes with the view of the map. */
  readonly view: number;
  readonly whistle: Whistle;
  readonly unit: number;
}) {
  const { format, language } = useText();
  const { city, view, whistle, unit } = props;
  const seam = useSeam(
    city,
    whistle.sides.map(({ areaCode }) => areaCode),
  );
  const sides = whistle.sides.flatMap((side) => {
    const shape = whistle.verdict.parties.find(
      ({ jurisdiction }) => jurisdiction.code === side.areaCode,
    )?.shape;
    return shape ? [{ side, shape }] : [];
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: placed anew with the view, the seam and the verdict
  const placed = useMemo(() => {
    if (sides.length < 2) return null;
    const anchors = sides.map(({ shape }) => onWall(city, anchorOf(shape), unit));
    const [west, south, east, north] = boundsOf(whistle.footprint);
    const from = onWall(city, [west, north], unit);
    const to = onWall(city, [east, south], unit);
    const footprint = { left: from.x, top: from.y, right: to.x, bottom: to.y };
    const stretches = (seam ?? []).flatMap(({ line, left, right }) => {
      const points = line.map((place) => onWall(city, place, unit));
      return points.slice(1).map((to, index) => ({ from: points[index] ?? to, to, left, right }));
    });
    const frame = frameOf(city, unit, edge * unit);
    const corner = {
      left: frame.right - locatorSize.width * unit,
      top: frame.bottom - locatorSize.height * unit,
      right: frame.right,
      bottom: frame.bottom,
    };
    const platesOf = (named: boolean) => {
      const widest = Math.max(
        ...sides.flatMap(({ side }) => [
          named ? widthOf(format.name(side), plate.name * unit) : 0,
          widthOf(shareOf(side.share), plate.figure * unit),
        ]),
      );
      const width = widest + plate.padding * unit;
      const height = (named ? plate.height : plate.nameless) * unit;
      return placePlates(anchors, footprint, { width, height }, plate.gap * unit, {
        ...frame,
        bottom: corner.top - edge * unit,
      }).map((place, index) => ({ place, width, height, anchor: anchors[index] ?? place.leader }));
    };
    const nameless = platesOf(false);
    const around = plate.gap * unit;
    const taken: readonly Box[] = [
      corner,
      // The scale, and the note beside the corner.
      ...[frame.left, corner.left - foot.width * unit].map((left) => ({
        left,
        top: frame.bottom + (edge - foot.height) * unit,
        right: left + foot.width * unit,
        bottom: frame.bottom + edge * unit,
      })),
      {
        left: footprint.left - around,
        top: footprint.top - around,
        right: footprint.right + around,
        bottom: footprint.bottom + around,
      },
      ...nameless.map(boxOf),
    ];
    const names = seamNames(stretches, frame, taken);
    const plates = named(names) ? platesOf(true) : nameless;
    const beside = plates.map(boxOf);
    const leaders = plates.map(({ place, anchor }) => ({ from: anchor, to: place.leader }));
    // A line without its metres says nothing: the next edge is tried.
    const measured = measures([...stretches, ...leaders]).find(
      (pieces) =>
        pieces.at(0)?.box &&
        pieces.at(-1)?.box &&
        pieces.every(({ line, box }) =>
          [boxAround(line), box].every(
            (thing) => thing === null || !beside.some((other) => overlap(thing, other)),
          ),
        ),
    );
    return { names, plates, measured };
  }, [city, view, unit, language, seam, whistle.verdict.geometryHash]);
  if (placed === null) return null;
  const { names, plates, measured } = placed;
  return (
    <div className="wall-plates">
      <svg width="100%" height="100%" aria-hidden="true">
        {measured !== undefined && <MeasureLines pieces={measured} />}
        {plates.map(({ place, anchor }, index) => (
          <g key={sides[index]?.side.areaCode}>
            <line x1={anchor.x} y1={anchor.y} x2={place.leader.x} y2={place.leader.y} />
            <circle cx={anchor.x} cy={anchor.y} r={5 * unit} />
          </g>
        ))}
      </svg>
      {plates.map(({ place, width, height }, index) => {
        const side = sides[index]?.side;
        return (
          side && (
            <p
              key={side.areaCode}
              className={place.side}
              style={{ width, height, transform: `translate(${place.x}px, ${place.y}px)` }}
            >
              {named(names) && <b>{format.name(side)}</b>}
              <strong>{shareOf(side.share)}</strong>
              {side.area !== null && <span>{format.areaShort(side.area)}</span>}
            </p>
          )
        );
      })}
      {names?.map(({ code, x, y, align, width }) => {
        const side = sides.find((one) => one.side.areaCode === code)?.side;
        return (
          side && (
            <p
              key={code}
              className={`wall-seam-name ${align}`}
              style={{ width, transform: `translate(${x}px, ${y}px)` }}
            >
              <b>{format.name(side)}</b>
              {side.district !== null && <span>{format.name(side.district)}</span>}
            </p>
          )
        );
      })}
    </div>
  );

  /** The edges to choose from; none of a footprint that is only about where it is drawn. */
  function measures(lines: readonly Pick<SeamStretch, 'from' | 'to'>[]) {
    if (whistle.verdict.footprint.accuracy > 0) return [];
    const edges = cutEdges(
      whistle.footprint,
      sides.map(({ shape }) => shape),
    );
    return edges.map((one) =>
      measuredPieces(
        one,
        unit,
        (place) => onWall(city, place, unit),
        (metres) => format.length(metres),
        (label) => widthOf(label, plate.name * unit),
        (box) => !lines.some((line) => crosses(line, box, 6 * unit)),
      ),
    );
  }

  /** Names stand on the plates where they have no room at the seam; as long as that is not known, nowhere. */
  function named(names: unknown): boolean {
    return names === null && (seam !== null || sides.length !== 2);
  }

  function seamNames(stretches: readonly SeamStretch[], frame: Box, taken: readonly Box[]) {
    const [one, other] = sides.map(({ side }): SeamName => {
      const district = side.district === null ? '' : format.name(side.district);
      return {
        code: side.areaCode,
        // A little more than measured: the last letter is not to be wrapped or cut.
        width:
          4 * unit +
          Math.max(
            widthOf(format.name(side), seamName.name * unit),
            widthOf(district, seamName.district * unit),
          ),
        height: seamName.height * unit,
      };
    });
    if (seam === null || sides.length !== 2 || one === undefined || other === undefined) return null;
    const found = placeSeamNames(stretches, [one, other], frame, taken, seamName.gap * unit);
    return found?.map((name) => ({ ...name, width: (name.code === one.code ? one : other).width })) ?? null;
  }
}

const boxOf = (plate: { readonly place: Plate; readonly width: number; readonly height: number }): Box => ({
  left: plate.place.x,
  top: plate.place.y,
  right: plate.place.x + plate.width,
  bottom: plate.place.y + plate.height,
});
