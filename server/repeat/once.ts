import type { Context, MiddlewareHandler } from 'hono';
import { conflict, invalid, Problem, problemResponse } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { hashOfRequest } from './request-hash.ts';
import {
  claimKey,
  forgetOld,
  type KeptAnswer,
  type KeyedRequest,
  type KnownKey,
  keepAnswer,
  releaseKey,
} from './store.ts';

/** Milliseconds between two looks for answers too old to keep. */
const forgetEvery = 60_000;

/** Milliseconds after which a request without an answer is taken for lost with its process. */
const patience = 60_000;

/**
 * Counts a POST that comes twice with one `Idempotency-Key` once: the first answer is kept 48 hours and given again, also
 * where it was a refusal. A failure of the server (5xx) is forgotten, since nothing was changed. Without the header a
 * request passes as it is. Goes behind the sign-in check, and behind the limit on a body's size: it reads the body whole.
 *
 * An answer is kept after the step's own transaction. A process that dies between the two leaves a key without an answer;
 * the step is then not taken a second time, but the sender is told to look.
 */
export const once = ({ database: { sql }, clock, log }: Services): MiddlewareHandler<Environment> => {
  let forgottenAt = Number.NEGATIVE_INFINITY;
  const forget = async (now: Date): Promise<void> => {
    if (now.getTime() - forgottenAt < forgetEvery) return;
    forgottenAt = now.getTime();
    await forgetOld(sql, now);
  };
  return async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || key === undefined) return next();
    const asked: KeyedRequest = {
      account: c.var.account.name,
      key: checkedKey(key),
      request: `POST ${c.req.path}`,
      hash: await hashOfRequest(c.req),
    };
    await forget(clock());
    const known = await claimKey(sql, asked, clock());
    if (known) return answerAgain(c, asked, known, clock());
    await next();
    if (c.res.status >= 500) return releaseKey(sql, asked);
    await keepAnswer(sql, asked, await answerOf(c.res.clone()), clock()).catch((error: unknown) =>
      // The step is taken: its sender must hear so, whatever becomes of the copy.
      log.error({ err: error, request: asked.request }, 'an answer could not be kept'),
    );
  };
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function checkedKey(key: string): string {
  if (uuid.test(key)) return key.toLowerCase();
  const got = key.slice(0, 60);
  const detail = {
    zh: `Idempotency-Key 应为 UUID，得到“${got}”`,
    en: `Idempotency-Key must be a UUID, got "${got}"`,
  };
  throw invalid(detail, [{ pointer: 'header/Idempotency-Key', got, detail }]);
}

/** The answer that was given, or why none can be given again. */
function answerAgain(c: Context, asked: KeyedRequest, known: KnownKey, now: Date): Response {
  if (known.request !== asked.request || known.hash !== asked.hash)
    throw new Problem(
      422,
      'key-used',
      { zh: '同一个键用于两个不同的请求', en: 'One key for two different requests' },
      {
        zh: `Idempotency-Key ${asked.key} 已用于 ${known.request} 的另一份内容；新的请求请用新的键`,
        en: `Idempotency-Key ${asked.key} was used for other contents of ${known.request}; a new request needs a new key`,
      },
    );
  if (known.answer) return replay(known.answer);
  const since = known.begunAt.toISOString();
  if (now.getTime() - known.begunAt.getTime() > patience)
    throw conflict('outcome-unknown', {
      zh: `${since} 收到的同一请求没有办完的记录，没有重复办理；请先查看案件，未登记再用新的键发送`,
      en: `The same request came at ${since} and left no record of its end; it was not taken again. Look at the case, and send it with a new key if it is not there`,
    });
  const response = problemResponse(
    c,
    conflict('still-answering', {
      zh: `${since} 收到的同一请求正在办理，请稍后再发`,
      en: `The same request, received at ${since}, is being worked on; send it again in a moment`,
    }),
  );
  response.headers.set('retry-after', '1');
  return response;
}

const replay = ({ status, contentType, location, body }: KeptAnswer): Response =>
  new Response(bodyless.has(status) ? null : body, {
    status,
    headers: {
      ...(contentType && { 'content-type': contentType }),
      ...(location && { location }),
      'idempotency-replayed': 'true',
    },
  });

const bodyless: ReadonlySet<number> = new Set([204, 205, 304]);

const answerOf = async (response: Response): Promise<KeptAnswer> => ({
  status: response.status,
  contentType: response.headers.get('content-type'),
  location: response.headers.get('location'),
  body: await response.text(),
});
