import { type Level, levels, rank } from '../../geodata/area.ts';

/** One property of a file's features: what is in it, so that a person can see what it is for. */
export interface Field {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'mixed' | 'other';
  /** Features in which it is not empty. */
  readonly filled: number;
  /** Different values, counted up to 100,000. */
  readonly distinct: number;
  /** The first few values. */
  readonly samples: readonly string[];
}

/** Which field seems to hold what; null where none seems to. */
export interface FieldGuess {
  readonly level: Level | null;
  readonly code: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly parent: string | null;
  readonly parentName: string | null;
}

type Properties = Readonly<Record<string, unknown>>;

const mostFields = 200;
const mostDistinct = 100_000;
const samplesShown = 5;

/** The fields of all features, in the order of their first appearance; no more than 200. */
export function readFields(rows: readonly Properties[]): readonly Field[] {
  const seen = new Map<string, { texts: number; numbers: number; filled: number; values: Set<string> }>();
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) {
      let field = seen.get(name);
      if (!field) {
        if (seen.size >= mostFields) continue;
        field = { texts: 0, numbers: 0, filled: 0, values: new Set() };
        seen.set(name, field);
      }
      if (value === null || value === undefined || value === '') continue;
      field.filled++;
      if (typeof value === 'string') field.texts++;
      if (typeof value === 'number') field.numbers++;
      if (field.values.size < mostDistinct) field.values.add(textOf(value) ?? '…');
    }
  return [...seen].map(([name, { texts, numbers, filled, values }]) => ({
    name,
    kind:
      filled > 0 && texts === filled
        ? 'text'
        : filled > 0 && numbers === filled
          ? 'number'
          : texts + numbers === filled && filled > 0
            ? 'mixed'
            : 'other',
    filled,
    distinct: values.size,
    samples: [...values].slice(0, samplesShown).map((value) => value.slice(0, 60)),
  }));
}

/**
 * Guesses by what the values look like and how they go together: codes of 6, 9, 12 or 15 digits (GB/T 2260, GB/T 10114),
 * names that end as names of areas do, parents that are fewer than their children. The field's own name only decides
 * between equals.
 */
export function guessFields(fields: readonly Field[], rows: readonly Properties[]): FieldGuess {
  const columns = fields.filter(({ filled }) => filled > 0).map((field) => columnOf(field, rows));
  const codes = columns.filter(({ coded }) => coded >= mostly);
  const code = best(codes, ({ field, length }) => [field.distinct, length, likeness(field.name, codeNames)]);
  const names = columns.filter((column) => column !== code && column.named >= mostly);
  const name = best(names, ({ field }) => [field.distinct, likeness(field.name, nameNames)]);
  const level = levelOf(code, name);
  const fewer = (column: Column): boolean =>
    column !== code && column !== name && column.field.distinct < (code ?? name ?? column).field.distinct;
  const parent = best(
    codes.filter((column) => fewer(column) && (!code || extendsAll(code, column))),
    ({ length, field }) => [length, likeness(field.name, parentNames)],
  );
  const parentName = best(
    names.filter(
      (column) =>
        fewer(column) && level !== null && column.level !== null && rank(column.level) < rank(level),
    ),
    ({ field }) => [
      Number(
        !parent ||
          goesWith(
            parent,
            columns.find((column) => column.field === field),
          ),
      ),
      field.distinct,
    ],
  );
  const english = columns.filter((column) => column !== code && column.latin >= mostly);
  const nameEn = best(
    english.filter(({ field }) => !name || 2 * field.distinct > name.field.distinct),
    ({ field }) => [likeness(field.name, englishNames), field.distinct],
  );
  return {
    level,
    code: code?.field.name ?? null,
    name: name?.field.name ?? null,
    nameEn: nameEn && likeness(nameEn.field.name, englishNames) > 0 ? nameEn.field.name : null,
    parent: parent?.field.name ?? null,
    parentName: parentName?.field.name ?? null,
  };
}

/** Part of a field's values from which on it is taken for what they look like. */
const mostly = 0.8;

interface Column {
  readonly field: Field;
  readonly values: readonly (string | null)[];
  /** Parts of the values that look like codes, like names of areas, and like Latin words. */
  readonly coded: number;
  readonly named: number;
  readonly latin: number;
  /** Digits that matter in its codes. */
  readonly length: number;
  /** What its names say they are names of. */
  readonly level: Level | null;
}

