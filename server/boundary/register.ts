import { type Area, type Level, levels, rank } from '../../geodata/area.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { levelOfParent } from '../../geodata/read/code.ts';
import { englishName } from '../../geodata/read/english-name.ts';
import type { BoundaryLayer, BoundaryRow, CityName } from '../../geodata/read/layer.ts';
import { nameCity } from './city-name.ts';
import type { Dropped, FoundItem } from './report.ts';

/** An area and the rows that give its shape; none for an area known by its children's parent key alone. */
export interface Entry {
  readonly area: Area;
  readonly rows: readonly BoundaryRow[];
}

/** Who is who in an edition, before any geometry: codes, names and parents of all levels, and what is wrong with them. */
export interface Register {
  readonly city: Area;
  /** By code, larger areas first. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Codes of areas that have children. */
  readonly upper: ReadonlySet<string>;
  readonly missing: readonly FoundItem[];
  readonly duplicates: readonly FoundItem[];
  readonly orphans: readonly FoundItem[];
  readonly prefixes: readonly FoundItem[];
  readonly leftOut: readonly Dropped[];
  readonly merged: readonly { readonly code: string; readonly features: readonly number[] }[];
}

/**
 * Joins layers of several levels by their keys. Read as if everything were accepted: a row without code is left out,
 * rows of one code become parts of one area, an orphan hangs on the city; each is listed.
 * `known` are areas of the edition in force: they lend names and parents the layers do not give.
 */
export function register(
  layers: readonly BoundaryLayer[],
  known: ReadonlyMap<string, Area>,
): { register: Register } | { refusal: Bilingual } {
  const named = nameCity(layers, known);
  if ('refusal' in named) return named;
  const city = cityArea(named.city);
  const drafts = new Map<string, Draft>();
  const faults = {
    missing: [] as FoundItem[],
    duplicates: [] as FoundItem[],
    orphans: [] as FoundItem[],
    prefixes: [] as FoundItem[],
  };
  const leftOut: Dropped[] = [];

  const ordered = [...layers].sort((a, b) => rank(a.level) - rank(b.level));
  for (const { level, rows } of ordered) for (const row of rows) enter(row, level, drafts, faults, leftOut);
  for (const draft of [...drafts.values()]) addParent(draft, drafts, known);
  const entries = new Map<string, Entry>([
    [city.code, { area: city, rows: drafts.get(city.code)?.rows ?? [] }],
  ]);
  const parents = new Set<string>();
  for (const draft of [...drafts.values()].sort((a, b) => rank(a.level) - rank(b.level))) {
    if (draft.code === city.code) continue;
    const parent = parentOf(draft, drafts, known, city);
    if (parent === null) faults.orphans.push(item(draft, orphanText(draft)));
    else if (draft.rows.length > 0 && !extendsCode(draft.code, parent, city.code))
      faults.prefixes.push(item(draft, prefixText(parent)));
    parents.add(parent ?? city.code);
    entries.set(draft.code, { area: areaOf(draft, parent ?? city.code, known), rows: draft.rows });
  }
  const merged = [...drafts.values()]
    .filter((draft) => draft.rows.length > 1)
    .map((draft) => ({ code: draft.code, features: draft.rows.map((row) => row.feature) }));
  for (const same of merged)
    faults.duplicates.push(item(drafts.get(same.code) as Draft, duplicateText(same.features.length)));
  return { register: { city, entries, upper: parents, ...faults, leftOut, merged } };
}

interface Draft {
  readonly code: string;
  readonly level: Level;
  readonly name: string;
  readonly nameEn: string | null;
  readonly parent: string | null;
  readonly parentName: string | null;
  readonly parentNameEn: string | null;
  readonly rows: BoundaryRow[];
}

const cityArea = (city: CityName): Area => ({
  code: city.code,
  name: city.name,
  nameEn: city.nameEn ?? englishName(city.name),
  level: 'city',
  parent: null,
});

