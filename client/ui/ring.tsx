import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { overdueArc, type RingState, remainingArc } from './ring-geometry.ts';
import './ring.css';

export type RingSize = 's' | 'm' | 'l';

/**
 * One body's call: an arc of the time left while it is missing, a full teal disc with a tick once it is there.
 * `fraction` is the part of the time that is left, 0 to 1. `inside` is written in the ring from size l up: the countdown,
 * or the time of arrival under the tick. `label` is what a screen reader says.
 */
export function Ring(props: {
  readonly state: RingState;
  readonly fraction: number;
  readonly kind: WhistleKind;
  readonly size: RingSize;
  readonly label: string;
  readonly inside?: string;
}) {
  const { state, size } = props;
  const { diameter, stroke } = measures[size];
  const centre = diameter / 2;
  const radius = centre - stroke / 2;
  const there = state === 'arrived' || state === 'released';
  return (
    <svg
      className={`ring ring-${size} ring-${state} kind-${props.kind}`}
      viewBox={`0 0 ${diameter} ${diameter}`}
      role="img"
      aria-label={props.label}
    >
      {there ? (
        <circle className="ring-disc" cx={centre} cy={centre} r={centre - disc / 2} strokeWidth={disc} />
      ) : (
        <>
          {state === 'missing' && (
            <circle className="ring-track" cx={centre} cy={centre} r={radius} strokeWidth={stroke} />
          )}
          <path
            className="ring-arc"
            d={
              state === 'overdue' ? overdueArc(centre, radius) : remainingArc(centre, radius, props.fraction)
            }
            strokeWidth={stroke}
          />
        </>
      )}
      {there && <path className="ring-tick" d={tick(diameter, size)} strokeWidth={tickStroke[size]} />}
      {size === 'l' && props.inside !== undefined && (
        <text
          className={props.inside.length > 6 ? 'ring-inside ring-long' : 'ring-inside'}
          x={centre}
          y={there ? diameter * 0.79 : centre}
          textAnchor="middle"
        >
          {props.inside}
        </text>
      )}
    </svg>
  );
}

/** In units of the drawing; CSS gives the ring its size on the screen. */
const measures = {
  s: { diameter: 24, stroke: 3.5 },
  m: { diameter: 56, stroke: 5.5 },
  l: { diameter: 116, stroke: 9 },
};
const tickStroke = { s: 2, m: 2.5, l: 5 };
const disc = 1.2;

function tick(diameter: number, size: RingSize): string {
  const unit = diameter * (size === 'l' ? 0.42 : 0.34);
  const x = diameter / 2 - unit / 2;
  const y = diameter * (size === 'l' ? 0.41 : 0.51);
  return `M${x} ${y}l${unit * 0.36} ${unit * 0.34}L${x + unit} ${y - unit * 0.38}`;
}
