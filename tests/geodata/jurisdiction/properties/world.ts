import { Delaunay } from 'd3-delaunay';
import type { Area } from '../../../../geodata/area.ts';
import type { EditionGeography } from '../../../../geodata/jurisdiction/edition.ts';
import { type Drawn, geographyOf, type Place, randomFrom } from '../town.ts';

/** A city made to be difficult: what was drawn, and the corners and rings that a footprint may run along. */
export interface World {
  readonly drawn: readonly Drawn[];
  readonly geography: EditionGeography;
  /** Open rings of all areas, metres; their corners are where boundaries meet. */
  readonly rings: readonly (readonly Place[])[];
}

/**
 * Communities in subdistricts of two districts, 4 km across. Some communities have several parts, some lie inside another as an island
 * in its hole, some subdistricts own land far from the rest. With `faults`, some land is nobody's, some is
 * claimed twice, by hand's breadths and by tens of metres.
 */
export function createWorld(seed: number, faults: boolean): World {
  const random = randomFrom(seed);
  const sites = Array.from({ length: 36 }, (): [number, number] => [
    4000 * random() - 2000,
    4000 * random() - 2000,
  ]);
  const cells = Delaunay.from(sites).voronoi([-2000, -2000, 2000, 2000]);
  const drawn: Drawn[] = [];
  const rings: (readonly Place[])[] = [];
  const add = (subdistrict: string, polygons: readonly (readonly (readonly Place[])[])[]): void => {
    const code = `${subdistrict}${String(drawn.length + 1).padStart(3, '0')}`;
    drawn.push({ code, level: 'community', parent: subdistrict, polygons });
    for (const polygon of polygons) rings.push(...polygon);
  };
  let pending: { subdistrict: string; polygon: readonly (readonly Place[])[] } | null = null;
  sites.forEach((site, i) => {
    const cell = (cells.cellPolygon(i) as Place[] | null)?.slice(0, -1);
    if (!cell) return;
    const fate = random();
    if (faults && fate < 0.06) return;
    const subdistrict = subdistrictAt(random() < 0.12 ? [-site[0], -site[1]] : site);
    const outer = faults && fate < 0.3 ? scaled(cell, site, slip(random)) : cell;
    if (random() < 0.2) {
      const island = scaled(cell, site, 0.35);
      add(subdistrictAt([-site[0], site[1]]), [[island]]);
      add(subdistrict, [[outer, island.toReversed()]]);
    } else if (pending) {
      add(pending.subdistrict, [pending.polygon, [outer]]);
      pending = null;
    } else if (random() < 0.15) pending = { subdistrict, polygon: [outer] };
    else add(subdistrict, [[outer]]);
  });
  if (pending !== null) {
    const { subdistrict, polygon } = pending as { subdistrict: string; polygon: (readonly Place[])[] };
    add(subdistrict, [polygon]);
  }
  return { drawn, geography: geographyOf(drawn, subdistrictsIn(drawn)), rings };
}

/** The same world with the codes of its subdistricts changed, and nothing else. */
export function renamed(world: World, newCode: (code: string) => string): EditionGeography {
  const { geography } = world;
  return {
    ...geography,
    areas: geography.areas.map((area) =>
      area.level === 'subdistrict'
        ? { ...area, code: newCode(area.code), name: newCode(area.code), nameEn: newCode(area.code) }
        : area.level === 'community'
          ? { ...area, parent: newCode(area.parent ?? '') }
          : area,
    ),
  };
}

/** From a hand's breadth to tens of metres, inwards or outwards. */
const slip = (random: () => number): number =>
  1 + (random() < 0.5 ? -1 : 1) * (random() < 0.5 ? 0.004 * random() : 0.15 * random());

const scaled = (ring: readonly Place[], [x, y]: Place, factor: number): Place[] =>
  ring.map(([px, py]): Place => [x + factor * (px - x), y + factor * (py - y)]);

const subdistrictAt = ([x, y]: Place): string =>
  `${x < 0 ? '110106' : '110102'}00${1 + Math.floor((y + 2000) / 1001)}`;

const subdistrictsIn = (drawn: readonly Drawn[]): Area[] =>
  [...new Set(drawn.map(({ parent }) => parent ?? ''))].map((code) => ({
    code,
    name: code,
    nameEn: code,
    level: 'subdistrict',
    parent: code.slice(0, 6),
  }));
