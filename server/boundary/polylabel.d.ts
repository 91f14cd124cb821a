declare module 'polylabel' {
  /** Pole of inaccessibility of a polygon (shell, then holes), in the units of its coordinates. */
  export default function polylabel(
    polygon: readonly (readonly (readonly [number, number])[])[],
    precision?: number,
  ): [number, number] & { distance: number };
}
