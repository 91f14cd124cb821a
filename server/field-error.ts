import type { Bilingual } from '../geodata/jurisdiction/verdict.ts';
import type { FieldError } from './errors.ts';
import { chineseOf, fieldNames, formats, sizes, types } from './field-words.ts';

/** What a schema finds wrong: zod's issue, as far as it is read here. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
  readonly code?: string;
  readonly expected?: unknown;
  readonly values?: unknown;
  readonly format?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: unknown;
  readonly divisor?: unknown;
  readonly keys?: unknown;
}

/** Characters of a wrong value that are repeated; the rest is cut. */
const longestGot = 80;

/** Fields whose value is nobody’s to repeat. */
const secret = /password|secret|token|code$|^current$|^key$/i;

/** One issue of a schema as a person reads it: which field, what was got and what was wanted. */
export function fieldError(
  target: 'json' | 'query' | 'param',
  data: unknown,
  issue: SchemaIssue,
): FieldError {
  const path = (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
  const got = path.some((step) => secret.test(step) && !isAreaCode(step)) ? undefined : gotAt(data, path);
  const wanted = wantedBy(issue);
  const name = path.at(-1);
  const said = got === undefined ? null : got;
  return {
    pointer: `${target === 'json' ? '#' : target}/${path.join('/')}`,
    ...(got !== undefined && { got }),
    detail: {
      zh: `${name ? `${fieldNames[name] ?? name}：` : ''}${wanted.zh}${said ? `，得到 ${said}` : ''}`,
      en: `${name ? `${name} ` : ''}${wanted.en}${said ? `, got ${said}` : ''}`,
    },
  };
}

/** Codes of areas, bodies and categories are no secrets, though their names end like one. */
const isAreaCode = (name: string): boolean => /^(area|body|cell|category|district)code$/i.test(name);

function gotAt(data: unknown, path: readonly string[]): string | undefined {
  let value = data;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  // The whole of a request says nothing that its sender does not know.
  if (path.length === 0) return undefined;
  if (value === undefined) return undefined;
  const text = typeof value === 'object' && value !== null ? shapeOf(value) : JSON.stringify(value);
  return text.length > longestGot ? `${text.slice(0, longestGot).replace(/\p{Surrogate}/u, '')}…` : text;
}

const shapeOf = (value: object): string => (Array.isArray(value) ? `[${value.length}]` : '{…}');

function wantedBy(issue: SchemaIssue): Bilingual {
  if (issue.message.startsWith('must ')) return { zh: chineseOf(issue.message), en: issue.message };
  const { code } = issue;
  if (code === 'invalid_type') return wantedType(String(issue.expected));
  if (code === 'too_small' || code === 'too_big') return wantedSize(issue);
  if (code === 'invalid_value' && Array.isArray(issue.values)) {
    const values = issue.values.map((value) => JSON.stringify(value)).join(', ');
    return { zh: `应为以下之一：${values}`, en: `must be one of ${values}` };
  }
  if (code === 'invalid_format') {
    const format = formats[String(issue.format)];
    if (format) return { zh: `应为${format.zh}`, en: `must be ${format.en}` };
    return { zh: '格式不符', en: 'does not have the form that is wanted' };
  }
  if (code === 'not_multiple_of')
    return { zh: `应为 ${issue.divisor} 的倍数`, en: `must be a multiple of ${issue.divisor}` };
  if (code === 'unrecognized_keys') {
    const keys = (issue.keys as readonly string[]).join(', ').slice(0, longestGot);
    return { zh: `没有这些字段：${keys}`, en: `has unknown fields: ${keys}` };
  }
  if (code === 'invalid_union')
    return { zh: '不是任何一种可用的写法', en: 'fits none of the forms that are possible' };
  return { zh: '不符合要求', en: issue.message };
}

function wantedType(expected: string): Bilingual {
  const type = types[expected] ?? { zh: expected, en: expected };
  return { zh: `应为${type.zh}`, en: `must be ${type.en}` };
}

function wantedSize(issue: SchemaIssue): Bilingual {
  const least = issue.code === 'too_small';
  const bound = String(least ? issue.minimum : issue.maximum);
  const unit = sizes[String(issue.origin)];
  if (unit && least && bound === '1') return { zh: '不能为空', en: 'must not be empty' };
  if (unit)
    return {
      zh: `${least ? '至少' : '最多'} ${bound} ${unit.zh}`,
      en: `must have at ${least ? 'least' : 'most'} ${bound} ${unit.en}`,
    };
  const inclusive = issue.inclusive !== false;
  if (least)
    return inclusive
      ? { zh: `不能小于 ${bound}`, en: `must be ${bound} or more` }
      : { zh: `必须大于 ${bound}`, en: `must be more than ${bound}` };
  return inclusive
    ? { zh: `不能大于 ${bound}`, en: `must be ${bound} or less` }
    : { zh: `必须小于 ${bound}`, en: `must be less than ${bound}` };
}
