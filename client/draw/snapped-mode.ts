import type { SnapToCustom } from 'terra-draw';

type PointerEvent = Parameters<SnapToCustom>[0];
/** Where a pointer's position is drawn to; undefined leaves it. */
export type SnapPointer = (event: PointerEvent) => readonly number[] | undefined;

type Handler = 'onClick' | 'onMouseMove' | 'onDragStart' | 'onDrag' | 'onDragEnd';
type Mode = { [name in Handler]: (event: PointerEvent, ...rest: never[]) => void };

/**
 * A drawing mode that knows no snapping of its own, made to take snapped positions: its handlers are given the pointer
 * where it would be drawn to. `handlers` are those whose positions become corners.
 */
export function snappedMode<M extends object>(
  mode: M,
  handlers: readonly (Handler & keyof M)[],
  snap: SnapPointer,
): M {
  const handled = mode as unknown as Mode;
  for (const name of handlers) {
    const own = handled[name].bind(mode) as Mode[Handler];
    handled[name] = (event, ...rest) => {
      const [lng, lat] = snap(event) ?? [];
      own(lng === undefined || lat === undefined ? event : { ...event, lng, lat }, ...rest);
    };
  }
  return mode;
}
