import { pinyin } from 'pinyin-pro';

/** Names that are read otherwise than their signs are, one by one. */
const readings: Readonly<Record<string, string>> = {
  大栅栏: 'Dashilan',
  什刹海: 'Shichahai',
  长子营: 'Zhangziying',
  大城子: 'Dachengzi',
  马家堡: 'Majiapu',
  十里堡: 'Shilipu',
};

const suffixes: readonly (readonly [zh: string, en: string])[] = [
  ['胡同', 'Hutong'],
  ['斜街', 'Slanting Street'],
  ['大街', 'Street'],
  ['大道', 'Avenue'],
  ['快速路', 'Expressway'],
  ['高速', 'Expressway'],
  ['街', 'Street'],
  ['路', 'Road'],
  ['巷', 'Lane'],
];

const directions: Readonly<Record<string, string>> = {
  东: 'East',
  西: 'West',
  南: 'South',
  北: 'North',
  中: 'Middle',
  前: 'Front',
  后: 'Rear',
  内: 'Inner',
  外: 'Outer',
};

/** Readings already looked up; a subdistrict's is asked for with each of its cells. */
const read = new Map<string, string>();

/** Pinyin without tones, one word, with an apostrophe where a syllable opens on a vowel: 广安门外 → Guang'anmenwai. */
export function romanise(name: string): string {
  const known = readings[name] ?? read.get(name);
  if (known) return known;
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const word = syllables
    .map((syllable, i) => (i > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable))
    .join('');
  const reading = word.charAt(0).toUpperCase() + word.slice(1);
  read.set(name, reading);
  return reading;
}

const ordinals: Readonly<Record<string, string>> = { 二: '2nd', 三: '3rd', 四: '4th', 五: '5th', 六: '6th' };

/** Street names as signs in the city give them: 红莲南路 → Honglian South Road. */
export function romaniseStreet(name: string): string {
  const ring = /^(.)(.)环路$/.exec(name);
  if (ring) return `${directions[ring[1] ?? '']} ${ordinals[ring[2] ?? '']} Ring Road`;
  const [zh, en] = suffixes.find(([suffix]) => name.endsWith(suffix) && name.length > suffix.length) ?? [
    '',
    '',
  ];
  const stem = name.slice(0, name.length - zh.length);
  const last = stem.length > 2 ? directions[stem.charAt(stem.length - 1)] : undefined;
  return [romanise(last ? stem.slice(0, -1) : stem), last, en].filter(Boolean).join(' ');
}

/** A subdistrict's or township's name without its rank: 广安门外街道 → 广安门外. */
export const stemOf = (name: string): string =>
  name.length === 2 ? name : name.replace(/(回族|满族)?(街道|地区|镇|乡|区|市)$/, '');

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 in Chinese. */
export function chineseNumber(n: number): string {
  if (n < 10) return digits[n] ?? '';
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? digits[tens] : ''}十${n % 10 ? digits[n % 10] : ''}`;
}
