import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { validator } from 'hono-openapi';
import type { ZodType } from 'zod';
import type { Bilingual } from '../geodata/jurisdiction/verdict.ts';
import { fieldError } from './field-error.ts';

/** One field that is wrong: where it stands, what was got, what was wanted. */
export interface FieldError {
  readonly pointer: string;
  readonly got?: string;
  readonly detail: Bilingual;
  /** Longitude and latitude of the fault, where it has a place. */
  readonly at?: readonly [number, number] | null;
}

/**
 * A refusal that a person can act on, in the form of RFC 9457. Thrown anywhere below a route; `app.onError` answers it
 * in the reader's language. `type` is a short stable name: programs compare it, people never see it.
 */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly type: string;
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly errors: readonly FieldError[];
  /** Seconds after which it is worth trying again; null where waiting does not help. */
  readonly retryAfter: number | null;

  constructor(
    status: ContentfulStatusCode,
    type: string,
    title: Bilingual,
    detail: Bilingual,
    errors: readonly FieldError[] = [],
    retryAfter: number | null = null,
  ) {
    super(`${type}: ${detail.en}`);
    this.status = status;
    this.type = type;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

export const invalid = (detail: Bilingual, errors: readonly FieldError[] = []): Problem =>
  new Problem(400, 'invalid-input', { zh: '输入有误', en: 'Invalid input' }, detail, errors);

/** What nobody has: `what` names the kind of thing, `id` what was asked for. */
export const notFound = (what: Bilingual, id: string): Problem =>
  new Problem(
    404,
    'not-found',
    { zh: '找不到', en: 'Not found' },
    { zh: `没有${what.zh}“${id}”`, en: `There is no ${what.en} "${id}"` },
  );

export const forbidden = (detail: Bilingual): Problem =>
  new Problem(403, 'forbidden', { zh: '无权操作', en: 'Not allowed' }, detail);

export const conflict = (type: string, detail: Bilingual): Problem =>
  new Problem(409, type, { zh: '现在不能这样做', en: 'Not possible now' }, detail);

/** Language of an answer: the one the request asks for, Chinese if it asks for neither. */
export function languageOf(c: Context): 'zh' | 'en' {
  const asked = c.req.query('lang') ?? c.req.header('accept-language') ?? '';
  const zh = asked.search(/\bzh\b/i);
  const en = asked.search(/\ben\b/i);
  return en >= 0 && (zh < 0 || en < zh) ? 'en' : 'zh';
}

/** The problem as `application/problem+json` in the reader's language. */
export function problemResponse(c: Context, problem: Problem): Response {
  const language = languageOf(c);
  const body = {
    type: `urn:shaotu:problem:${problem.type}`,
    title: problem.title[language],
    status: problem.status,
    detail: problem.detail[language],
    ...(problem.retryAfter !== null && { retryAfter: problem.retryAfter }),
    ...(problem.errors.length && {
      errors: problem.errors.map((e) => ({
        pointer: e.pointer,
        detail: e.detail[language],
        ...(e.got !== undefined && { got: e.got }),
        ...(e.at && { at: e.at }),
      })),
    }),
  };
  return c.body(JSON.stringify(body), problem.status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
    ...(problem.retryAfter !== null && { 'retry-after': String(problem.retryAfter) }),
  });
}

/** Validates a part of the request by a zod schema and answers each faulty field with its pointer, what was got and what was wanted. */
export const valid = <S extends ZodType, T extends 'json' | 'query' | 'param'>(target: T, schema: S) =>
  validator(target, schema, (result) => {
    if (result.success) return;
    const errors = result.error.map((issue) => fieldError(target, result.data, issue));
    const fields = errors.map((e) => e.pointer).join(', ');
    throw invalid({ zh: `这些字段有误：${fields}`, en: `These fields are wrong: ${fields}` }, errors);
  });
