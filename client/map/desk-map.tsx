import { ScaleControl } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useCity } from '../text/city.ts';
import { useText } from '../text/text.ts';
import { useTheme } from '../ui/theme.ts';
import { type CityMap, type CityMapOptions, createCityMap } from './city-map.ts';
import './desk-map.css';

/**
 * The city map of a desk screen with scale and zoom buttons, in the reader's theme and language; `children` float over
 * it. Made once: `onMade` is called when it stands, and what that returns when it goes.
 */
export function DeskMap(props: {
  readonly edition: number;
  readonly start?: Pick<CityMapOptions, 'center' | 'zoom'>;
  readonly onMade: (cityMap: CityMap) => () => void;
  /** Corner of the zoom buttons. */
  readonly zoomAt?: 'left' | 'right';
  /** Whether to say that shapes are schematic; where the city's are, if not told. */
  readonly schematic?: boolean;
  readonly children?: ReactNode;
}) {
  const { t, language } = useText();
  const city = useCity();
  const [theme] = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const [failed, setFailed] = useState(false);
  const { edition, zoomAt = 'left', schematic = city.schematic } = props;
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made once; what changes later is set on it below.
  useEffect(() => {
    if (box.current === null) return;
    let made: CityMap;
    try {
      made = createCityMap(box.current, { theme, language, edition, interactive: true, ...props.start });
    } catch {
      setFailed(true);
      return;
    }
    const detach = made.onMap((map) => {
      const scale = new ScaleControl({ maxWidth: 120 });
      map.addControl(scale, 'bottom-right');
      return () => map.removeControl(scale);
    });
    const leave = latest.current.onMade(made);
    setCityMap(made);
    return () => {
      leave();
      detach();
      made.destroy();
    };
  }, []);
  useEffect(() => {
    cityMap?.setTheme(theme);
    cityMap?.setLanguage(language);
    cityMap?.setEdition(edition);
  }, [cityMap, theme, language, edition]);

  return (
    <section className="desk-map" aria-label={t('map.label')}>
      <div ref={box} className="desk-canvas" data-testid="map" />
      {failed && (
        <p className="desk-map-failed" role="alert">
          {t('map.failed')}
        </p>
      )}
      {cityMap !== null && (
        <div className={`map-float desk-zoom ${zoomAt}`}>
          <button type="button" aria-label={t('map.zoomIn')} onClick={() => cityMap.map.zoomIn()}>
            +
          </button>
          <button type="button" aria-label={t('map.zoomOut')} onClick={() => cityMap.map.zoomOut()}>
            −
          </button>
        </div>
      )}
      {schematic && <p className={`map-float desk-schematic ${zoomAt}`}>{t('map.schematic')}</p>}
      {props.children}
    </section>
  );
}