/** Values looked at closely: the whole of a small file, an even sample of a large one. */
const looked = 2000;

function columnOf(field: Field, rows: readonly Properties[]): Column {
  const step = Math.max(1, Math.floor(rows.length / looked));
  const values: (string | null)[] = [];
  for (let i = 0; i < rows.length; i += step) values.push(textOf(rows[i]?.[field.name]));
  const present = values.filter((value) => value !== null);
  const part = (test: (value: string) => boolean): number =>
    present.length === 0 ? 0 : present.filter(test).length / present.length;
  const codes = present.filter((value) => codeShape.test(value)).map((code) => trimmed(code).length);
  return {
    field,
    values,
    coded: part((value) => codeShape.test(value)),
    named: part((value) => levelOfName(value) !== null),
    latin: part((value) => /^[A-Z][A-Za-z'’ .-]{2,}$/.test(value)),
    length: mostCommon(codes) ?? 0,
    level: mostCommon(present.flatMap((value) => levelOfName(value) ?? [])),
  };
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null;

const codeShape = /^[1-9]\d{5}(\d{3}){0,3}$/;

/** Without the zeros that lists append to fill twelve or fifteen digits. */
const trimmed = (code: string): string => code.replace(/^(\d{6}(?:\d{3})*?)(?:000)+$/, '$1');

const endings: readonly (readonly [level: Level, ending: RegExp])[] = [
  ['cell', /(网格|单元)[\d-]*$/],
  ['community', /(社区|居委会|村委会|居民委员会|村民委员会|村)$/],
  ['subdistrict', /(街道|街道办事处|地区|镇|乡|民族乡)$/],
  ['district', /(区|县|旗|自治县|新区)$/],
  ['city', /(市|自治州|盟)$/],
];

const levelOfName = (name: string): Level | null =>
  /\p{Script=Han}/u.test(name) && name.length <= 40
    ? (endings.find(([, ending]) => ending.test(name))?.[0] ?? null)
    : null;

const digits: Readonly<Record<number, Level>> = {
  6: 'district',
  9: 'subdistrict',
  12: 'community',
  15: 'cell',
};

/** What the names say, else the length of the codes. */
function levelOf(code: Column | undefined, name: Column | undefined): Level | null {
  const byCode = code ? (digits[code.length] ?? null) : null;
  if (!name?.level || !levels.includes(name.level)) return byCode;
  return byCode === 'cell' ? byCode : name.level;
}

/** Whether almost every code begins with the parent beside it. */
const extendsAll = (code: Column, parent: Column): boolean => {
  const both = code.values.flatMap((value, i) => {
    const above = parent.values[i];
    return value !== null && above ? [value !== above && value.startsWith(trimmed(above))] : [];
  });
  return both.filter(Boolean).length >= mostly * both.length;
};

/** Whether one value of the first always comes with the same of the second. */
const goesWith = (one: Column, other: Column | undefined): boolean => {
  const beside = new Map<string, string | null>();
  return one.values.every((value, i) => {
    const its = other?.values[i] ?? null;
    if (value === null || its === null) return true;
    const before = beside.get(value) ?? its;
    beside.set(value, its);
    return before === its;
  });
};

const codeNames = /code|dm$|bm$|^id$|编码|代码/i;
const nameNames = /name|mc$|名称/i;
const parentNames = /parent|district|qx|county|区划|上级/i;
const englishNames = /en$|english|pinyin|py$|拼音|英文/i;
const likeness = (name: string, pattern: RegExp): number => Number(pattern.test(name));

/** The one with the greatest scores, compared from the first on; of equals the first. */
function best(columns: readonly Column[], scores: (column: Column) => readonly number[]): Column | undefined {
  const ranked = columns.map((column) => ({ column, scores: scores(column) }));
  ranked.sort((a, b) => {
    const i = a.scores.findIndex((score, at) => score !== b.scores[at]);
    return i < 0 ? 0 : (b.scores[i] ?? 0) - (a.scores[i] ?? 0);
  });
  return ranked[0]?.column;
}

function mostCommon<T>(values: readonly T[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let found: T | null = null;
  for (const [value, count] of counts) if (found === null || count > (counts.get(found) ?? 0)) found = value;
  return found;
}
