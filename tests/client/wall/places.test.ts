import { describe, expect, test } from 'vitest';
import { anchorOf } from '../../../client/wall/anchor.ts';
import { gridOf } from '../../../client/wall/grid.ts';
import { placeLabels } from '../../../client/wall/map-labels.ts';
import { placePlates } from '../../../client/wall/plates.ts';
import { overviewOf, roundLength, viewOf } from '../../../client/wall/views.ts';

describe('the grid', () => {
  test('keeps its panels in heights: a unit is 1/1080 of the height at any resolution', () => {
    expect(gridOf(1920, 1080).unit).toBe(1);
    expect(gridOf(3840, 2160)).toEqual({ ...gridOf(1920, 1080), unit: 2 });
    expect(gridOf(7680, 4320)).toEqual({ ...gridOf(1920, 1080), unit: 4 });
  });
  test('gives width to the map first, then to more columns of the board', () => {
    expect([1920, 2500, 2560, 3840, 5760].map((width) => gridOf(width, 1080).boardColumns)).toEqual([
      1, 1, 2, 2, 3,
    ]);
    expect(gridOf(3840, 1080).unit).toBe(1);
  });
  test('shrinks only where the wall is narrower than 4:3', () => {
    expect(gridOf(1200, 1080).unit).toBeCloseTo(0.833, 3);
  });
  test('puts the panels one over the other where the wall stands upright, and keeps the type large', () => {
    expect(gridOf(1080, 1920)).toMatchObject({ unit: 1, portrait: true, boardColumns: 2, boardHeight: 660 });
    expect(gridOf(2160, 3840).unit).toBe(2);
  });
});

describe('plates of a footprint', () => {
  const frame = { left: 0, top: 0, right: 1000, bottom: 800 };
  const footprint = { left: 400, top: 300, right: 600, bottom: 500 };
  const plate = { width: 128, height: 92 };
  test('stand outside it, each on the side of its part', () => {
    const plates = placePlates(
      [
        { x: 460, y: 400 },
        { x: 570, y: 400 },
      ],
      footprint,
      plate,
      60,
      frame,
    );
    expect(plates.map(({ side, x }) => [side, x])).toEqual([
      ['left', 400 - 60 - 128],
      ['right', 660],
    ]);
  });
  test('of parts one over the other do not cover each other', () => {
    const anchors = [470, 490, 510].map((x, index) => ({ x: x + 100, y: 380 + index * 10 }));
    const tops = placePlates(anchors, footprint, plate, 60, frame).map(({ y }) => y);
    expect((tops[1] ?? 0) - (tops[0] ?? 0)).toBeGreaterThanOrEqual(92);
    expect((tops[2] ?? 0) - (tops[1] ?? 0)).toBeGreaterThanOrEqual(92);
  });
  test('stay within the map', () => {
    const wide = { left: 10, top: 10, right: 990, bottom: 790 };
    for (const { x, y } of placePlates(
      [
        { x: 100, y: 20 },
        { x: 900, y: 780 },
      ],
      wide,
      plate,
      60,
      frame,
    )) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + plate.width).toBeLessThanOrEqual(1000);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + plate.height).toBeLessThanOrEqual(800);
    }
  });
});

test('the leader ends inside the part, in a bent one too', () => {
  const bent = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [9, 10],
        [9, 1],
        [1, 1],
        [1, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  };
  const [x, y] = anchorOf(bent);
  expect(y).toBe(5);
  expect((x > 0 && x < 1) || (x > 9 && x < 10)).toBe(true);
});

test('labels of the map cover no mark and no other label, and the least important is left out first', () => {
  const frame = { left: 0, top: 0, right: 400, bottom: 200 };
  const label = (id: string, x: number) => ({ id, at: { x, y: 100 }, width: 150, height: 28, reach: 10 });
  const placed = placeLabels([label('a', 100), label('b', 130)], frame, [{ x: 60, y: 100 }], 10);
  expect(placed[0]?.id).toBe('a');
  for (const { x, y } of placed)
    for (const mark of [60, 100, 130])
      expect(x < mark + 10 && mark - 10 < x + 150 && y < 110 && 90 < y + 28, `${x} ${y} at ${mark}`).toBe(
        false,
      );
  expect(
    placeLabels([label('a', 100), label('b', 100)], { ...frame, right: 190 }, [], 10).length,
  ).toBeLessThan(2);
});

describe('the camera', () => {
  test('shows a point with its street, not as a dot in nothing', () => {
    const [west, south, east, north] = viewOf({ type: 'Point', coordinates: [116.32, 39.89] }, 0);
    expect((north - south) * 111_195).toBeCloseTo(160, 0);
    expect((east - west) * 111_195 * Math.cos((39.89 * Math.PI) / 180)).toBeCloseTo(160, 0);
  });
  test('does not shrink the city for one whistle far out', () => {
    const near = Array.from({ length: 40 }, (_, i) => [116.3 + i / 400, 39.9] as const);
    const bounds = overviewOf([...near, [117.4, 40.7]]);
    expect(bounds?.[2]).toBeLessThan(116.6);
    expect(overviewOf([])).toBeNull();
  });
  test('has a scale of round lengths', () => {
    expect([4.9, 23, 180, 7200].map(roundLength)).toEqual([2, 20, 100, 5000]);
  });
});
