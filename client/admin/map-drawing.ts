import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { CityMap } from '../map/city-map.ts';
import { palette, type Theme } from '../map/palette.ts';
import { firstFootprint, noFeatures } from '../map/style.ts';
import type { FindingKind } from './contract.ts';
import { putAdminImages } from './map-images.ts';
import { adminLayers, ofTheGround, ofTheTiles } from './map-layers.ts';
import { type PictureSource, pictureSources } from './picture.ts';

/** How the drawing looks, whatever its data. */
export interface Look {
  readonly theme: Theme;
  readonly draft: boolean;
  /** Whether streets, parks and buildings are shown. */
  readonly ground: boolean;
  readonly warnings: readonly FindingKind[];
}

/** An edition drawn on the city map by sources of its own, for as long as it is held. */
export interface Drawing {
  setData(data: Readonly<Record<PictureSource, FeatureCollection>>): void;
  /** To be told again after every change of the map's theme, language or edition: those bring back the map's own style. */
  setLook(look: Look): void;
  /** Calls back with the place among the defects, or null, that a click hit. */
  onPick(listener: (defect: number | null) => void): void;
  remove(): void;
}

export function drawOn(cityMap: CityMap, first: Look): Drawing {
  let look = first;
  let data: Readonly<Partial<Record<PictureSource, FeatureCollection>>> = {};
  let picked: (defect: number | null) => void = () => {};

  const put = (map: MapLibreMap) => {
    if (!styled(map)) return;
    for (const source of pictureSources) {
      const held = map.getSource<GeoJSONSource>(source);
      const wanted = data[source] ?? noFeatures;
      if (held === undefined) map.addSource(source, { type: 'geojson', data: wanted });
      else if (shownBy.get(held) !== wanted) held.setData(wanted);
      const now = map.getSource<GeoJSONSource>(source);
      if (now !== undefined) shownBy.set(now, wanted);
    }
  };
  const paint = (map: MapLibreMap) => {
    if (!styled(map)) return;
    put(map);
    const colours = palette(look.theme);
    putAdminImages(map, colours);
    const layers = adminLayers({ colours, draft: look.draft, warnings: look.warnings });
    for (const layer of Object.values(layers).flat()) if (map.getLayer(layer.id)) map.removeLayer(layer.id);
    add(map, layers.land, 'park');
    add(map, layers.lines, firstFootprint);
    add(map, layers.marks, undefined);
    for (const { id } of map.getStyle().layers) {
      const hidden = (look.draft && ofTheTiles(id)) || (!look.ground && ofTheGround(id));
      if (!id.startsWith('admin-') && (ofTheTiles(id) || ofTheGround(id)))
        map.setLayoutProperty(id, 'visibility', hidden ? 'none' : 'visible');
    }
  };
  const detach = cityMap.onMap((map) => {
    const paintNow = () => paint(map);
    const click = (event: { point: { x: number; y: number } }) => picked(defectAt(map, event.point));
    map.on('style.load', paintNow);
    map.on('click', click);
    paintNow();
    return () => {
      map.off('style.load', paintNow);
      map.off('click', click);
    };
  });
  return {
    setData(next) {
      data = next;
      put(cityMap.map);
    },
    setLook(next) {
      look = next;
      paint(cityMap.map);
    },
    onPick(listener) {
      picked = listener;
    },
    remove: detach,
  };
}

/** What each source was last given: setting the same again would have it cut anew. */
const shownBy = new WeakMap<GeoJSONSource, FeatureCollection>();

/** The lowest layer of the map's style is there from the moment that the style is. */
const styled = (map: MapLibreMap): boolean => map.getLayer('void') !== undefined;

function add(map: MapLibreMap, layers: readonly LayerSpecification[], before: string | undefined): void {
  const anchor = before !== undefined && map.getLayer(before) ? before : undefined;
  for (const layer of layers) map.addLayer(layer, anchor);
}

const clickable = ['admin-defect-mark', 'admin-defect-point', 'admin-defect-hatch', 'admin-defect-dots'];

function defectAt(map: MapLibreMap, { x, y }: { x: number; y: number }): number | null {
  const layers = clickable.filter((id) => map.getLayer(id));
  const reach = 3;
  const [hit] = map.queryRenderedFeatures(
    [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ],
    { layers },
  );
  return hit === undefined ? null : Number(hit.properties.index);
}
