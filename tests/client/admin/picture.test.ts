import { expect, test } from 'vitest';
import { type Picture, sourcesOf } from '../../../client/admin/picture.ts';
import { change, square } from './editions.ts';

const nothing: Picture = {
  draft: null,
  defects: null,
  warnings: [],
  changes: null,
  selected: null,
  box: null,
};
const naming = { nameOf: ({ nameEn }: { nameEn: string }) => nameEn, noName: '–', nobody: 'nobody' };
const piece = (from: string | null, to: string | null) => ({
  type: 'Feature' as const,
  geometry: square([116.4, 39.9]),
  properties: { from, to, area: 10 },
});

test('land that changed hands is hued by who has it now, and has no hue where that is nobody', () => {
  const changes = {
    areas: [change({ code: 'a', nameEn: 'Jia' }), change({ code: 'b', nameEn: 'Yi' })],
    shapes: {
      type: 'FeatureCollection' as const,
      features: [piece('a', 'b'), piece('b', 'a'), piece('a', null)],
    },
  };
  const sources = sourcesOf({ ...nothing, changes }, naming);
  expect(sources['admin-change'].features.map(({ properties }) => properties?.party)).toEqual([2, 1, 0]);
  expect(sources['admin-change-label'].features.map(({ properties }) => properties?.label)).toEqual([
    'Jia → Yi',
    'Yi → Jia',
    'Jia → nobody',
  ]);
});
