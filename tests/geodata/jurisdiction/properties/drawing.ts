import { feature, lonlat, type Place, randomFrom, randomPolygon, ring } from '../town.ts';
import type { World } from './world.ts';

/** What a hand may draw over a world. */
export const drawings = [
  'star',
  'whole area',
  'along a boundary',
  'sliver on a boundary',
  'corners on corners',
  'box through corners',
  'two parts',
  'line along a boundary',
  'line across',
  'point on a corner',
  'point on an edge',
  'point',
] as const;
export type Drawing = (typeof drawings)[number];

/** A Feature of that kind somewhere over the world; the seed decides where. It may be faulty: hands are. */
export function draw(world: World, drawing: Drawing, seed: number) {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const boundary = pick(world.rings);
  const start = Math.floor(random() * boundary.length);
  const corner = (steps: number): Place => boundary[(start + steps) % boundary.length] as Place;
  const somewhere = (): Place => [4400 * random() - 2200, 4400 * random() - 2200];
  const size = 10 ** (0.7 + 2.6 * random());
  const polygon = (places: readonly Place[]) => ({ type: 'Polygon', coordinates: [ring(places)] });
  switch (drawing) {
    case 'star':
      return feature({
        type: 'Polygon',
        coordinates: randomPolygon(random, random() < 0.7 ? corner(0) : somewhere(), size),
      });
    case 'whole area':
      return feature(polygon(boundary));
    case 'along a boundary': {
      const run = Array.from({ length: 2 + Math.floor(3 * random()) }, (_, i) => corner(i));
      const [x, y] = between(corner(0), corner(2), random());
      return feature(polygon([...run, [x + size * (random() - 0.5), y + size * (random() - 0.5)]]));
    }
    case 'sliver on a boundary': {
      const width = 10 ** (2 * random() - 1.5);
      const [from, to] = [
        between(corner(0), corner(1), 0.4 * random()),
        between(corner(0), corner(1), 1 - 0.4 * random()),
      ];
      const [dx, dy] = across(from, to, width);
      const shift = pick([0, -1, -0.5, -random()]);
      const [sx, sy] = [dx * shift, dy * shift];
      return feature(
        polygon([
          [from[0] + sx, from[1] + sy],
          [to[0] + sx, to[1] + sy],
          [to[0] + sx + dx, to[1] + sy + dy],
          [from[0] + sx + dx, from[1] + sy + dy],
        ]),
      );
    }
    case 'corners on corners': {
      const corners = Array.from({ length: 3 + Math.floor(4 * random()) }, () => pick(pick(world.rings)));
      const [cx, cy] = middleOf(corners);
      // Sorted around their middle they seldom cross.
      return feature(
        polygon(corners.sort((a, b) => Math.atan2(a[1] - cy, a[0] - cx) - Math.atan2(b[1] - cy, b[0] - cx))),
      );
    }
    case 'box through corners': {
      const [a, b] = [corner(0), random() < 0.5 ? corner(2) : pick(pick(world.rings))];
      return feature(
        polygon([
          [Math.min(a[0], b[0]), Math.min(a[1], b[1])],
          [Math.max(a[0], b[0]), Math.min(a[1], b[1])],
          [Math.max(a[0], b[0]), Math.max(a[1], b[1])],
          [Math.min(a[0], b[0]), Math.max(a[1], b[1])],
        ]),
      );
    }
    case 'two parts':
      return feature({
        type: 'MultiPolygon',
        coordinates: [
          randomPolygon(random, [-700 - 600 * random(), 600 * random()], 600),
          randomPolygon(random, [700 + 600 * random(), 600 * random()], 600),
        ],
      });
    case 'line along a boundary': {
      const run = Array.from({ length: 2 + Math.floor(4 * random()) }, (_, i) => lonlat(corner(i)));
      return feature({ type: 'LineString', coordinates: run }, { width: pick([0, 6, 30]) });
    }
    case 'line across': {
      const run = Array.from({ length: 2 + Math.floor(4 * random()) }, () => lonlat(somewhere()));
      return feature(
        { type: 'LineString', coordinates: run },
        { width: pick([0, 12]), accuracy: pick([0, 5]) },
      );
    }
    case 'point on a corner':
      return feature({ type: 'Point', coordinates: lonlat(corner(0)) }, { accuracy: pick([0, 3, 40]) });
    case 'point on an edge':
      return feature(
        { type: 'Point', coordinates: lonlat(between(corner(0), corner(1), random())) },
        { accuracy: pick([0, 3, 40]) },
      );
    case 'point':
      return feature(
        { type: 'Point', coordinates: lonlat(somewhere()) },
        { accuracy: pick([0, 10, 200 * random()]) },
      );
  }
}

const between = ([ax, ay]: Place, [bx, by]: Place, t: number): Place => [
  ax + t * (bx - ax),
  ay + t * (by - ay),
];

/** To the left of the way from one place to another, as far as `width`. */
function across([ax, ay]: Place, [bx, by]: Place, width: number): Place {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  return [(-(by - ay) / length) * width, ((bx - ax) / length) * width];
}

const middleOf = (places: readonly Place[]): Place => [
  places.reduce((sum, [x]) => sum + x, 0) / places.length,
  places.reduce((sum, [, y]) => sum + y, 0) / places.length,
];