function enter(
  row: BoundaryRow,
  level: Level,
  drafts: Map<string, Draft>,
  faults: { missing: FoundItem[]; duplicates: FoundItem[] },
  leftOut: Dropped[],
): void {
  const at = row.polygons[0]?.[0]?.[0] ?? null;
  const found = { features: [row.feature], names: [row.name], at, area: null, width: null };
  if (row.code === null) {
    faults.missing.push({
      ...found,
      codes: [],
      detail: { zh: `要素 ${row.feature} 没有编码`, en: `feature ${row.feature} has no code` },
    });
    leftOut.push({
      code: '',
      name: row.name,
      level,
      reason: { zh: `要素 ${row.feature} 没有编码`, en: `feature ${row.feature} has no code` },
    });
    return;
  }
  const same = drafts.get(row.code);
  if (!same) {
    const { code, name, nameEn, parent, parentName, parentNameEn } = row;
    drafts.set(code, { code, level, name, nameEn, parent, parentName, parentNameEn, rows: [row] });
  } else if (same.level === level) same.rows.push(row);
  else {
    const detail = {
      zh: `已用于${same.name}（${same.level}），又见于 ${level} 的要素 ${row.feature}`,
      en: `already the code of ${same.name} (${same.level}), again on feature ${row.feature} of level ${level}`,
    };
    faults.duplicates.push({ ...found, codes: [row.code], detail });
    leftOut.push({ code: row.code, name: row.name, level, reason: detail });
  }
}

/** A parent known by a child's key alone becomes an area of its own where somebody names it. */
function addParent(child: Draft, drafts: Map<string, Draft>, known: ReadonlyMap<string, Area>): void {
  const code = child.parent ?? known.get(child.code)?.parent ?? null;
  if (code === null || drafts.has(code)) return;
  const before = known.get(code);
  const name = child.parentName ?? before?.name;
  if (!name || before?.level === 'city') return;
  const draft: Draft = {
    code,
    level: before?.level ?? levelOfParent(code, child.level),
    name,
    nameEn: child.parentNameEn ?? (before?.name === name ? before.nameEn : null),
    parent: before?.parent ?? null,
    parentName: null,
    parentNameEn: null,
    rows: [],
  };
  drafts.set(code, draft);
  addParent(draft, drafts, known);
}

/** Key given, else as in the edition in force, else by the digits of the code; null for an orphan. */
function parentOf(
  draft: Draft,
  drafts: ReadonlyMap<string, Draft>,
  known: ReadonlyMap<string, Area>,
  city: Area,
): string | null {
  const above = (code: string | null | undefined): string | null => {
    if (!code) return null;
    if (code === city.code) return code;
    const parent = drafts.get(code);
    return parent && rank(parent.level) < rank(draft.level) ? code : null;
  };
  if (draft.parent !== null) return above(draft.parent);
  const before = above(known.get(draft.code)?.parent);
  if (before) return before;
  for (const length of [12, 9, 6]) {
    const byDigits = length < draft.code.length ? above(draft.code.slice(0, length)) : null;
    if (byDigits) return byDigits;
  }
  return draft.level === 'district' ? city.code : null;
}

const areaOf = (draft: Draft, parent: string, known: ReadonlyMap<string, Area>): Area => {
  const before = known.get(draft.code);
  const nameEn = draft.nameEn ?? (before?.name === draft.name ? before.nameEn : englishName(draft.name));
  return { code: draft.code, name: draft.name, nameEn, level: draft.level, parent };
};

const extendsCode = (code: string, parent: string, city: string): boolean =>
  !/^\d+$/.test(code + parent) || code.startsWith(parent === city ? parent.replace(/0+$/, '') : parent);

const item = (draft: Draft, detail: Bilingual): FoundItem => ({
  features: draft.rows.map((row) => row.feature),
  codes: [draft.code],
  names: [draft.name],
  at: draft.rows[0]?.polygons[0]?.[0]?.[0] ?? null,
  area: null,
  width: null,
  detail,
});

const orphanText = (draft: Draft): Bilingual =>
  draft.parent === null
    ? { zh: '没有上级编码', en: 'has no parent' }
    : {
        zh: `上级 ${draft.parent} 不在图层和现行版本中，也没有名称`,
        en: `its parent ${draft.parent} is in no layer nor in the edition in force, and has no name`,
      };
const prefixText = (parent: string): Bilingual => ({
  zh: `编码不以上级 ${parent} 开头`,
  en: `does not begin with its parent's ${parent}`,
});
const duplicateText = (times: number): Bilingual => ({ zh: `出现 ${times} 次`, en: `stands ${times} times` });

/** The levels below the city that an edition has, largest first. */
export const levelsIn = (areas: Iterable<Area>): readonly Level[] => {
  const present = new Set([...areas].map((area) => area.level));
  return levels.filter((level) => level !== 'city' && present.has(level));
};
