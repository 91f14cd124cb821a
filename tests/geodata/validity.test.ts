import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lonlat, Rings } from '../../geodata/geometry.ts';
import { findFault } from '../../geodata/validity.ts';
import { box, place, ring } from './topology/shapes.ts';

const polygon = (...coordinates: Rings) => findFault({ type: 'Polygon', coordinates });
const parts = (...coordinates: Rings[]) => findFault({ type: 'MultiPolygon', coordinates });
const near = (east: number, north: number) => place(east, north).map((degrees) => expect.closeTo(degrees, 9));

describe('a polygon drawn by hand', () => {
  test('is without fault in any direction, closed or open, with its positions repeated', () => {
    expect(polygon(box(0, 0, 1, 1))).toBeNull();
    expect(polygon(box(0, 0, 1, 1).toReversed())).toBeNull();
    expect(polygon(ring([0, 0], [0, 0], [1, 0], [1, 1], [1, 1]))).toBeNull();
  });

  test('that crosses itself is told where', () => {
    expect(polygon(ring([0, 0], [2, 2], [2, 0], [0, 2]))).toEqual({
      fault: 'self-crossing',
      at: near(1, 1),
      part: 0,
      ring: 0,
    });
  });

  test.each([
    ['spike', ring([0, 0], [2, 0], [3, 0], [2, 0], [2, 2])],
    ['pinch', ring([0, 0], [3, 0], [2, 0], [2, 2])],
    ['self-touch', ring([0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2])],
    ['no-area', ring([0, 0], [1, 0], [2, 0])],
    ['degenerate', ring([0, 0], [1, 0], [0, 0])],
    ['degenerate', ring([0, 0], [0, 0], [0, 0], [0, 0])],
  ])('has a %s', (fault, line) => {
    expect(polygon(line)?.fault).toBe(fault);
  });

  test('has holes inside its shell and beside each other', () => {
    expect(polygon(box(0, 0, 9, 9), box(1, 1, 2, 2), box(2, 2, 3, 3))).toBeNull();
    expect(polygon(box(0, 0, 9, 9), box(10, 1, 12, 2))).toMatchObject({
      fault: 'hole-outside-shell',
      ring: 1,
    });
    expect(polygon(box(0, 0, 9, 9), box(1, 1, 5, 5), box(2, 2, 3, 3))).toMatchObject({
      fault: 'holes-overlap',
      ring: 2,
    });
  });

  test('has parts beside each other, a part in a hole included', () => {
    expect(parts([box(0, 0, 9, 9), box(1, 1, 8, 8)], [box(2, 2, 7, 7)])).toBeNull();
    expect(parts([box(0, 0, 1, 1)], [box(1, 1, 2, 2)])).toBeNull();
    expect(parts([box(0, 0, 2, 2)], [box(1, 1, 3, 3)])).toMatchObject({ fault: 'parts-overlap', part: 1 });
  });

  test('may be as small as a doorstep or as large as a province', () => {
    expect(polygon(box(0, 0, 1e-5, 1e-5))).toBeNull();
    expect(polygon(box(0, 0, 4000, 4000))).toBeNull();
    expect(polygon(ring([0, 0], [1e-5, 1e-5], [1e-5, 0], [0, 1e-5]))?.fault).toBe('self-crossing');
  });

  test('is refused when it is empty, not in degrees, not finite, or runs across the 180th meridian', () => {
    expect(parts()?.fault).toBe('empty');
    expect(polygon()?.fault).toBe('empty');
    expect(polygon([])?.fault).toBe('empty');
    expect(
      polygon([
        [116, 39],
        [Number.NaN, 39],
        [116, 40],
      ])?.fault,
    ).toBe('not-finite');
    expect(
      polygon([
        [116, 39],
        [Number.POSITIVE_INFINITY, 39],
        [116, 40],
      ])?.fault,
    ).toBe('not-finite');
    expect(
      polygon([
        [448000, 4417000],
        [448100, 4417000],
        [448100, 4417100],
      ])?.fault,
    ).toBe('out-of-range');
    expect(
      polygon([
        [179.9, 39],
        [-179.9, 39],
        [-179.9, 40],
        [179.9, 40],
      ])?.fault,
    ).toBe('antimeridian');
  });
});

