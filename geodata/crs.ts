import gcoord from 'gcoord';
import type { Lonlat } from './geometry.ts';
import type { Refusal } from './jurisdiction/verdict.ts';

/** Reference systems that positions may come in. CGCS2000 equals WGS84 within centimetres, which is nothing here. */
export const knownCrs = ['wgs84', 'gcj02', 'bd09', 'cgcs2000', 'EPSG:4326', 'EPSG:4490'] as const;
export type Crs = (typeof knownCrs)[number];

/**
 * WGS84 position of a position in `crs`, longitude first in and out, whatever axis order an EPSG code prescribes.
 * GCJ-02 and BD-09 are inverted by gcoord (within 0.13 m and 0.25 m over Beijing).
 */
export function toWgs84(position: Lonlat, crs: Crs): Lonlat {
  const source = shifted[crs];
  if (!source) return position;
  const [longitude, latitude] = gcoord.transform([position[0], position[1]], source, gcoord.WGS84);
  return [longitude, latitude];
}

/** Reads the name of a reference system as people write it: 'WGS84', 'gcj-02', 'CGCS2000', 'EPSG:4490', 'urn:ogc:def:crs:EPSG::4326'. */
export function parseCrs(text: unknown): { readonly crs: Crs } | { readonly refusal: Refusal } {
  if (typeof text === 'string') {
    const crs = spellings.get(
      text
        .toLowerCase()
        .replace(/^urn:ogc:def:crs:/, '')
        .replace(/[\s_:-]/g, ''),
    );
    if (crs) return { crs };
  }
  return {
    refusal: {
      code: 'unknown-crs',
      pointer: '/properties/crs',
      got: typeof text === 'string' ? text.slice(0, 60) : typeof text,
      wanted: {
        zh: `坐标系应为 ${knownCrs.join('、')} 之一；确实不知道时写 unknown，按 ±600 m 判定且不作确定结论`,
        en: `one of ${knownCrs.join(', ')}; or "unknown", which is judged as ±600 m and never as certain`,
      },
      at: null,
    },
  };
}

const shifted: Partial<Record<Crs, typeof gcoord.GCJ02 | typeof gcoord.BD09>> = {
  gcj02: gcoord.GCJ02,
  bd09: gcoord.BD09,
};

/** Lower case, without spaces, colons, hyphens and underscores. */
const spellings: ReadonlyMap<string, Crs> = new Map(
  Object.entries({
    wgs84: 'wgs84',
    wgs1984: 'wgs84',
    'ogc1.3crs84': 'wgs84',
    ogc13crs84: 'wgs84',
    crs84: 'wgs84',
    gcj02: 'gcj02',
    bd09: 'bd09',
    bd09ll: 'bd09',
    cgcs2000: 'cgcs2000',
    epsg4326: 'EPSG:4326',
    epsg4490: 'EPSG:4490',
  } as const),
);
