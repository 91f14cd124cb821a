import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { FeatureCollection } from 'geojson';
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import type { Incident, Whistle } from '../api.ts';
import { type Arrival, arrivalFeatures } from './arrivals.ts';
import { blockedFeatures, blockedPieces, type ScreenBox } from './blocked.ts';
import { canvasLimit } from './canvas-limit.ts';
import { type FootprintDrawing, footprintFeatures } from './footprint.ts';
import { putImages } from './images.ts';
import { incidentLayer } from './incident-layer.ts';
import { whistleMarks } from './marks.ts';
import { type Language, palette, type Theme } from './palette.ts';
import { type LiveSource, mapStyle, noFeatures } from './style.ts';
import { hotSeamFilter } from './style-boundaries.ts';

setWorkerUrl(workerUrl);

export interface CityMapOptions {
  readonly theme: Theme;
  readonly language: Language;
  readonly edition: number;
  /** Whether a hand may move it. */
  readonly interactive: boolean;
  /** Enlarges lines and type: 1 on the desk, more on a wall. */
  readonly scale?: number;
  readonly center?: Lonlat;
  readonly zoom?: number;
}

/** A length beside an edge; `anchor` is the side of the text that touches it. */
export interface Edge {
  readonly position: Lonlat;
  readonly anchor: 'top' | 'bottom' | 'left' | 'right';
  readonly label: string;
}

/** What a click on the map hit. */
export type Picked = { readonly whistle: string } | { readonly incident: string };

/**
 * The map of the city, made once and held outside React. All that is shown is a function of what was set last, so that
 * it can be drawn anew at any time: after a change of theme, and after the graphics card took its context away.
 */
export interface CityMap {
  /** The map in use; another object after a lost context. */
  readonly map: MapLibreMap;
  /** Calls back with the map in use, at once and whenever it has been replaced; what it returns undoes it. */
  onMap(attach: (map: MapLibreMap) => () => void): () => void;
  onPick(listener: (picked: Picked | null) => void): () => void;
  setTheme(theme: Theme): void;
  setLanguage(language: Language): void;
  setEdition(edition: number): void;
  setScale(scale: number): void;
  setIncidents(incidents: readonly Incident[], selected?: string | null): void;
  /** Marks of the open ones; `now` in milliseconds decides what is overdue. */
  setWhistles(whistles: readonly Whistle[], now: number, selected?: string | null): void;
  setFootprint(drawing: FootprintDrawing | null): void;
  setArrivals(arrivals: readonly Arrival[]): void;
  /** Lengths to write at the edges of what is being drawn. */
  setEdges(edges: readonly Edge[]): void;
  /** Seams to show as those that matter now, by key ("smaller|larger" code of the areas on their sides). */
  setHotSeams(keys: readonly string[]): void;
  /**
   * Keeps the names of the map off what is written over it, and off its edges, where they would be cut. For the map as it
   * stands: called anew when it has come to rest. Null lets them stand anywhere.
   */
  setBlocked(boxes: readonly ScreenBox[] | null): void;
  flyTo(
    bounds: Bounds,
    options?: { readonly padding?: number; readonly duration?: number; readonly maxZoom?: number },
  ): void;
  /** Resolves when tiles, labels and flights have come to rest. */
  whenIdle(): Promise<void>;
  destroy(): void;
}

/** The middle of the capital, all of its central districts in view. */
const home = { center: [116.39, 39.91] as Lonlat, zoom: 10.4 };

