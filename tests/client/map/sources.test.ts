import { expect, test } from 'vitest';
import { tileSources } from '../../../client/map/sources.ts';

test('tiles come from the edition in force, and before the first none is asked for', () => {
  expect(tileSources('http://here', 3).district).toEqual({
    type: 'vector',
    url: 'http://here/tiles/3/district.json',
    promoteId: 'code',
  });
  for (const source of Object.values(tileSources('http://here', 0)))
    expect(source).toMatchObject({ type: 'vector', tiles: [], minzoom: 24 });
});

test('areas are known by their codes, lines by none', () => {
  const sources = tileSources('http://here', 3);
  const byCode = Object.keys(sources).filter((layer) => 'promoteId' in (sources[layer] ?? {}));
  expect(byCode).toEqual(['district', 'subdistrict', 'community', 'cell']);
});
