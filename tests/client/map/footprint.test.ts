import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  type FootprintParty,
  footprintFeatures,
  partLabels,
} from '../../../client/map/footprint.ts';

const part = (party: number, west: number, south: number, east: number, north: number): FootprintParty => ({
  party,
  name: `party ${party}`,
  share: '50.0 %',
  shape: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
});
const anchors = (parties: readonly FootprintParty[]) =>
  partLabels(parties).map(({ properties }) => properties?.anchor);

describe('labels of the parts of a footprint', () => {
  test('stand above, each on its side of the seam, where the parts lie beside each other', () => {
    const labels = partLabels([part(1, 0, 0, 2, 1), part(2, 2, 0, 3, 1)]);
    expect(labels.map(({ properties }) => properties?.anchor)).toEqual(['bottom-right', 'bottom-left']);
    expect(labels.map(({ geometry }) => (geometry.type === 'Point' ? geometry.coordinates : null))).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  test('stand at the right where one part lies over the other', () => {
    expect(anchors([part(1, 0, 0, 1, 1), part(2, 0, 1, 1, 3)])).toEqual(['left', 'left']);
  });

  test('stand above the middle of a footprint of one party', () => {
    expect(anchors([part(1, 0, 0, 1, 1)])).toEqual(['bottom']);
  });

  test('are none for a point, which has no parts', () => {
    expect(partLabels([{ party: 1, name: '', share: '', shape: null }])).toEqual([]);
  });
});

test('a footprint is drawn part by part, its outline on top', () => {
  const geometry = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [0, 0],
        [3, 0],
        [3, 1],
        [0, 1],
        [0, 0],
      ],
    ],
  };
  const { shapes } = footprintFeatures({
    geometry,
    parties: [part(1, 0, 0, 2, 1), part(2, 2, 0, 3, 1)],
    preview: true,
    reach: 0,
  });
  expect(shapes.features.map(({ properties }) => properties?.role)).toEqual(['part', 'part', 'outline']);
});

test('bounds are found through every kind of geometry', () => {
  expect(
    boundsOf({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [1, 2],
            [3, 4],
            [5, 0],
            [1, 2],
          ],
        ],
      ],
    }),
  ).toEqual([1, 0, 5, 4]);
  expect(boundsOf({ type: 'Point', coordinates: [7, 8] })).toEqual([7, 8, 7, 8]);
});
