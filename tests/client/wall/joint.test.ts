import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { inTiles, locatorBox, locatorReach, tilesAround } from '../../../client/wall/locator.ts';
import { type CutEdge, cutEdges } from '../../../client/wall/measure.ts';
import { measuredPieces } from '../../../client/wall/measure-lines.tsx';
import { placeSeamNames, type SeamStretch } from '../../../client/wall/seam-names.ts';
import { metresPerDegree } from '../../../client/wall/views.ts';

const origin = [116.33, 39.88] as const;
const perLon = metresPerDegree * Math.cos((origin[1] * Math.PI) / 180);
/** A polygon from corners in metres east and north of the origin, turned by `degrees` anticlockwise around it. */
const polygon = (corners: readonly (readonly [number, number])[], degrees = 0): Polygon => {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const ring = corners.map(([x, y]) => [
    origin[0] + (x * cos - y * sin) / perLon,
    origin[1] + (x * sin + y * cos) / metresPerDegree,
  ]);
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] };
};
const box = (west: number, south: number, east: number, north: number, degrees = 0) =>
  polygon(
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
    degrees,
  );
const metresOf = (edge: CutEdge | undefined) => edge?.pieces.map(({ metres }) => metres.toFixed(1));

describe('the edge that a seam cuts', () => {
  test('is the southern one of parts beside each other, with the width of each from west to east', () => {
    const [edge] = cutEdges(box(0, 0, 40, 50), [box(26.7, 0, 40, 50), box(0, 0, 26.7, 50)]);
    expect(metresOf(edge)).toEqual(['26.7', '13.3']);
    expect(edge?.outward[0]).toBeCloseTo(0, 6);
    expect(edge?.outward[1]).toBeCloseTo(-1, 6);
  });
  test('is measured along itself, where the seam runs askew and the footprint is turned', () => {
    const west = polygon(
      [
        [0, 0],
        [20, 0],
        [30, 50],
        [0, 50],
      ],
      10,
    );
    const east = polygon(
      [
        [20, 0],
        [40, 0],
        [40, 50],
        [30, 50],
      ],
      10,
    );
    expect(metresOf(cutEdges(box(0, 0, 40, 50, 10), [west, east])[0])).toEqual(['20.0', '20.0']);
  });
  test('looks the same way whichever way round the corners go', () => {
    const clockwise: Polygon = {
      type: 'Polygon',
      coordinates: box(0, 0, 40, 50).coordinates.map((ring) => ring.toReversed()),
    };
    const [edge] = cutEdges(clockwise, [box(0, 0, 10, 50), box(10, 0, 40, 50)]);
    expect(edge?.outward[1]).toBeCloseTo(-1, 6);
    expect(edge?.pieces.map(({ metres }) => Math.round(metres)).sort()).toEqual([10, 30]);
  });
  test('is the western one of parts one over the other', () => {
    const [edge] = cutEdges(box(0, 0, 40, 50), [box(0, 0, 40, 20), box(0, 20, 40, 50)]);
    expect(edge?.outward[0]).toBeCloseTo(-1, 6);
    expect(metresOf(edge)?.sort()).toEqual(['20.0', '30.0']);
  });
  test('is none of a footprint that lies in one area, of a point and of a line', () => {
    expect(cutEdges(box(0, 0, 40, 50), [box(0, 0, 40, 50)])).toEqual([]);
    expect(cutEdges({ type: 'Point', coordinates: [...origin] }, [box(0, 0, 5, 5), box(5, 0, 9, 5)])).toEqual(
      [],
    );
  });
});

describe('the lengths beside an edge', () => {
  const edge: CutEdge = {
    outward: [0, -1],
    pieces: [
      { from: [0, 0], to: [100, 0], metres: 20 },
      { from: [100, 0], to: [120, 0], metres: 4 },
    ],
  };
  const pieces = measuredPieces(
    edge,
    1,
    ([x, y]) => ({ x, y }),
    (metres) => `${metres} m`,
    () => 60,
    ({ right }) => right < 78 || right > 170,
  );
  test('stand outside of it, off the seam and what goes on from it', () => {
    expect(pieces[0]?.label).toBe('20 m');
    expect(pieces[0]?.box).toMatchObject({ left: 10.5, right: 70.5 });
    expect(pieces[0]?.box?.top).toBeGreaterThan(pieces[0]?.line[0].y ?? Infinity);
    expect(pieces[0]?.line[0].y).toBeGreaterThan(0);
  });
  test('go outward where a piece is shorter than its label', () => {
    expect(pieces[1]?.box?.left).toBeGreaterThan(100);
    expect(pieces[1]?.box?.right).toBeGreaterThan(170);
  });
});

