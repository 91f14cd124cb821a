import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { kindShape } from './kind-shape.ts';
import './ring.css';

/**
 * Sign of a kind of whistle: shape and colour. Filled while somebody is missing, an outline once all are there.
 * `size` in units. Decoration to a screen reader unless it has a `label`.
 */
export function KindMark(props: {
  readonly kind: WhistleKind;
  readonly joint?: boolean;
  readonly filled?: boolean;
  readonly size?: number;
  readonly label?: string;
}) {
  const { kind, joint = false, filled = true, size = 16, label } = props;
  const side = `calc(${size} * var(--u))`;
  return (
    <svg
      className={`kind-mark kind-${kind}`}
      viewBox="0 0 16 16"
      style={{ width: side, height: side, flex: 'none' }}
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <path
        d={kindShape(kind, joint)}
        fill={filled ? 'var(--kind)' : 'none'}
        stroke="var(--kind)"
        strokeWidth={filled ? 0 : 1.4}
        strokeLinejoin="round"
      />
    </svg>
  );
}
