import type { Level } from '../../geodata/area.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { type Finding, type FoundItem, findings, type ImportReport } from './report.ts';

/** Languages of a terminal: Chinese, English, or both where its locale says neither. */
export type Speech = 'zh' | 'en' | 'both';

export function speechOf(env: Readonly<Record<string, string | undefined>>): Speech {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(locale) ? 'zh' : /^en/i.test(locale) ? 'en' : 'both';
}

export const say = (words: Bilingual, speech: Speech): string =>
  speech === 'both' ? `${words.zh} ${words.en}` : words[speech];

/** The report as a person reads it: every kind in its order, those with nothing found included, the largest places of each. */
export function printReport(report: ImportReport, speech: Speech): string {
  const say1 = (zh: string, en: string): string => say({ zh, en }, speech);
  const lines: string[] = [];
  for (const layer of report.layers)
    lines.push(
      `${layer.source} · ${say(levelWords[layer.level], speech)} · ${layer.crs} · ${layer.features} ${say1('个要素', 'features')} · ${layer.codes} ${say1('个编码', 'codes')}`,
    );
  lines.push(
    `${report.errors} ${say1('处错误', 'errors')} · ${report.warnings} ${say1('处警告', 'warnings')}${report.accepted.length > 0 ? ` · ${say1('已接受', 'accepted')} ${report.accepted.join(', ')}` : ''}`,
    say1(
      `微隙：平均宽 < ${report.thresholds.dust} m；碎缝：< ${report.thresholds.sliver} m（重叠自 ${report.thresholds.dust} m 起为错误）`,
      `dust: mean width < ${report.thresholds.dust} m; sliver: < ${report.thresholds.sliver} m (an overlap is an error from ${report.thresholds.dust} m on)`,
    ),
    '',
  );
  for (const found of report.findings) lines.push(...findingLines(found, speech));
  lines.push(
    '',
    say1(
      `按原样：覆盖 ${km2(report.covered)}；归并 ${report.healed} 个细面后，交界线 ${report.seams.count} 条（${report.seams.pairs} 对），共 ${km(report.seams.length)}，三方以上交点 ${report.seams.junctions} 处`,
      `as given: ${km2(report.covered)} covered; with ${report.healed} thin faces assigned, ${report.seams.count} seams between ${report.seams.pairs} pairs, ${km(report.seams.length)}, ${report.seams.junctions} points where three or more meet`,
    ),
  );
  lines.push(...editionLines(report, speech), ...differenceLines(report, speech));
  return lines.join('\n');
}

const placesShown = 8;
const reasonsShown = 12;

function findingLines(found: Finding, speech: Speech): string[] {
  const { severity, accepted, count, area, width } = found;
  const mark = count === 0 ? '○' : accepted ? '◐' : severity === 'error' ? '●' : '△';
  const sizes = [area === null ? '' : squareMetres(area), width === null ? '' : `≤ ${metres(width)}`]
    .filter(Boolean)
    .join('  ');
  const title = `${pad(say(findings[found.kind].title, speech), 36)}${pad(found.kind, 18)}`;
  const head = `${mark} ${title}${String(count).padStart(6)}  ${sizes}`.trimEnd();
  const shown = found.kind === 'dust' ? 0 : placesShown;
  const places = found.items.slice(0, shown).map((item) => `    ${placeLine(item, speech)}`);
  const rest = count - Math.min(shown, found.items.length);
  if (places.length > 0 && rest > 0)
    places.push(`    … ${say({ zh: `另有 ${rest} 处`, en: `${rest} more` }, speech)}`);
  if (found.kind === 'layers-disagree' && count > 0) places.push(`    → ${say(keyDecides, speech)}`);
  return [head, ...places];
}

const keyDecides: Bilingual = {
  zh: '以编码所属的上级为准：上级的界线由下级合成，上级图层在这些地方的线不采用',
  en: 'the parent named by its key decides: upper areas are made of the lower ones, and the upper layer’s lines are not used here',
};

function placeLine(item: FoundItem, speech: Speech): string {
  const who = item.features.length <= 2 ? item.names.slice(0, 2).join('、') : '';
  const numbers = item.features.filter((feature) => feature > 0).slice(0, 6);
  return [
    item.at ? `${item.at[0].toFixed(5)}, ${item.at[1].toFixed(5)}` : '',
    item.area === null ? '' : squareMetres(item.area),
    item.width === null ? '' : metres(item.width),
    item.codes.slice(0, 4).join(' '),
    who,
    numbers.length > 0 && item.features.length <= 6 ? `#${numbers.join(' #')}` : '',
    say(item.detail, speech),
  ]
    .filter(Boolean)
    .join('  ');
}

