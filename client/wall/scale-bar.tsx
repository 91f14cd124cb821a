import type { CityMap } from '../map/city-map.ts';
import { metresPerPixel } from '../map/scale.ts';
import { useText } from '../text/text.ts';
import { roundLength } from './views.ts';

/** How long a round distance is on the map. */
export function ScaleBar(props: { readonly city: CityMap; readonly view: number; readonly unit: number }) {
  const { format } = useText();
  const { map } = props.city;
  const perPixel = metresPerPixel(map.getZoom(), map.getCenter().lat) / props.unit;
  const metres = roundLength(perPixel * 180 * props.unit);
  return (
    <p className="wall-scale">
      <i style={{ width: metres / perPixel }} />
      {metres >= 1000 ? `${format.number(metres / 1000)} km` : `${format.number(metres)} m`}
    </p>
  );
}