describe('the locator map', () => {
  const at = inTiles([116.33, 39.88]);
  test('asks for four tiles at most, and for those around the place', () => {
    expect(tilesAround({ x: 5.5, y: 7.5 })).toEqual([{ x: 5, y: 7 }]);
    expect(tilesAround({ x: 5.1, y: 7.9 })).toEqual([
      { x: 4, y: 7 },
      { x: 5, y: 7 },
      { x: 4, y: 8 },
      { x: 5, y: 8 },
    ]);
  });
  test('shows its areas whole, with what lies around them, in the form it has on the screen', () => {
    const areas = { left: at.x - 0.1, right: at.x + 0.05, top: at.y - 0.1, bottom: at.y + 0.15 };
    const shown = locatorBox(areas, at, 208 / 168);
    expect((shown.right - shown.left) / (shown.bottom - shown.top)).toBeCloseTo(208 / 168, 6);
    expect(shown.left).toBeLessThan(areas.left);
    expect(shown.right).toBeGreaterThan(areas.right);
    expect(shown.top).toBeLessThan(areas.top);
    expect(shown.bottom).toBeGreaterThan(areas.bottom);
  });
  test('cuts areas that reach beyond its tiles, and holds the place', () => {
    const township = { left: at.x - 0.05, right: at.x + 3, top: at.y - 0.05, bottom: at.y + 2 };
    const shown = locatorBox(township, at, 208 / 168);
    expect(shown.left).toBeLessThanOrEqual(at.x);
    expect(shown.top).toBeLessThanOrEqual(at.y);
    expect(shown.right).toBeLessThanOrEqual(at.x + locatorReach + 1e-9);
    expect(shown.bottom).toBeLessThanOrEqual(at.y + locatorReach + 1e-9);
  });
  test('shows the country around the place where no area is known', () => {
    const shown = locatorBox(null, at, 1);
    expect((shown.left + shown.right) / 2).toBeCloseTo(at.x, 9);
    expect(shown.bottom - shown.top).toBeCloseTo(locatorReach / 2, 9);
  });
});

describe('names at a seam', () => {
  const frame = { left: 0, top: 0, right: 1000, bottom: 800 };
  const names = [
    { code: '110106002', width: 140, height: 60 },
    { code: '110102020', width: 200, height: 60 },
  ] as const;
  /** Down the middle of the screen: its left side is east. */
  const down: SeamStretch[] = [
    { from: { x: 480, y: -20 }, to: { x: 520, y: 900 }, left: '110102020003', right: '110106002011' },
  ];
  const level: SeamStretch[] = [
    { from: { x: -10, y: 400 }, to: { x: 1010, y: 400 }, left: '110102020003', right: '110106002011' },
  ];
  test('stand beside it at the top, each on its own side, and off it', () => {
    const placed = placeSeamNames(down, names, frame, [], 28);
    expect(placed?.map(({ code, align, y }) => [code, align, y])).toEqual([
      ['110106002', 'right', 0],
      ['110102020', 'left', 0],
    ]);
    expect((placed?.[0].x ?? 0) + 140 + 28).toBeLessThan(482);
    expect((placed?.[1].x ?? 0) - 28).toBeGreaterThan(482);
  });
  test('know their sides whichever way the line was drawn', () => {
    const up = down.map(({ from, to, left, right }) => ({ from: to, to: from, left: right, right: left }));
    const of = (stretches: SeamStretch[]) =>
      placeSeamNames(stretches, names, frame, [], 28)?.map(({ code, x }) => [code, Math.round(x)]);
    expect(of(up)).toEqual(of(down));
    expect(of(down)).toHaveLength(2);
  });
  test('give way to what stands there already', () => {
    const placed = placeSeamNames(down, names, frame, [{ left: 0, top: 0, right: 1000, bottom: 100 }], 28);
    expect(placed?.[0].y).toBeGreaterThanOrEqual(100);
  });
  test('stand over and under it where it runs across the screen', () => {
    const placed = placeSeamNames(level, names, frame, [], 28);
    expect(placed?.map(({ code, x, y }) => [code, x, y])).toEqual([
      ['110102020', 0, 400 - 28 - 60],
      ['110106002', 0, 428],
    ]);
  });
  test('keep off the rest of a seam that turns a corner', () => {
    const corner: SeamStretch[] = [
      { ...level[0], from: { x: 30, y: 400 } } as SeamStretch,
      { from: { x: 30, y: -10 }, to: { x: 30, y: 400 }, left: '110102020003', right: '110106002011' },
    ];
    const placed = placeSeamNames(corner, names, frame, [], 28);
    expect(placed?.[0].x).toBeGreaterThanOrEqual(44);
  });
  test('are left out where it cannot be followed', () => {
    expect(placeSeamNames([], names, frame, [], 28)).toBeNull();
    expect(placeSeamNames(down, names, frame, [frame], 28)).toBeNull();
  });
});
