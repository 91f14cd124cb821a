import { Tooltip } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Lonlat } from '../../geodata/geometry.ts';
import { type CityMap, createCityMap } from '../map/city-map.ts';
import { metresPerPixel } from '../map/scale.ts';
import { useCity } from '../text/city.ts';
import { useText } from '../text/text.ts';
import { useTheme } from '../ui/theme.ts';
import { Icon } from './icons.tsx';

/** The map with what floats over it: zoom, scale, position under the pointer. Made once; hands itself up when it stands. */
export function MapPane(props: {
  readonly edition: number;
  readonly start: { readonly center: Lonlat; readonly zoom: number } | null;
  readonly onMap: (map: CityMap | null) => void;
  readonly onMoved: (center: Lonlat, zoom: number) => void;
  readonly children?: ReactNode;
}) {
  const { t, language } = useText();
  const { schematic } = useCity();
  const [theme] = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made once; what changes later is set on it below.
  useEffect(() => {
    if (box.current === null) return;
    try {
      const made = createCityMap(box.current, {
        theme,
        language,
        edition: props.edition,
        interactive: true,
        ...(props.start ?? {}),
      });
      setCityMap(made);
      latest.current.onMap(made);
      return () => {
        latest.current.onMap(null);
        made.destroy();
      };
    } catch {
      setFailed(true);
    }
  }, []);
  useEffect(() => cityMap?.setTheme(theme), [cityMap, theme]);
  useEffect(() => cityMap?.setLanguage(language), [cityMap, language]);
  useEffect(() => cityMap?.setEdition(props.edition), [cityMap, props.edition]);
  useEffect(
    () =>
      cityMap?.onMap((map) => {
        const moved = () => {
          const { lng, lat } = map.getCenter();
          latest.current.onMoved([lng, lat], map.getZoom());
        };
        map.on('moveend', moved);
        return () => map.off('moveend', moved);
      }),
    [cityMap],
  );

  return (
    <section className="map-pane" aria-label={t('map.label')}>
      <div ref={box} className="map-canvas" data-testid="map" />
      {failed && (
        <p className="map-failed" role="alert">
          {t('map.failed')}
        </p>
      )}
      {props.children}
      {cityMap !== null && (
        <>
          <div className="float zoom">
            <ZoomButton name="plus" label={t('map.zoomIn')} onClick={() => cityMap.map.zoomIn()} />
            <ZoomButton name="minus" label={t('map.zoomOut')} onClick={() => cityMap.map.zoomOut()} />
          </div>
          <ScaleBar cityMap={cityMap} />
          <PointerPlace cityMap={cityMap} note={schematic ? t('map.schematic') : ''} />
        </>
      )}
    </section>
  );
}

function ZoomButton({
  name,
  label,
  onClick,
}: {
  readonly name: 'plus' | 'minus';
  readonly label: string;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip title={label} placement="left" mouseEnterDelay={0.4}>
      <button type="button" className="tool" aria-label={label} onClick={onClick}>
        <Icon name={name} />
      </button>
    </Tooltip>
  );
}

/** A round length and how long it is on the map. */
function ScaleBar({ cityMap }: { readonly cityMap: CityMap }) {
  const { t, format } = useText();
  const view = useMapView(cityMap);
  const perPixel = metresPerPixel(view.zoom, view.latitude);
  const metres = roundLength(perPixel * 150);
  return (
    <div
      className="float scale"
      role="img"
      aria-label={`${t('coordinate.scale')} ${format.distance(metres)}`}
    >
      <span style={{ width: metres / perPixel }} />
      {format.distance(metres)}
    </div>
  );
}

/** 1, 2 or 5 times a power of ten, at most `metres`. */
export function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return ([5, 2, 1].find((step) => step * power <= metres) ?? 1) * power;
}

/** Where the pointer is, or the middle of the map. Written without React, since it follows every move. */
function PointerPlace({ cityMap, note }: { readonly cityMap: CityMap; readonly note: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const { zoom } = useMapView(cityMap);
  useEffect(
    () =>
      cityMap.onMap((map) => {
        const write = ({ lng, lat }: { lng: number; lat: number }) => {
          if (place.current !== null) place.current.textContent = `${lng.toFixed(5)}, ${lat.toFixed(5)}`;
        };
        const move = (event: { lngLat: { lng: number; lat: number } }) => write(event.lngLat);
        write(map.getCenter());
        map.on('mousemove', move);
        return () => map.off('mousemove', move);
      }),
    [cityMap],
  );
  return (
    <div className="float pointer-place">
      {note !== '' && <strong>{note}</strong>}
      <span ref={place} />
      <span>WGS84</span>
      <span>z {zoom.toFixed(1)}</span>
    </div>
  );
}

function useMapView(cityMap: CityMap): { readonly zoom: number; readonly latitude: number } {
  const [view, setView] = useState({ zoom: cityMap.map.getZoom(), latitude: cityMap.map.getCenter().lat });
  useEffect(
    () =>
      cityMap.onMap((map) => {
        const read = () => setView({ zoom: map.getZoom(), latitude: map.getCenter().lat });
        read();
        map.on('zoom', read);
        map.on('moveend', read);
        return () => {
          map.off('zoom', read);
          map.off('moveend', read);
        };
      }),
    [cityMap],
  );
  return view;
}
