import { gzipSync } from 'node:zlib';
import { type Level, levels } from '../../geodata/area.ts';
import type { Rings } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { type Arrangement, chainCount, faceCount } from '../../geodata/topology/arrangement.ts';
import { ownersOf } from '../../geodata/topology/face.ts';
import { simplify } from '../../geodata/topology/simplify.ts';
import { outlinesAt } from './draw-edition.ts';
import { hierarchyOf } from './hierarchy.ts';
import { levelsIn } from './register.ts';

/** Characters of a map for a browser, and areas in one. */
const room = 5_000_000;
const mostAreas = 12_000;
/** Metres by which a line may be moved; the first that makes the map small enough is taken. */
const tolerances = [1, 4, 10, 25, 60, 150] as const;
/** About what a corner and an area come to in the text. */
const characters = { corner: 22, area: 190 } as const;

/**
 * The areas of an edition at a level as a gzipped GeoJSON FeatureCollection of at most about 5 MB, simplified without a
 * crack between neighbours. Its members `level` and `tolerance` (metres) say what it is: where a level has more areas
 * than a map can bear, the level above it is drawn.
 */
export function drawEditionMap(geography: EditionGeography, asked: Level): Uint8Array<ArrayBuffer> {
  const level = drawable(geography, asked);
  const { tolerance, arrangement } = simplified(geography, level);
  return Uint8Array.from(gzipSync(collectionText(geography, level, tolerance, arrangement)));
}

/**
 * The finest of the tolerances by which the map has room, looked for by halves: what a map will come to follows from the
 * corners of the chains that are drawn, so that outlines are made of one arrangement only.
 */
function simplified(
  { arrangement, areas, leaves }: EditionGeography,
  level: Level,
): { readonly tolerance: number; readonly arrangement: Arrangement } {
  const hierarchy = hierarchyOf(areas);
  const drawn = drawnChains(
    arrangement,
    leaves.map((leaf) => hierarchy.ancestor(leaf, level)),
  );
  const space = room - characters.area * areas.filter((area) => area.level === level).length;
  const fits = ({ chainStart }: Arrangement): boolean => {
    let corners = 0;
    for (const chain of drawn) corners += 2 * ((chainStart[chain + 1] ?? 0) - (chainStart[chain] ?? 0));
    return corners * characters.corner <= space;
  };
  const at = (i: number) => {
    const tolerance = tolerances[i] ?? 0;
    return { tolerance, arrangement: simplify(arrangement, tolerance) };
  };
  let best = at(0);
  if (fits(best.arrangement)) return best;
  let [low, high] = [1, tolerances.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const tried = at(middle);
    if (fits(tried.arrangement)) {
      best = tried;
      high = middle;
    } else low = middle + 1;
  }
  return best.tolerance === tolerances[low] ? best : at(low);
}

/** Chains with another owner on their left than on their right; `codes` are the owners' at the level drawn, by leaf. */
function drawnChains(a: Arrangement, codes: readonly (string | null)[]): readonly number[] {
  const owners = Array.from({ length: faceCount(a) }, (_, face) =>
    [...new Set([...ownersOf(a, face)].map((leaf) => codes[leaf] ?? ''))].sort().join(),
  );
  return Array.from({ length: chainCount(a) }, (_, chain) => chain).filter(
    (chain) => owners[a.chainLeft[chain] ?? 0] !== owners[a.chainRight[chain] ?? 0],
  );
}

/** The level asked for, or the nearest one above it that the edition has in areas few enough. */
function drawable({ areas }: EditionGeography, asked: Level): Level {
  const present = levelsIn(areas);
  const above = levels.slice(0, levels.indexOf(asked) + 1).filter((level) => present.includes(level));
  const few = above.filter((level) => areas.filter((area) => area.level === level).length <= mostAreas);
  return few.at(-1) ?? 'city';
}

function collectionText(
  geography: EditionGeography,
  level: Level,
  tolerance: number,
  arrangement: Arrangement,
): string {
  const hierarchy = hierarchyOf(geography.areas);
  const shapes = outlinesAt(arrangement, level, geography.leaves, hierarchy);
  const features = [...shapes].flatMap(([code, { polygons, area: size }]) => {
    const area = hierarchy.areas.get(code);
    if (!area) return [];
    const { name, nameEn, parent } = area;
    return [
      {
        type: 'Feature',
        id: code,
        properties: { code, name, nameEn, parent, level, area: Math.round(size) },
        geometry: { type: 'MultiPolygon', coordinates: polygons.map(rounded) },
      },
    ];
  });
  return JSON.stringify({
    type: 'FeatureCollection',
    edition: geography.edition,
    level,
    tolerance,
    features,
  });
}

/** To a tenth of a metre. */
const rounded = (rings: Rings): number[][][] =>
  rings.map((ring) => ring.map(([x, y]) => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6]));
