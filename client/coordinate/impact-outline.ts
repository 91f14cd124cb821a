import type { MultiPolygon } from 'geojson';
import type { FootprintGeometry } from '../../geodata/geometry.ts';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { around } from '../map/around.ts';

/**
 * The edge of a verdict's impact zone, for drawing alone: who is reached was decided without it. Null where there is no
 * zone, and until it has been worked out: then `again` is called once. The code that grows shapes is fetched when first needed.
 */
export function impactOutline(
  geometry: FootprintGeometry,
  verdict: Verdict | null,
  again: () => void,
): MultiPolygon | null {
  if (verdict?.impact == null) return null;
  const key = `${verdict.geometryHash} ${verdict.impact.radius}`;
  if (last.key === key) return last.outline;
  last = { key, outline: null };
  const { accuracy, area, length } = verdict.footprint;
  // A line's own half width, as far as it has one.
  const half = length !== null && length > 0 ? area / length / 2 : 0;
  void around(geometry, verdict.impact.radius + Math.max(accuracy, half)).then((outline) => {
    if (last.key !== key) return;
    last = { key, outline };
    again();
  });
  return null;
}

let last: { readonly key: string; readonly outline: MultiPolygon | null } = { key: '', outline: null };
