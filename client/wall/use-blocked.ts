import { type RefObject, useEffect, useRef } from 'react';
import type { CityMap } from '../map/city-map.ts';

/** What stands over the map: names of the map keep off it. */
const over =
  '.wall-labels p, .wall-plates p, .wall-measure text, .wall-locator, .wall-scale, .wall-schematic, .wall-legend, .wall-lost';
/** Boxes are widened to whole steps, in pixels of the map, so that a countdown does not move the names around it. */
const step = 12;

/**
 * Keeps the names of the map off the texts that stand over it in `section`, and off its edges. `view` changes with the view
 * of the map, null while it flies: then names stand anywhere.
 */
export function useBlocked(
  city: CityMap | null,
  section: RefObject<HTMLElement | null>,
  view: number | null,
  unit: number,
): void {
  const told = useRef('');
  // After every render: what stands there changes with the whistles, the scene, the language and the clock.
  useEffect(() => {
    if (city === null || section.current === null) return;
    const corner = section.current.getBoundingClientRect();
    const boxes =
      view === null
        ? null
        : [...section.current.querySelectorAll(over)].map((element) => {
            const box = element.getBoundingClientRect();
            const down = (pixels: number) => Math.floor(pixels / unit / step) * step;
            const up = (pixels: number) => Math.ceil(pixels / unit / step) * step;
            return {
              left: down(box.left - corner.left),
              top: down(box.top - corner.top),
              right: up(box.right - corner.left),
              bottom: up(box.bottom - corner.top),
            };
          });
    const telling = JSON.stringify([view, boxes]);
    if (telling === told.current) return;
    told.current = telling;
    city.setBlocked(boxes);
  });
}
