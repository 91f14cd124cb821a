import {
  hexagonsAround,
  hexagonsBeside,
  hexagonsOf,
  middleOf,
  squareMetresOf,
} from '../../../geodata/analysis/hexagons.ts';
import type { CityColumns } from '../columns.ts';
import type { Neighbourhood } from './neighbours.ts';

/** What is compared: areas of a level or hexagons, each with those beside it. */
export interface Ground {
  readonly codes: readonly string[];
  /** By place among the codes. */
  readonly neighbours: readonly (readonly number[])[];
  readonly squareMetres: (code: string) => number;
  readonly named: (code: string) => { readonly name: string; readonly nameEn: string };
  /** Place among the codes of a row of the columns; -1 for none. */
  readonly placeOf: (row: number) => number;
  /** Whether one lies within an area. */
  readonly within: (code: string, area: string) => boolean;
}

export const areaGround = (
  { coverage, area }: CityColumns,
  { codes, areaOfLeaf, neighbours }: Neighbourhood,
  sizes: ReadonlyMap<string, number>,
): Ground => ({
  codes,
  neighbours,
  squareMetres: (code) => sizes.get(code) ?? Number.POSITIVE_INFINITY,
  named: (code) => {
    const found = coverage.areas.get(code);
    return { name: found?.name ?? code, nameEn: found?.nameEn || code };
  },
  placeOf: (row) => areaOfLeaf[area[row] ?? -1] ?? -1,
  within: (code, above) => coverage.pathOf(code).includes(above),
});

/** All hexagons of a city with those beside each: what is worked out once an edition. */
export interface HexagonNet {
  readonly places: ReadonlyMap<string, number>;
  readonly neighbours: readonly (readonly number[])[];
  /** Finest area that each middle lies in; -1 outside the city. */
  readonly leaves: Int32Array;
}

/** The hexagons of a city; those held before where they have all that incidents lie in. */
export function hexagonNet(columns: CityColumns, before: HexagonNet | null): HexagonNet {
  const { coverage } = columns;
  const { codes: taken } = hexagonsOf(columns);
  if (before !== null && taken.every((code) => before.places.has(code))) return before;
  const inside = (middles: Float64Array) => coverage.locateAll(middles);
  const codes = hexagonsAround(taken, inside);
  const places = new Map(codes.map((code, place) => [code, place]));
  return {
    places,
    neighbours: codes.map((code) => hexagonsBeside(code).flatMap((other) => places.get(other) ?? [])),
    leaves: Int32Array.from(inside(Float64Array.from(codes.flatMap(middleOf)))),
  };
}

export function hexagonGround(columns: CityColumns, { places, neighbours, leaves }: HexagonNet): Ground {
  const { coverage } = columns;
  const { codes: taken, grouping } = hexagonsOf(columns);
  const placeOfTaken = taken.map((code) => places.get(code) ?? -1);
  return {
    codes: [...places.keys()],
    neighbours,
    squareMetres: squareMetresOf,
    named: (code) => {
      const [longitude, latitude] = middleOf(code);
      const name = `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`;
      return { name, nameEn: name };
    },
    placeOf: (row) => placeOfTaken[grouping.groupOf[row] ?? -1] ?? -1,
    within: (code, above) => {
      const leaf = coverage.leaves[leaves[places.get(code) ?? -1] ?? -1];
      return leaf !== undefined && coverage.pathOf(leaf).includes(above);
    },
  };
}

/** The part of a ground that fits, and of neighbours those that do. */
export function narrowed(ground: Ground, fits: (code: string) => boolean): Ground {
  const kept = ground.codes.flatMap((code, place) => (fits(code) ? [place] : []));
  const places = new Map(kept.map((old, place) => [old, place]));
  return {
    ...ground,
    codes: kept.map((old) => ground.codes[old] ?? ''),
    neighbours: kept.map((old) => (ground.neighbours[old] ?? []).flatMap((other) => places.get(other) ?? [])),
    placeOf: (row) => places.get(ground.placeOf(row)) ?? -1,
  };
}
