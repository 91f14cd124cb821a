import type { Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import {
  type GeoJSONStoreFeatures,
  type HexColor,
  type SnapToCustom,
  TerraDraw,
  TerraDrawModeUndoRedo,
  TerraDrawSessionUndoRedo,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { FootprintGeometry, Line, Lonlat } from '../../geodata/geometry.ts';
import type { CityMap } from '../map/city-map.ts';
import { drawModes } from './modes.ts';
import { createReadout } from './readout.ts';
import { type DrawnShape, withHoles } from './shape.ts';
import { linesNear } from './snap-lines.ts';
import { findSnap, type Pixel, type Snap } from './snapping.ts';
import { asStored, isDrawn } from './stored-shapes.ts';
import { snappingTools, type Tool } from './tools.ts';

export interface DrawingListener {
  /** After every change, also while the pointer moves; null once nothing is drawn. */
  onShape(shape: DrawnShape | null): void;
  onTool(tool: Tool): void;
  onHistory(history: { readonly undo: boolean; readonly redo: boolean }): void;
  /** Lines to write beside the pointer, the first one in full strength. */
  describe(shape: DrawnShape | null, snap: Snap | null, snapping: boolean): readonly string[];
}

export interface Drawing {
  readonly tool: Tool;
  setTool(tool: Tool): void;
  /** Whether corners are put on what the map shows; holding Alt turns it off for the moment. */
  setSnapping(on: boolean): void;
  setColours(ink: HexColor, plate: HexColor): void;
  /** Boundaries exactly as stored, within the view; null where only the tiles are known. */
  setExactLines(lines: readonly Line[] | null): void;
  /** Puts a shape that was drawn before back on the map, holes and all. */
  restore(geometry: FootprintGeometry | null): void;
  undo(): void;
  redo(): void;
  clear(): void;
  destroy(): void;
}

/** The drawing tools on a city map: one footprint at a time, with holes, snapping and a way back. */
export function createDrawing(cityMap: CityMap, listener: DrawingListener): Drawing {
  let draw: TerraDraw | null = null;
  let tool: Tool = 'select';
  let snappingOn = true;
  let altHeld = false;
  let ink: HexColor = '#17202e';
  let plate: HexColor = '#ffffff';
  let exact: readonly Line[] | null = null;
  let snap: Snap | null = null;
  let pointer: Pixel | null = null;
  let kept: GeoJSONStoreFeatures[] = [];
  let shape: DrawnShape | null = null;
  let hideReadout = () => {};

  const snapAt = (at: Pixel): Snap | null => {
    snap = snappingOn && !altHeld ? nearest(cityMap.map, at, exact) : null;
    return snap;
  };
  const snapTo = (event: Parameters<SnapToCustom>[0]): Position | undefined => {
    const found = snapAt({ x: event.containerX, y: event.containerY });
    return found === null ? undefined : [...found.position];
  };

  const detach = cityMap.onMap((map) => {
    const readout = createReadout(map.getContainer());
    const start = () => {
      const made = new TerraDraw({
        adapter: new TerraDrawMapLibreGLAdapter({
          map,
          renderBelowLayerId: 'seam-hot',
          coordinatePrecision: 9,
        }),
        modes: drawModes({ ink: () => ink, plate: () => plate }, snapTo),
        undoRedo: { modeLevel: new TerraDrawModeUndoRedo(), sessionLevel: new TerraDrawSessionUndoRedo() },
      });
      made.start();
      draw = made;
      if (kept.length > 0) made.addFeatures(kept);
      if (kept.length > 0) read(made);
      made.setMode(tool);
      made.on('change', (_ids, type) => {
        if (type !== 'styling') read(made);
      });
      made.on('finish', (id, { action, mode }) => {
        read(made);
        if (action === 'draw') finished(made, id, mode);
      });
      made.on('history', () => listener.onHistory({ undo: made.canUndo(), redo: made.canRedo() }));
    };
    const move = (event: { point: Pixel; lngLat: { lng: number; lat: number } }) => {
      pointer = event.point;
      // These two take no notice of a pointer that only moves.
      if (tool === 'point' || tool === 'freehand') snapAt(event.point);
      if (tool === 'point' && draw !== null && mainFeature(draw) === undefined)
        tell({
          geometry: {
            type: 'Point',
            coordinates: snap === null ? [event.lngLat.lng, event.lngLat.lat] : [...snap.position],
          },
          finished: false,
          at: snap?.position ?? null,
        });
      if (!snappingTools.includes(tool)) snap = null;
      describe();
    };
    const leave = () => readout.hide();
    hideReadout = leave;
    const describe = () => {
      if (pointer === null || tool === 'select') readout.hide();
      else
        readout.show(
          pointer.x,
          pointer.y,
          listener.describe(shape, snap, snappingOn && !altHeld && snappingTools.includes(tool)),
        );
    };
    map.on('mousemove', move);
    map.getCanvas().addEventListener('pointerleave', leave);
    if (map.getLayer('seam-hot') !== undefined) start();
    else map.once('style.load', start);
    return () => {
      kept = draw === null ? kept : draw.getSnapshot().filter(isDrawn);
      map.off('mousemove', move);
      map.off('style.load', start);
      map.getCanvas().removeEventListener('pointerleave', leave);
      readout.remove();
      stop(draw);
      draw = null;
    };
  });

  const alt = (event: KeyboardEvent) => {
    if (event.key === 'Alt') altHeld = event.type === 'keydown';
  };
  const keys = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement | null;
    const canvas = cityMap.map.getCanvas();
    if (target?.closest('input, textarea, select, [contenteditable], [role="dialog"]')) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      if (event.shiftKey) draw?.redo();
      else draw?.undo();
    } else if (target === canvas) return;
    else if (event.key === 'Escape' || (event.key === 'Enter' && !target?.closest('button, a'))) {
      // terra-draw hears these two on the canvas alone; they hold wherever the focus is.
      canvas.dispatchEvent(new KeyboardEvent('keyup', { key: event.key }));
    }
  };
  const blur = () => {
    altHeld = false;
  };
  window.addEventListener('keydown', alt);
  window.addEventListener('keyup', alt);
  window.addEventListener('keydown', keys);
  window.addEventListener('blur', blur);

  function read(from: TerraDraw) {
    const features = from.getSnapshot();
    const main = features.filter((feature) => isDrawn(feature) && feature.properties.mode !== 'hole').at(-1);
    if (main === undefined) {
      if (features.every((feature) => !isDrawn(feature))) tell(null);
      return;
    }
    const holes = features.flatMap(({ geometry, properties }) =>
      properties.mode === 'hole' &&
      isDrawn({ geometry, properties } as GeoJSONStoreFeatures) &&
      geometry.type === 'Polygon'
        ? [geometry]
        : [],
    );
    const geometry = main.geometry.type === 'Polygon' ? withHoles(main.geometry, holes) : main.geometry;
    tell({
      geometry: geometry as FootprintGeometry,
      finished: main.properties.currentlyDrawing !== true && from.getModeState() !== 'drawing',
      at: snap?.position ?? null,
    });
    const older = features.filter(
      (feature) =>
        isDrawn(feature) &&
        feature.id !== main.id &&
        (feature.properties.mode !== 'hole' || main.properties.currentlyDrawing === true),
    );
    // A new footprint takes the place of the old one as soon as it is begun.
    const ids = older.flatMap(({ id }) => (id === undefined ? [] : [id]));
    if (ids.length > 0)
      queueMicrotask(() => draw === from && from.removeFeatures(ids.filter((id) => from.hasFeature(id))));
  }

  function tell(next: DrawnShape | null) {
    shape = next;
    listener.onShape(next);
  }

  function finished(from: TerraDraw, id: string | number, mode: string) {
    if (mode === 'hole') {
      const hole = from.getSnapshotFeature(id)?.geometry;
      const main = mainFeature(from);
      const fits =
        hole?.type === 'Polygon' &&
        main?.geometry.type === 'Polygon' &&
        withHoles(main.geometry, [hole]).coordinates.length > 1;
      if (!fits) from.removeFeatures([id]);
      read(from);
    }
    // What was drawn can be reshaped at once, and a stray click does not begin another.
    queueMicrotask(() => {
      if (draw !== from) return;
      setTool('select');
      if (mode !== 'hole' && from.hasFeature(id)) from.selectFeature(id);
    });
  }

  function setTool(next: Tool) {
    tool = next;
    snap = null;
    hideReadout();
    draw?.setMode(next);
    listener.onTool(next);
  }

  return {
    get tool() {
      return tool;
    },
    setTool,
    setSnapping(on) {
      snappingOn = on;
    },
    setColours(nextInk, nextPlate) {
      ink = nextInk;
      plate = nextPlate;
    },
    setExactLines(lines) {
      exact = lines;
    },
    restore(geometry) {
      kept = geometry === null ? [] : asStored(geometry);
      if (draw !== null && kept.length > 0) {
        draw.addFeatures(kept);
        read(draw);
      }
    },
    undo: () => draw?.undo(),
    redo: () => draw?.redo(),
    clear() {
      draw?.clear();
      draw?.clearUndoRedoHistory();
      listener.onHistory({ undo: false, redo: false });
      tell(null);
    },
    destroy() {
      window.removeEventListener('keydown', alt);
      window.removeEventListener('keyup', alt);
      window.removeEventListener('keydown', keys);
      window.removeEventListener('blur', blur);
      detach();
    },
  };
}

const mainFeature = (draw: TerraDraw): GeoJSONStoreFeatures | undefined =>
  draw
    .getSnapshot()
    .filter((feature) => isDrawn(feature) && feature.properties.mode !== 'hole')
    .at(-1);

function nearest(map: MapLibreMap, at: Pixel, exact: readonly Line[] | null): Snap | null {
  return findSnap(linesNear(map, at, exact), at, (position: Lonlat) =>
    map.project([position[0], position[1]]),
  );
}

/** A map that has lost its context can no longer be tidied up. */
function stop(draw: TerraDraw | null): void {
  try {
    draw?.stop();
  } catch {
    return;
  }
}