describe('a shape of very many vertices', () => {
  const circle = (count: number): Lonlat[] =>
    Array.from({ length: count }, (_, i) =>
      place(10 * Math.cos((2 * Math.PI * i) / count), 10 * Math.sin((2 * Math.PI * i) / count)),
    );
  /** Positions all over the place, without randomness: multiples of an irrational number. */
  const scribble = (count: number): Lonlat[] =>
    Array.from({ length: count }, (_, i) => place((i * 0.618034 * 10) % 10, (i * 0.754878 * 10) % 10));

  test('200,000 in a circle are judged', () => {
    expect(polygon(circle(200_000))).toBeNull();
  });

  test('200,000 scribbled are told of one crossing', () => {
    expect(polygon(scribble(200_000))).toMatchObject({
      fault: 'self-crossing',
      at: [expect.any(Number), expect.any(Number)],
    });
  });

  test('more than the caller allows are refused before any work', () => {
    expect(polygon(circle(200_002))?.fault).toBe('too-many-vertices');
    expect(findFault({ type: 'Polygon', coordinates: [circle(30)] }, { mostVertices: 20 })?.fault).toBe(
      'too-many-vertices',
    );
  });

  test('crowded into a speck of their extent are given up rather than compared each with each', () => {
    const [west, south] = place(0, 0);
    const speck = circle(20_000).map(
      ([lon, lat]): Lonlat => [west + (lon - west) / 10, south + (lat - south) / 10],
    );
    expect(parts([speck], [box(4000, 4000, 4001, 4001)])?.fault).toBe('too-intricate');
    expect(parts([speck], [box(2, 0, 3, 1)])).toBeNull();
  });
});

test('a star-shaped ring is faultless wherever it begins', () => {
  const radii = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(radii, fc.nat(), (lengths, turn) => {
      const corners = lengths.map((length, i): Lonlat => {
        const angle = (2 * Math.PI * i) / lengths.length;
        return place(length * Math.cos(angle), length * Math.sin(angle));
      });
      const first = turn % corners.length;
      expect(polygon([...corners.slice(first), ...corners.slice(0, first)])).toBeNull();
    }),
  );
});

test('a ring on whole steps is faultless exactly when no two of its edges meet but at the corner between them', () => {
  const corner = fc.tuple(fc.nat(6), fc.nat(6));
  const corners = fc.uniqueArray(corner, { minLength: 3, maxLength: 8, selector: String });
  fc.assert(
    fc.property(corners, (drawn) => {
      expect(polygon(ring(...drawn)) === null).toBe(isSimple(drawn));
    }),
    { numRuns: 1000 },
  );
});

type Corner = readonly [number, number];

/** By comparing every two edges. */
function isSimple(corners: readonly Corner[]): boolean {
  const edges = corners.map((from, i) => [from, corners[(i + 1) % corners.length] ?? from] as const);
  return edges.every(([a, b], i) =>
    edges.every(([c, d], j) => {
      if (j <= i) return true;
      const shared = [a, b].filter((p) => p === c || p === d);
      // Neighbours share a corner; the other ends must not lie on the other edge.
      if (shared.length) return !(isOn(c === b ? d : c, a, b) || isOn(c === b ? a : b, c, d));
      return !(
        (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) ||
        isOn(a, c, d) ||
        isOn(b, c, d) ||
        isOn(c, a, b) ||
        isOn(d, a, b)
      );
    }),
  );
}

const side = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

const isOn = (p: Corner, a: Corner, b: Corner): boolean =>
  side(a, b, p) === 0 &&
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1]);
