import type { Geometry } from 'geojson';
import { useMemo } from 'react';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import { boundsOf } from '../map/footprint.ts';
import { useText } from '../text/text.ts';
import type { Boundary } from './contract.ts';
import { insetView, meet, pathOf } from './inset-view.ts';
import { labelPoint } from './label-point.ts';

/** A card over the map about one place: its picture, what it is, and a few lines. */
export function Inset(props: {
  readonly bounds: Bounds;
  /** Its own shape; a point or null gets a mark. */
  readonly shape: Geometry | null;
  readonly boundaries: readonly Boundary[];
  readonly hatch: 'hatch' | 'dots' | 'party';
  readonly title: string;
  readonly lines: readonly string[];
  readonly onClose: () => void;
}) {
  const { t, format } = useText();
  const { bounds, shape, boundaries } = props;
  const view = useMemo(() => insetView(bounds, 298, 188), [bounds]);
  const around = useMemo(
    () => boundaries.filter((boundary) => meet(boundsOf(boundary.geometry), view.bounds)),
    [boundaries, view],
  );
  const names = around.flatMap((boundary) => {
    const [x, y] = view.place(labelPoint(boundary.geometry));
    const room = x > 24 && x < view.width - 24 && y > 12 && y < view.height - 8;
    return room ? [{ code: boundary.properties.code, x, y, name: format.name(boundary.properties) }] : [];
  });
  const [x, y] = view.place(middle(bounds));
  const surface = shape !== null && shape.type !== 'Point';
  return (
    <aside className="map-float admin-inset" aria-label={props.title} data-testid="inset">
      <svg viewBox={`0 0 ${view.width} ${view.height}`} role="img" aria-label={t('admin.inset.picture')}>
        <defs>
          <pattern
            id="inset-hatch"
            width="10"
            height="10"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="10" height="10" className="inset-wash" />
            <path d="M0 5H10" className="inset-stroke" />
          </pattern>
          <pattern id="inset-dots" width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" className="inset-wash" />
            <circle cx="4" cy="4" r="0.9" className="inset-dot" />
          </pattern>
        </defs>
        <rect width={view.width} height={view.height} className="inset-ground" />
        {around.map((boundary) => (
          <path
            key={boundary.properties.code}
            d={pathOf(boundary.geometry, view)}
            className="inset-area"
            fillRule="evenodd"
          />
        ))}
        {surface ? (
          <path
            d={pathOf(shape, view)}
            className={props.hatch === 'party' ? 'inset-changed' : 'inset-shape'}
            fill={props.hatch === 'party' ? 'url(#hatch-1)' : `url(#inset-${props.hatch})`}
            fillRule="evenodd"
          />
        ) : (
          <g transform={`translate(${x} ${y})`} className="inset-cross">
            <circle r="9" />
            <path d="M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5" />
          </g>
        )}
        {names.map(({ code, name, ...at }) => (
          <text key={code} {...at} textAnchor="middle">
            {name}
          </text>
        ))}
      </svg>
      <div className="inset-words">
        <strong>{props.title}</strong>
        {props.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <button
        type="button"
        className="inset-close"
        aria-label={t('admin.inset.close')}
        onClick={props.onClose}
      >
        ×
      </button>
    </aside>
  );
}

const middle = ([west, south, east, north]: Bounds): Lonlat => [(west + east) / 2, (south + north) / 2];
