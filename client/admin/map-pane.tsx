import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { CityMap } from '../map/city-map.ts';
import { DeskMap } from '../map/desk-map.tsx';
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
  const { t, format } = useText();
  const { schematic } = useCity();
  const [theme] = useTheme();
  const { picture, edition } = props;
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const latest = useRef(props);
  latest.current = props;

  const draft = picture.draft !== null;
  const look = useMemo(
    () => ({ theme, draft, ground: !(draft && schematic), warnings: picture.warnings }),
    [theme, draft, schematic, picture.warnings],
  );
  const stand = (cityMap: CityMap) => {
    const drawn = drawOn(cityMap, look);
    drawn.onPick((defect) => {
      if (defect !== null) latest.current.onPick(defect);
    });
    setDrawing(drawn);
    latest.current.onMap(cityMap);
    return () => {
      latest.current.onMap(null);
      setDrawing(null);
      drawn.remove();
    };
  };
  const warnings = picture.warnings.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `warnings` stands for the list of them, an edition restyles the map.
  useEffect(() => drawing?.setLook(look), [drawing, edition, theme, look.draft, look.ground, warnings]);
  const data = useMemo(
    () => sourcesOf(picture, { nameOf: format.name, noName: t('admin.noName'), nobody: t('admin.nobody') }),
    [picture, format, t],
  );
  useEffect(() => drawing?.setData(data), [drawing, data]);

  return (
    <DeskMap edition={edition} onMade={stand} schematic={schematic && !draft}>
      {props.children}
    </DeskMap>
  );
}
