import type { Position } from 'geojson';
import {
  type HexColor,
  type SnapToCustom,
  TerraDrawCircleMode,
  TerraDrawFreehandMode,
  TerraDrawLineStringMode,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawSelectMode,
} from 'terra-draw';
import { snappedMode } from './snapped-mode.ts';

/** Ink of the outline and the plate of its handles, asked for at every stroke since the theme may change. */
export interface DrawColours {
  readonly ink: () => HexColor;
  readonly plate: () => HexColor;
}

/** terra-draw's modes in our strokes. Fills stay empty: the map paints what is drawn with the hatches of its parties. */
export function drawModes(
  colours: DrawColours,
  snap: (event: Parameters<SnapToCustom>[0]) => Position | undefined,
) {
  const snapping = { toCustom: snap };
  const ink = colours.ink;
  const plate = colours.plate;
  const handle = { width: 4, outline: 2 };
  const shape = {
    fillColor: ink,
    fillOpacity: 0.04,
    outlineColor: ink,
    outlineWidth: 2,
  };
  const corners = {
    closingPointColor: plate,
    closingPointWidth: handle.width,
    closingPointOutlineColor: ink,
    closingPointOutlineWidth: handle.outline,
    snappingPointColor: ink,
    snappingPointWidth: 3,
    snappingPointOutlineColor: plate,
    snappingPointOutlineWidth: handle.outline,
    coordinatePointColor: plate,
    coordinatePointWidth: handle.width,
    coordinatePointOutlineColor: ink,
    coordinatePointOutlineWidth: handle.outline,
  };
  const dragged = ['onClick', 'onMouseMove', 'onDragStart', 'onDrag', 'onDragEnd'] as const;
  const drag = { drawInteraction: 'click-move-or-drag' } as const;
  const reshape = {
    feature: {
      draggable: true,
      coordinates: { midpoints: true, draggable: true, deletable: true, snappable: snapping },
    },
  };
  return [
    new TerraDrawSelectMode({
      flags: {
        point: { feature: { draggable: true } },
        linestring: reshape,
        polygon: reshape,
        hole: reshape,
        rectangle: reshape,
        freehand: reshape,
        circle: { feature: { draggable: true, coordinates: { resizable: 'center-fixed' } } },
      },
      styles: {
        selectedPolygonColor: ink,
        selectedPolygonFillOpacity: 0.04,
        selectedPolygonOutlineColor: ink,
        selectedPolygonOutlineWidth: 2,
        selectedLineStringColor: ink,
        selectedLineStringWidth: 2.5,
        selectedPointColor: ink,
        selectedPointWidth: 5,
        selectedPointOutlineColor: plate,
        selectedPointOutlineWidth: handle.outline,
        selectionPointColor: plate,
        selectionPointWidth: handle.width,
        selectionPointOutlineColor: ink,
        selectionPointOutlineWidth: handle.outline,
        midPointColor: ink,
        midPointWidth: 2.5,
        midPointOutlineColor: plate,
        midPointOutlineWidth: 1.5,
      },
    }),
    snappedMode(
      new TerraDrawPointMode({
        styles: {
          pointColor: ink,
          pointWidth: 5,
          pointOutlineColor: plate,
          pointOutlineWidth: handle.outline,
        },
      }),
      ['onClick', 'onDrag'],
      snap,
    ),
    new TerraDrawLineStringMode({
      snapping,
      showCoordinatePoints: true,
      styles: { lineStringColor: ink, lineStringWidth: 2.5, ...corners },
    }),
    new TerraDrawPolygonMode({ snapping, showCoordinatePoints: true, styles: { ...shape, ...corners } }),
    snappedMode(new TerraDrawRectangleMode({ ...drag, styles: shape }), dragged, snap),
    snappedMode(new TerraDrawCircleMode({ ...drag, segments: 72, styles: shape }), dragged, snap),
    // Only where a stroke begins and ends: between, it follows the hand.
    snappedMode(
      new TerraDrawFreehandMode({ ...drag, styles: { ...shape, ...pick(corners, 'closingPoint') } }),
      ['onClick', 'onDragStart', 'onDragEnd'],
      snap,
    ),
    new TerraDrawPolygonMode({
      modeName: 'hole',
      snapping,
      showCoordinatePoints: true,
      styles: { ...shape, ...corners },
    }),
  ];
}

function pick<T extends object>(styles: T, prefix: string): Partial<T> {
  return Object.fromEntries(Object.entries(styles).filter(([name]) => name.startsWith(prefix))) as Partial<T>;
}
