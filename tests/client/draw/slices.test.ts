import { expect, test } from 'vitest';
import { openSlices } from '../../../client/draw/slices.ts';
import type { Bounds } from '../../../geodata/geometry.ts';
import { createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import { packGeography } from '../../../geodata/jurisdiction/pack.ts';
import { packSlice } from '../../../geodata/jurisdiction/pack-slice.ts';
import { sliceGeography } from '../../../geodata/jurisdiction/slice.ts';
import { geographyOf, lonlat, randomTown, subdistrictsOf } from '../../geodata/jurisdiction/town.ts';

const drawn = randomTown(1, false);
const geography = geographyOf(drawn, subdistrictsOf(drawn));
const whole = createCoverage(geography);

/** A server with one edition, and what it was asked for. */
function serve({ slices = true } = {}) {
  const asked: string[] = [];
  let down = false;
  const fetchBytes = async (path: string): Promise<Uint8Array | null> => {
    asked.push(path);
    if (down) throw new Error('out of reach');
    if (path === '/api/editions/1/coverage') return packGeography(geography);
    if (!slices || !path.startsWith('/api/editions/1/slice')) return null;
    const bbox = path.split('bbox=')[1]?.split(',').map(Number) as unknown as Bounds | undefined;
    return packSlice(sliceGeography(whole, bbox ?? null));
  };
  return {
    fetchBytes,
    asked,
    goDown: (now: boolean) => {
      down = now;
    },
  };
}

const view = (east: number, size: number): Bounds => [...lonlat([east, 0]), ...lonlat([east + size, size])];

test('verdicts stand on the lines between parties, fetched once', async () => {
  const { fetchBytes, asked } = serve();
  const { coverage } = await openSlices(1, fetchBytes);
  expect(coverage.byParty().arrangement).toEqual(whole.byParty().arrangement);
  expect(coverage.arrangement.vertexX.length).toBeLessThan(whole.arrangement.vertexX.length);
  expect(asked).toEqual(['/api/editions/1/slice']);
});

test('the finest lines come with the view, and for views next to it they are there already', async () => {
  const { fetchBytes, asked } = serve();
  const slices = await openSlices(1, fetchBytes);
  const lines = await slices.around(view(0, 300));
  expect(lines.vertexX.length).toBeGreaterThan(slices.coverage.arrangement.vertexX.length);
  expect(await slices.around(view(40, 300))).toBe(lines);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatch(/bbox=\d+(\.\d+)?,/);
});

test('a view wider than any slice has the lines between parties', async () => {
  const { fetchBytes, asked } = serve();
  const slices = await openSlices(1, fetchBytes);
  expect(await slices.around([110, 35, 120, 45])).toBe(slices.coverage.arrangement);
  expect(asked).toHaveLength(1);
});

test('only the last few views are kept', async () => {
  const { fetchBytes, asked } = serve();
  const slices = await openSlices(1, fetchBytes);
  for (let i = 0; i < 8; i++) await slices.around(view(20_000 * i, 300));
  await slices.around(view(20_000 * 7, 300));
  expect(asked).toHaveLength(9);
  await slices.around(view(0, 300));
  expect(asked).toHaveLength(10);
});

test('what failed is asked for again', async () => {
  const { fetchBytes, goDown } = serve();
  const slices = await openSlices(1, fetchBytes);
  goDown(true);
  await expect(slices.around(view(0, 300))).rejects.toThrow('out of reach');
  await expect(slices.whole()).rejects.toThrow('out of reach');
  goDown(false);
  expect((await slices.around(view(0, 300))).vertexX.length).toBeGreaterThan(0);
  expect((await slices.whole()).leaves).toEqual(whole.leaves);
});

test('a server without slices is asked for the whole, one without the edition is told of', async () => {
  const { coverage } = await openSlices(1, serve({ slices: false }).fetchBytes);
  expect(coverage.leaves).toEqual(whole.leaves);
  await expect(openSlices(2, serve().fetchBytes)).rejects.toThrow('no edition 2');
});
