import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import type { CaseReplay } from '../api.ts';
import type { CityMap } from '../map/city-map.ts';
import { DeskMap } from '../map/desk-map.tsx';
import { boundsOf } from '../map/footprint.ts';
import { palette } from '../map/palette.ts';
import { useText } from '../text/text.ts';
import { type Theme, useTheme } from '../ui/theme.ts';

type Told = CaseReplay['document'];

/** The footprint of a case as it was at a step, in the parties' colours, with the seam of its own day across it. */
export function CaseMap(props: {
  readonly edition: number;
  readonly told: Told;
  /** Which of its footprints was in use. */
  readonly drawing: number;
  readonly frame: CaseReplay['frames'][number];
}) {
  const { language, format } = useText();
  const [theme] = useTheme();
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const { edition, told } = props;
  const drawn = told.drawings[props.drawing] ?? told.drawings[0];
  const present = props.frame.stage === 'before' ? 0 : props.drawing + 1;
  const stand = (made: CityMap) => {
    setCityMap(made);
    return () => setCityMap(null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `present` and the language stand for what is drawn.
  useEffect(() => {
    if (cityMap === null || drawn === undefined) return;
    const sides = new Map(told.sides.map((side) => [side.code, side]));
    cityMap.setFootprint({
      geometry: drawn.footprint as never,
      preview: present === 0,
      reach: drawn.accuracy,
      parties:
        present === 0
          ? []
          : drawn.parts.flatMap(({ code, share, shape }) => {
              const side = sides.get(code);
              return side === undefined
                ? []
                : [
                    {
                      party: side.party,
                      shape: shape as never,
                      share: format.share(share),
                      name: format.name(side),
                    },
                  ];
            }),
    });
  }, [cityMap, present, language]);
  useEffect(() => {
    if (cityMap === null || drawn === undefined) return;
    const [west, south, east, north] = boundsOf(drawn.footprint as never);
    const margin = 0.0004;
    cityMap.flyTo([west - margin, south - margin, east + margin, north + margin], {
      padding: 80,
      duration: 600,
      maxZoom: 18,
    });
  }, [cityMap, drawn]);
  const { seam } = told;
  useEffect(() => {
    if (cityMap === null || seam === null) return;
    return cityMap.onMap((map) => {
      const draw = () => drawSeam(map, seam as never, theme);
      map.on('style.load', draw);
      draw();
      return () => map.off('style.load', draw);
    });
  }, [cityMap, seam, theme]);
  return <DeskMap edition={edition} onMade={stand} zoomAt="right" />;
}

const source = 'case-seam';

/** The line between the sides as it ran then, as a source of our own that the map keeps through its restylings. */
function drawSeam(map: MapLibreMap, geometry: GeoJSON.MultiLineString, theme: Theme): void {
  if (map.getLayer('void') === undefined) return;
  const data: FeatureCollection = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry, properties: {} }],
  };
  const held = map.getSource<GeoJSONSource>(source);
  if (held === undefined) map.addSource(source, { type: 'geojson', data });
  else held.setData(data);
  const { seamHot, seamHotCore } = palette(theme);
  for (const [id, width, color] of [
    [source, 6, seamHot],
    [`${source}-core`, 2, seamHotCore],
  ] as const)
    if (map.getLayer(id) === undefined)
      map.addLayer({
        id,
        type: 'line',
        source,
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-width': width, 'line-color': color },
      });
    else map.setPaintProperty(id, 'line-color', color);
}
