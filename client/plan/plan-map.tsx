import type { Map as MapLibreMap } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CityMap } from '../map/city-map.ts';
import { DeskMap } from '../map/desk-map.tsx';
import { useText } from '../text/text.ts';
import { useTheme } from '../ui/theme.ts';
import { showMap } from './shown.ts';

/**
 * The city map of a tab. `draw` puts the tab's own layers on it, anew whenever `drawn` changes, and after a change of
 * theme, language or edition has put the map's own layers back.
 */
export function PlanMap(props: {
  readonly edition: number;
  readonly draw: (map: MapLibreMap) => void;
  /** What `draw` depends on. */
  readonly drawn: readonly unknown[];
  readonly onClick?: (map: MapLibreMap, point: { readonly x: number; readonly y: number }) => void;
  readonly children?: ReactNode;
}) {
  const { language } = useText();
  const [theme] = useTheme();
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const stand = (made: CityMap) => {
    setCityMap(made);
    return () => setCityMap(null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: theme, language and edition put the map's layers back.
  useEffect(
    () =>
      cityMap?.onMap((map) => {
        const draw = () => {
          if (map.getLayer('void') !== undefined) latest.current.draw(map);
        };
        map.on('style.load', draw);
        draw();
        return () => map.off('style.load', draw);
      }),
    [cityMap, theme, language, props.edition, ...props.drawn],
  );
  useEffect(
    () =>
      cityMap?.onMap((map) => {
        const click = (event: { readonly point: { readonly x: number; readonly y: number } }) =>
          latest.current.onClick?.(map, event.point);
        map.on('click', click);
        const hide = showMap(map);
        return () => {
          hide();
          map.off('click', click);
        };
      }),
    [cityMap],
  );
  return (
    <DeskMap edition={props.edition} onMade={stand} zoomAt="right">
      {props.children}
    </DeskMap>
  );
}
