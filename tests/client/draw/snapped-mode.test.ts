import { expect, test } from 'vitest';
import { snappedMode } from '../../../client/draw/snapped-mode.ts';

const event = {
  lng: 116.3,
  lat: 39.9,
  containerX: 10,
  containerY: 20,
  button: 'left' as const,
  heldKeys: [],
  isContextMenu: false,
};

/** As little of a drawing mode as takes corners. */
class Corners {
  readonly corners: string[] = [];
  onClick({ lng, lat, containerX }: typeof event) {
    this.corners.push(`click ${lng} ${lat} ${containerX}`);
  }
  onDragEnd({ lng, lat }: typeof event, setDraggable: (on: boolean) => void) {
    this.corners.push(`end ${lng} ${lat}`);
    setDraggable(true);
  }
  onMouseMove({ lng, lat }: typeof event) {
    this.corners.push(`move ${lng} ${lat}`);
  }
}

test('corners go where the pointer is drawn to, and what else a handler is given reaches it', () => {
  const mode = snappedMode(new Corners(), ['onClick', 'onDragEnd'], () => [116.25, 39.95]);
  let draggable = false;
  mode.onClick(event);
  mode.onDragEnd(event, (on) => {
    draggable = on;
  });
  mode.onMouseMove(event);
  expect(mode.corners).toEqual(['click 116.25 39.95 10', 'end 116.25 39.95', 'move 116.3 39.9']);
  expect(draggable).toBe(true);
});

test('where nothing is near, the pointer stays where it is', () => {
  const mode = snappedMode(new Corners(), ['onClick'], () => undefined);
  mode.onClick(event);
  expect(mode.corners).toEqual(['click 116.3 39.9 10']);
});
