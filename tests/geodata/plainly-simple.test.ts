import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Line, Lonlat } from '../../geodata/geometry.ts';
import { isPlainlySimple } from '../../geodata/plainly-simple.ts';
import { findFaultByPartition, frameAround } from '../../geodata/validity.ts';
import { draw, drawings } from './jurisdiction/properties/drawing.ts';
import { createWorld } from './jurisdiction/properties/world.ts';

/** Judges a ring both ways: what is called plain has no fault; true where it was plain. */
function plainAndSound(ring: Line): boolean {
  const frame = frameAround([[ring]]);
  const plain = isPlainlySimple(ring, frame);
  if (plain) expect(findFaultByPartition([[ring]], frame)).toBeNull();
  return plain;
}

const runs = 3_000;
const corner = { min: 0, max: 12 } as const;

test('no ring on a coarse lattice that has a fault is plain', () => {
  let plain = 0;
  const places = fc.array(fc.tuple(fc.integer(corner), fc.integer(corner)), { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(places, (lattice) => {
      if (plainAndSound(lattice.map(([x, y]): Lonlat => [116 + x / 1000, 39 + y / 1000]))) plain++;
    }),
    { numRuns: runs },
  );
  expect(plain).toBeGreaterThan(runs / 20);
});

test('no ring whose corners lie a few grid units from others, and that has a fault, is plain', () => {
  let plain = 0;
  const near = fc.record({
    corners: fc.array(fc.tuple(fc.integer(corner), fc.integer(corner)), { minLength: 3, maxLength: 7 }),
    // Of a millionth of the extent each grid unit is a fortieth: from far less than one to far more.
    off: fc.array(fc.tuple(fc.double({ min: -1, max: 1 }), fc.double({ min: -1, max: 1 })), { minLength: 7 }),
    scale: fc.constantFrom(1e-9, 2e-8, 1e-7, 1e-6, 1e-4),
  });
  fc.assert(
    fc.property(near, ({ corners, off, scale }) => {
      const there = corners.map(([x, y]): Lonlat => [116 + x / 1000, 39 + y / 1000]);
      // There and back again, not quite the same way.
      const back = there.toReversed().map(([x, y], i): Lonlat => {
        const [dx = 0, dy = 0] = off[i] ?? [];
        return [x + dx * scale * 0.012, y + dy * scale * 0.012];
      });
      for (const ring of [there, [...there, ...back]]) if (plainAndSound(ring)) plain++;
    }),
    { numRuns: runs },
  );
  expect(plain).toBeGreaterThan(0);
});

test('nothing drawn over a city that has a fault is plain, and most of what has none is', () => {
  let [plain, sound] = [0, 0];
  const worlds = [createWorld(3, false), createWorld(4, true)];
  for (let seed = 0; seed < runs; seed++) {
    const { geometry } = draw(
      worlds[seed % 2] as never,
      drawings[seed % drawings.length] as never,
      7919 * seed,
    );
    if (geometry.type !== 'Polygon') continue;
    const [shell = [], ...holes] = geometry.coordinates as unknown as Line[];
    if (holes.length > 0) continue;
    if (plainAndSound(shell)) plain++;
    if (findFaultByPartition([[shell]], frameAround([[shell]])) === null) sound++;
  }
  expect(plain).toBeGreaterThan(0.9 * sound);
});
