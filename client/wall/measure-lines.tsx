import type { CutEdge } from './measure.ts';
import type { Box, Point } from './plates.ts';

/** In units: from the footprint to the line, half a tick, from the line to a label, and a label's height. */
const away = 36;
const tick = 8;
const off = 12;
const labelHeight = 28;

/** A piece of an edge as it is drawn beside the footprint, in pixels. */
export interface MeasuredPiece {
  readonly line: readonly [Point, Point];
  readonly ticks: readonly (readonly [Point, Point])[];
  readonly label: string;
  /** Where the label stands; null where it has no room between two others. */
  readonly box: Box | null;
}

/**
 * Where the pieces of an edge are drawn: `project` tells where a place is on the screen, north up; `lengthOf` writes metres
 * and `widthOf` tells how wide that is, in pixels; labels go outward until they are `clear` of the seam, as far as half their
 * width.
 */
export function measuredPieces(
  edge: CutEdge,
  unit: number,
  project: (place: CutEdge['pieces'][number]['from']) => Point,
  lengthOf: (metres: number) => string,
  widthOf: (label: string) => number,
  clear: (box: Box) => boolean,
): readonly MeasuredPiece[] {
  const out = { x: edge.outward[0], y: -edge.outward[1] };
  const beyond = ({ x, y }: Point, by: number): Point => ({ x: x + out.x * by, y: y + out.y * by });
  const level = Math.abs(out.y) >= Math.abs(out.x);
  const axis = level ? 'x' : 'y';
  const slope = level ? Math.abs(out.x / out.y) : Math.abs(out.y / out.x);
  return edge.pieces
    .map(({ from, to, metres }) => ({ ends: [project(from), project(to)] as const, label: lengthOf(metres) }))
    .sort((one, other) => middleOf(one.ends)[axis] - middleOf(other.ends)[axis])
    .map(({ ends, label }, index, all) => {
      const [a, b] = ends;
      const width = widthOf(label);
      const height = labelHeight * unit;
      const [along, across] = level ? [width + 16 * unit, height] : [height, width];
      // A label wider than its piece goes outward, not over its neighbour's; between two there is no room for it.
      const spare = Math.max(0, along + slope * across - Math.abs(b[axis] - a[axis])) / 2;
      const outward = index === 0 ? -1 : index === all.length - 1 ? 1 : 0;
      const middle = beyond(middleOf(ends), (away + off) * unit + across / 2);
      const boxes = [0, 1, 2, 3, 4].map((step) => {
        const at = { ...middle, [axis]: middle[axis] + outward * (spare + (step * along) / 8) };
        return {
          left: at.x - width / 2,
          right: at.x + width / 2,
          top: at.y - height / 2,
          bottom: at.y + height / 2,
        };
      });
      const box = boxes.find(clear) ?? null;
      const fits = outward !== 0 || spare === 0;
      return {
        line: [beyond(a, away * unit), beyond(b, away * unit)],
        ticks: ends.map((end) => [beyond(end, (away - tick) * unit), beyond(end, (away + tick) * unit)]),
        label,
        box: fits ? box : null,
      };
    });
}

const middleOf = ([a, b]: readonly [Point, Point]): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Beside the edge that a seam cuts: a line with a tick at each end and at the seam, and metres. */
export function MeasureLines({ pieces }: { readonly pieces: readonly MeasuredPiece[] }) {
  return (
    <g className="wall-measure">
      {pieces.map(({ line, ticks, label, box }) => (
        <g key={`${line[0].x} ${line[0].y}`}>
          <path d={[line, ...ticks].map(([a, b]) => `M${a.x} ${a.y}L${b.x} ${b.y}`).join('')} />
          {box !== null && (
            <text
              x={(box.left + box.right) / 2}
              y={(box.top + box.bottom) / 2}
              textAnchor="middle"
              dominantBaseline="central"
            >
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
