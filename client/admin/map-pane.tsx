import { ScaleControl } from 'maplibre-gl';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type CityMap, createCityMap } from '../map/city-map.ts';
import { useCity } from '../text/city.ts';
import { useText } from '../text/text.ts';
import { useTheme } from '../ui/theme.ts';
import { type Drawing, drawOn } from './map-drawing.ts';
import { type Picture, sourcesOf } from './picture.ts';

/** The map with an edition drawn on it. Made once; hands itself up when it stands. */
export function MapPane(props: {
  /** The published edition whose tiles lie below. */
  readonly edition: number;
  readonly picture: Picture;
  readonly onMap: (map: CityMap | null) => void;
  /** A click on a defect, by its place among them. */
  readonly onPick: (defect: number) => void;
  readonly children?: ReactNode;
}) {
  const { t, language, format } = useText();
  const { schematic } = useCity();
  const [theme] = useTheme();
  const { picture, edition } = props;
  const box = useRef<HTMLDivElement>(null);
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const [failed, setFailed] = useState(false);
  const drawing = useRef<Drawing | null>(null);
  const latest = useRef(props);
  latest.current = props;

  const draft = picture.draft !== null;
  const warnings = picture.warnings.join();
  const look = useMemo(
    () => ({ theme, draft, ground: !(draft && schematic), warnings: picture.warnings }),
    [theme, draft, schematic, picture.warnings],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made once; what changes later is set on it below.
  useEffect(() => {
    if (box.current === null) return;
    try {
      const made = createCityMap(box.current, { theme, language, edition, interactive: true });
      const drawn = drawOn(made, look);
      const detach = made.onMap((map) => {
        const scale = new ScaleControl({ maxWidth: 120 });
        map.addControl(scale, 'bottom-right');
        return () => map.removeControl(scale);
      });
      drawn.onPick((defect) => {
        if (defect !== null) latest.current.onPick(defect);
      });
      drawing.current = drawn;
      setCityMap(made);
      latest.current.onMap(made);
      return () => {
        latest.current.onMap(null);
        drawing.current = null;
        drawn.remove();
        detach();
        made.destroy();
      };
    } catch {
      setFailed(true);
    }
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `warnings` stands for the list of them.
  useEffect(() => {
    cityMap?.setTheme(theme);
    cityMap?.setLanguage(language);
    cityMap?.setEdition(edition);
    drawing.current?.setLook(look);
  }, [cityMap, theme, language, edition, look.draft, look.ground, warnings]);
  const data = useMemo(
    () => sourcesOf(picture, { nameOf: format.name, noName: t('admin.noName'), nobody: t('admin.nobody') }),
    [picture, format, t],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawing comes with the map.
  useEffect(() => drawing.current?.setData(data), [cityMap, data]);

  return (
    <section className="admin-map" aria-label={t('map.label')}>
      <div ref={box} className="admin-canvas" data-testid="map" />
      {failed && (
        <p className="admin-map-failed" role="alert">
          {t('map.failed')}
        </p>
      )}
      {cityMap !== null && (
        <div className="admin-float admin-zoom">
          <button type="button" aria-label={t('map.zoomIn')} onClick={() => cityMap.map.zoomIn()}>
            +
          </button>
          <button type="button" aria-label={t('map.zoomOut')} onClick={() => cityMap.map.zoomOut()}>
            −
          </button>
        </div>
      )}
      {props.children}
    </section>
  );
}
