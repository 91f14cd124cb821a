import type { Bilingual } from './jurisdiction/verdict.ts';
import type { DrawnFault } from './validity.ts';

/** What is wrong with a drawn polygon, in words. */
export const faultWords: Readonly<Record<DrawnFault['fault'], Bilingual>> = {
  degenerate: { zh: '不足三个点的环', en: 'a ring of fewer than three points' },
  'no-area': { zh: '不围成面的环', en: 'a ring that encloses nothing' },
  'self-crossing': { zh: '边界自相交', en: 'an outline that crosses itself' },
  spike: { zh: '边界上有尖刺', en: 'a spike in the outline' },
  pinch: { zh: '边界上有夹缝', en: 'a pinch in the outline' },
  'self-touch': { zh: '边界触及自身', en: 'an outline that touches itself' },
  'hole-outside-shell': { zh: '孔洞在外环之外', en: 'a hole outside its shell' },
  'holes-overlap': { zh: '孔洞相互重叠', en: 'holes that overlap' },
  'parts-overlap': { zh: '各部分相互重叠', en: 'parts that overlap' },
  empty: { zh: '没有图形', en: 'no shape' },
  'not-finite': { zh: '不是数的坐标', en: 'a position that is no number' },
  'out-of-range': { zh: '超出经纬度范围的坐标', en: 'a position beyond all longitudes or latitudes' },
  antimeridian: { zh: '跨越 180 度经线', en: 'an extent across the 180th meridian' },
  'too-many-vertices': { zh: '顶点过多', en: 'too many vertices' },
  'too-intricate': { zh: '交叉过多，无法逐一比较', en: 'too many edges that cross' },
};

/** A fault's code in words; anything else as it is. */
export const inWords = (got: string): Bilingual =>
  got in faultWords ? faultWords[got as DrawnFault['fault']] : { zh: got, en: got };