/** Makes the map in `container`. Throws where the browser has no WebGL 2. */
export function createCityMap(container: HTMLElement, options: CityMapOptions): CityMap {
  let { theme, language, edition } = options;
  let scale = options.scale ?? 1;
  let hot: readonly string[] = [];
  let incidents: { readonly list: readonly Incident[]; readonly selected: string | null } = {
    list: [],
    selected: null,
  };
  let whistles: {
    readonly list: readonly Whistle[];
    readonly now: number;
    readonly selected: string | null;
  } = {
    list: [],
    now: 0,
    selected: null,
  };
  const live: Partial<Record<LiveSource, FeatureCollection>> = {};
  const attached = new Map<(map: MapLibreMap) => () => void, () => void>();
  const pickers = new Set<(picked: Picked | null) => void>();
  let destroyed = false;
  let rebuilding: ReturnType<typeof setTimeout> | undefined;
  let { map, overlay } = build({ center: options.center ?? home.center, zoom: options.zoom ?? home.zoom });

  function style() {
    return mapStyle({ theme, language, edition, scale, hot, live, origin: location.origin });
  }

  function build(camera: { center: Lonlat; zoom: number; bearing?: number }) {
    const made = new MapLibreMap({
      container,
      style: style(),
      center: [camera.center[0], camera.center[1]],
      zoom: camera.zoom,
      bearing: camera.bearing ?? 0,
      interactive: options.interactive,
      attributionControl: false,
      maxZoom: 22,
      minZoom: 6,
      pitchWithRotate: false,
      dragRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      maxCanvasSize: canvasLimit(),
      localIdeographFontFamily: false,
      transformRequest: (url) => ({ url: fromHere(url) }),
    });
    made.touchZoomRotate.disableRotation();
    made.keyboard.disableRotation();
    const layer = new MapLibreOverlay({
      interleaved: true,
      layers: [],
      // deck.gl notes the canvas's size when it starts and puts it back at its first draw: it is told of every change.
      onDeviceInitialized: (device) => {
        const follow = () => {
          const { width, height } = made.getCanvas();
          device.getDefaultCanvasContext().setDrawingBufferSize(width, height);
        };
        follow();
        made.on('resize', follow);
      },
    });
    made.once('style.load', () => {
      putImages(made, theme, scale);
      made.addControl(layer);
      layer.setProps({ layers: incidentLayers() });
    });
    made.on('click', (event) => pick(event.point));
    made.on('webglcontextlost', scheduleRebuild);
    container.dataset.idle = 'false';
    made.on('idle', () => {
      container.dataset.idle = 'true';
    });
    for (const busy of ['movestart', 'dataloading', 'styledata'] as const) {
      made.on(busy, () => {
        container.dataset.idle = 'false';
      });
    }
    return { map: made, overlay: layer };
  }

  /** deck.gl does not outlive its context, so the whole map is made anew where it stood. */
  function scheduleRebuild() {
    clearTimeout(rebuilding);
    rebuilding = setTimeout(() => {
      if (destroyed) return;
      const { lng, lat } = map.getCenter();
      const camera = { center: [lng, lat] as Lonlat, zoom: map.getZoom(), bearing: map.getBearing() };
      for (const detach of attached.values()) detach();
      discard(map);
      ({ map, overlay } = build(camera));
      for (const attach of attached.keys()) attached.set(attach, attach(map));
    }, 300);
  }

  function restyle() {
    map.setStyle(style(), {
      transformStyle: (previous, next) => {
        // The drawing tools keep their own sources and layers on the map: they stay, under the seam that matters.
        const foreign = Object.entries(previous?.sources ?? {}).filter(([name]) => !(name in next.sources));
        const names = new Set(foreign.map(([name]) => name));
        const layers = (previous?.layers ?? []).filter(
          (layer) => 'source' in layer && names.has(layer.source as string),
        );
        const seam = next.layers.findIndex(({ id }) => id === 'seam-hot');
        return {
          ...next,
          sources: { ...next.sources, ...Object.fromEntries(foreign) },
          layers: next.layers.toSpliced(seam, 0, ...layers),
        };
      },
    });
    whenStyled(() => {
      putImages(map, theme, scale);
      overlay.setProps({ layers: incidentLayers() });
    });
  }

  function whenStyled(act: () => void) {
    if (map.style?._loaded) act();
    else map.once('style.load', act);
  }

  function incidentLayers() {
    return [incidentLayer(incidents.list, palette(theme), scale, incidents.selected)];
  }

  function show(source: LiveSource, data: FeatureCollection) {
    live[source] = data;
    const put = () => map.getSource<GeoJSONSource>(source)?.setData(live[source] ?? noFeatures);
    whenStyled(put);
  }

  function showWhistles() {
    show('whistle', whistleMarks(whistles.list, whistles.now, language, whistles.selected));
  }

  function pick(point: { x: number; y: number }) {
    if (pickers.size === 0 || map.getLayer('whistle') === undefined) return;
    const reach = 4;
    const [mark] = map.queryRenderedFeatures(
      [
        [point.x - reach, point.y - reach],
        [point.x + reach, point.y + reach],
      ],
      { layers: ['whistle', 'label-whistle'] },
    );
    const dot = mark === undefined ? overlay.pickObject({ x: point.x, y: point.y, radius: 4 }) : null;
    const picked: Picked | null =
      mark !== undefined
        ? { whistle: String(mark.properties.id) }
        : dot?.object !== undefined
          ? { incident: (dot.object as Incident).id }
          : null;
    for (const listener of pickers) listener(picked);
  }

  return {
    get map() {
      return map;
    },
    onMap(attach) {
      attached.set(attach, attach(map));
      return () => {
        attached.get(attach)?.();
        attached.delete(attach);
      };
    },
    onPick(listener) {
      pickers.add(listener);
      return () => pickers.delete(listener);
    },
    setTheme(next) {
      if (next === theme) return;
      theme = next;
      restyle();
    },
    setLanguage(next) {
      if (next === language) return;
      language = next;
      live.whistle = whistleMarks(whistles.list, whistles.now, language, whistles.selected);
      restyle();
    },
    setEdition(next) {
      if (next === edition) return;
      edition = next;
      restyle();
    },
    setScale(next) {
      if (next === scale) return;
      scale = next;
      restyle();
    },
    setIncidents(list, selected = null) {
      incidents = { list, selected };
      whenStyled(() => overlay.setProps({ layers: incidentLayers() }));
    },
    setWhistles(list, now, selected = null) {
      whistles = { list, now, selected };
      showWhistles();
    },
    setFootprint(drawing) {
      const features =
        drawing === null ? { shapes: noFeatures, labels: noFeatures } : footprintFeatures(drawing);
      show('footprint', features.shapes);
      show('footprint-label', features.labels);
    },
    setArrivals: (arrivals) => show('arrival', arrivalFeatures(arrivals)),
    setEdges(edges) {
      show('edge', {
        type: 'FeatureCollection',
        features: edges.map(({ position, anchor, label }) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [...position] },
          properties: { anchor, label },
        })),
      });
    },
    setHotSeams(keys) {
      if (keys.join() === hot.join()) return;
      hot = keys;
      whenStyled(() => {
        for (const layer of ['seam-hot', 'seam-hot-core']) map.setFilter(layer, hotSeamFilter(hot));
      });
    },
    setBlocked(boxes) {
      const { clientWidth: width, clientHeight: height } = container;
      const pieces = boxes === null ? [] : blockedPieces(boxes, { width, height });
      show(
        'blocked',
        blockedFeatures(pieces, (at) => map.unproject(at)),
      );
    },
    flyTo([west, south, east, north], { padding = 80, duration = 900, maxZoom = 18.2 } = {}) {
      map.fitBounds([west, south, east, north], { padding, duration, maxZoom });
    },
    async whenIdle() {
      if (map.loaded() && !map.isMoving() && map.areTilesLoaded()) return;
      await map.once('idle');
    },
    destroy() {
      destroyed = true;
      clearTimeout(rebuilding);
      for (const detach of attached.values()) detach();
      attached.clear();
      discard(map);
    },
  };
}

/** TileJSON names the host the server was asked by, which behind a proxy is not the one the browser knows. */
function fromHere(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return pathname.startsWith('/tiles/') ? location.origin + decodeURI(pathname) + search : url;
}

/** A map without its context may fail while it clears up; what is left of it is garbage anyhow. */
function discard(map: MapLibreMap): void {
  try {
    map.remove();
  } catch {
    map.getContainer().replaceChildren();
  }
}
