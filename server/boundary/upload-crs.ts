import { type Crs, parseCrs, toWgs84 } from '../../geodata/crs.ts';
import type { Lonlat, Rings } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { arrange } from '../../geodata/topology/arrange.ts';
import { ownersOf } from '../../geodata/topology/face.ts';
import { unitsAt } from './difference-pieces.ts';

/** Which reference system a file seems to be in, and why. It is shown, and a person decides. */
export interface CrsGuess {
  readonly guess: Crs | null;
  readonly reason: Bilingual;
  /** Systems tried, the best fit first. */
  readonly candidates: readonly {
    readonly crs: Crs;
    /** How well areas lie on those of the same code in the edition before: mean of intersection over union; null where none could be compared. */
    readonly fit: number | null;
  }[];
  /** Areas compared. */
  readonly compared: number;
  /** What the file itself says. */
  readonly stated: string | null;
}

/** An area of the file, in the coordinates of the file. */
export interface Sample {
  readonly code: string;
  readonly polygons: readonly Rings[];
}

const tried: readonly Crs[] = ['wgs84', 'gcj02', 'bd09'];
/** Areas compared, and how far ahead and how good the best fit must be to be believed. */
const most = 40;
const clear = { ahead: 0.02, good: 0.5 } as const;

/**
 * Guesses the reference system from where the areas lie against those of the same codes in the edition before: GCJ-02
 * lies about 500 m off and BD-09 about 1,300 m, which no redrawing does to all areas at once. A file may also say what
 * it is in, but shifted coordinates have no number of their own and are commonly labelled as WGS84.
 */
export function guessCrs(
  member: unknown,
  samples: readonly Sample[],
  base: EditionGeography | null,
): CrsGuess {
  const stated = statedCrs(member);
  const own = parseCrs(stated);
  const fits = base ? fitsOf(samples, base) : { compared: 0, candidates: [] };
  const [first, second] = fits.candidates;
  if (first?.fit && first.fit >= clear.good && first.fit - (second?.fit ?? 0) >= clear.ahead) {
    const isGeodetic = first.crs === 'wgs84';
    const percent = (100 * first.fit).toFixed(1);
    const next = (100 * (second?.fit ?? 0)).toFixed(1);
    return {
      ...fits,
      guess: isGeodetic && 'crs' in own ? own.crs : first.crs,
      stated,
      reason: {
        zh: `按 ${first.crs} 与现行版本同编码区域重合 ${percent}%（次佳 ${second?.crs ?? '–'} ${next}%，比较了 ${fits.compared} 个）${isGeodetic && stated ? `；文件自称 ${stated}` : ''}`,
        en: `read as ${first.crs}, areas lie on those of the same code in the edition before by ${percent} % (next ${second?.crs ?? '–'} ${next} %, ${fits.compared} compared)${isGeodetic && stated ? `; the file says ${stated}` : ''}`,
      },
    };
  }
  const candidates = fits.candidates.length > 0 ? fits.candidates : tried.map((crs) => ({ crs, fit: null }));
  if ('crs' in own)
    return {
      guess: own.crs,
      candidates,
      compared: fits.compared,
      stated,
      reason: {
        zh: `文件自称 ${stated}；没有足够的同编码区域可以核对，偏移坐标也常被这样标注`,
        en: `the file says ${stated}; too few areas of known codes to check it by, and shifted coordinates are commonly labelled so`,
      },
    };
  return {
    guess: null,
    candidates,
    compared: fits.compared,
    stated,
    reason: {
      zh: stated
        ? `文件自称 ${stated}，不受支持`
        : '文件没有说明坐标系，也没有足够的同编码区域可以核对，请选定',
      en: stated
        ? `the file says ${stated}, which is not supported`
        : 'the file does not say, and too few areas have known codes to tell by: choose one',
    },
  };
}

function statedCrs(member: unknown): string | null {
  const properties = (member as { properties?: { name?: unknown } } | null | undefined)?.properties;
  const name = typeof properties?.name === 'string' ? properties.name.slice(0, 80) : null;
  const number = name && /EPSG:+(?:[\d.]*:)?(\d{4,6})$/i.exec(name)?.[1];
  return number ? `EPSG:${number}` : name && /CRS84$/.test(name) ? 'CRS84' : name;
}

function fitsOf(
  samples: readonly Sample[],
  base: EditionGeography,
): Pick<CrsGuess, 'candidates' | 'compared'> {
  const levelOf = new Map(base.areas.map((area) => [area.code, area.level]));
  const known = samples.filter(({ code, polygons }) => levelOf.has(code) && polygons.length > 0);
  const level = levelOf.get(known[0]?.code ?? '');
  if (!level) return { candidates: [], compared: 0 };
  const { shapes } = unitsAt(base, level);
  const step = Math.max(1, Math.ceil(known.length / most));
  const pairs = known.flatMap(({ code, polygons }, i) => {
    const published = i % step === 0 ? shapes.get(code)?.polygons : undefined;
    return published && published.length > 0 ? [{ polygons, published }] : [];
  });
  if (pairs.length === 0) return { candidates: [], compared: 0 };
  const candidates = tried.map((crs) => ({
    crs,
    fit:
      pairs.reduce((sum, { polygons, published }) => sum + overlap(inWgs84(polygons, crs), published), 0) /
      pairs.length,
  }));
  return { candidates: candidates.sort((a, b) => b.fit - a.fit), compared: pairs.length };
}

const inWgs84 = (polygons: readonly Rings[], crs: Crs): readonly Rings[] =>
  polygons.map((rings) => rings.map((ring) => ring.map((at): Lonlat => toWgs84(at, crs))));

/** Intersection over union, 0 to 1. */
function overlap(one: readonly Rings[], other: readonly Rings[]): number {
  const arranged = arrange([{ polygons: one }, { polygons: other }]);
  if ('refusal' in arranged) return 0;
  const { arrangement } = arranged;
  let [both, either] = [0, 0];
  for (let face = 1; face < arrangement.faceArea.length; face++) {
    const owners = ownersOf(arrangement, face).length;
    const area = arrangement.faceArea[face] ?? 0;
    if (owners > 0) either += area;
    if (owners > 1) both += area;
  }
  return either > 0 ? both / either : 0;
}