function editionLines({ edition }: ImportReport, speech: Speech): string[] {
  if (!edition) return [];
  const say1 = (zh: string, en: string): string => say({ zh, en }, speech);
  const levels = (counts: Readonly<Partial<Record<Level, number>>>): string =>
    Object.entries(counts)
      .map(([level, count]) => `${count} ${say(levelWords[level as Level], speech)}`)
      .join(' · ');
  const lines = [
    `${say1('成为版本', 'as an edition')}: ${levels(edition.areas)} · ${edition.seams} ${say1('条交界线', 'seams')} ${km(edition.seamLength)}`,
  ];
  if (edition.merged.length > 0)
    lines.push(
      `${say1('合为一处', 'made one area')}: ${edition.merged.map((one) => `${one.code} (#${one.features.join(' #')})`).join(', ')}`,
    );
  if (edition.leftOut.length > 0)
    lines.push(
      `${say1('略去', 'left out')}: ${edition.leftOut.map((one) => `${one.code || one.name} – ${say(one.reason, speech)}`).join('; ')}`,
    );
  if (Object.keys(edition.carried).length > 0)
    lines.push(`${say1('沿用现行版本', 'carried over')}: ${levels(edition.carried)}`);
  if (edition.dropped.length > 0) {
    lines.push(`${say1('不再沿用', 'dropped')}: ${edition.dropped.length}`);
    const reasons = new Map<string, string[]>();
    for (const { code, reason } of edition.dropped) {
      const why = say(reason, speech);
      reasons.set(why, [...(reasons.get(why) ?? []), code]);
    }
    for (const [why, codes] of [...reasons].slice(0, reasonsShown))
      lines.push(
        `    ${why}: ${codes.slice(0, 4).join(' ')}${codes.length > 4 ? ` … (${codes.length})` : ''}`,
      );
    const rest = reasons.size - reasonsShown;
    if (rest > 0)
      lines.push(`    … ${say1(`另有 ${rest} 处上级，详见 --json`, `below ${rest} more areas, see --json`)}`);
    lines.push(
      `    → ${say1('要保留下级及其界线，请导入下级图层：上级由它合成', 'to keep finer areas and their lines, import the finer layer: upper levels are made of it')}`,
    );
  }
  return lines;
}

function differenceLines({ difference }: ImportReport, speech: Speech): string[] {
  if (!difference) return [];
  const say1 = (zh: string, en: string): string => say({ zh, en }, speech);
  const { edition, added, removed, renamed, moved, resized } = difference;
  const list = (codes: readonly string[]): string =>
    `${codes.length}${codes.length > 0 ? ` (${codes.slice(0, 6).join(' ')}${codes.length > 6 ? ' …' : ''})` : ''}`;
  return [
    say1(`与现行版本 ${edition} 比较：`, `against edition ${edition}, in force:`),
    `    ${say1('新增', 'added')} ${list(added)} · ${say1('减少', 'removed')} ${list(removed)}`,
    `    ${say1('改名', 'renamed')} ${list(renamed.map((one) => one.code))} · ${say1('换上级', 'moved')} ${list(moved.map((one) => one.code))} · ${say1('面积变化', 'resized')} ${list(resized.map((one) => one.code))}`,
  ];
}

const levelWords: Readonly<Record<Level, Bilingual>> = {
  city: { zh: '市', en: 'city' },
  district: { zh: '区', en: 'district' },
  subdistrict: { zh: '街道', en: 'subdistrict' },
  community: { zh: '社区', en: 'community' },
  cell: { zh: '网格', en: 'cell' },
};

const squareMetres = (area: number): string =>
  area >= 1e5
    ? `${Math.round(area).toLocaleString('en')} m²`
    : area >= 100
      ? `${area.toFixed(0)} m²`
      : `${area.toPrecision(2)} m²`;
const metres = (width: number): string =>
  width >= 10 ? `${width.toFixed(0)} m` : `${width.toPrecision(2)} m`;
const km2 = (area: number): string => `${(area / 1e6).toFixed(2)} km²`;
const km = (length: number): string => `${(length / 1e3).toFixed(1)} km`;

/** Pads to columns of a terminal, where a Han character takes two. */
function pad(text: string, columns: number): string {
  const taken = [...text].reduce(
    (sum, letter) => sum + (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(letter) ? 2 : 1),
    0,
  );
  return text + ' '.repeat(Math.max(1, columns - taken));
}
