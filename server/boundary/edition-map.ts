import { gzipSync } from 'node:zlib';
import { type Level, levels } from '../../geodata/area.ts';
import type { Rings } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { simplify } from '../../geodata/topology/simplify.ts';
import { outlinesAt } from './draw-edition.ts';
import { hierarchyOf } from './hierarchy.ts';
import { levelsIn } from './register.ts';

/** Characters of a map for a browser, and areas in one. */
const room = 5_000_000;
const mostAreas = 12_000;
/** Metres by which a line may be moved; the first that makes the map small enough is taken. */
const tolerances = [1, 4, 10, 25, 60, 150] as const;

/**
 * The areas of an edition at a level as a gzipped GeoJSON FeatureCollection of at most about 5 MB, simplified without a
 * crack between neighbours. Its members `level` and `tolerance` (metres) say what it is: where a level has more areas
 * than a map can bear, the level above it is drawn.
 */
export function drawEditionMap(geography: EditionGeography, asked: Level): Uint8Array<ArrayBuffer> {
  const level = drawable(geography, asked);
  for (const tolerance of tolerances) {
    const text = collectionText(geography, level, tolerance);
    if (text.length <= room || tolerance === tolerances.at(-1)) return Uint8Array.from(gzipSync(text));
  }
  throw new Error(`edition ${geography.edition} has no map`);
}

/** The level asked for, or the nearest one above it that the edition has in areas few enough. */
function drawable({ areas }: EditionGeography, asked: Level): Level {
  const present = levelsIn(areas);
  const above = levels.slice(0, levels.indexOf(asked) + 1).filter((level) => present.includes(level));
  const few = above.filter((level) => areas.filter((area) => area.level === level).length <= mostAreas);
  return few.at(-1) ?? 'city';
}

function collectionText(geography: EditionGeography, level: Level, tolerance: number): string {
  const hierarchy = hierarchyOf(geography.areas);
  const shapes = outlinesAt(simplify(geography.arrangement, tolerance), level, geography.leaves, hierarchy);
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
