import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { rateLimiter } from 'hono-rate-limiter';
import { accountRoutes } from './access/account-routes.ts';
import { displayRoutes } from './access/display-routes.ts';
import { fromThisSite, noteRefusals, rateKey, signedIn } from './access/gate.ts';
import { keyRoutes } from './access/key-routes.ts';
import { openidRoutes } from './access/openid-routes.ts';
import { ownSessionRoutes } from './access/own-routes.ts';
import { pairingRoutes } from './access/pairing-routes.ts';
import { createPresences } from './access/presence.ts';
import { sessionRoutes } from './access/routes.ts';
import { grant } from './access/session.ts';
import { assessmentRoutes, scoreRoutes } from './assess/routes.ts';
import { photoBody } from './attachment/limits.ts';
import { photoRoutes, whistlePhotoRoutes } from './attachment/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { bodyRoutes } from './body/routes.ts';
import { editionRoutes } from './boundary/edition-routes.ts';
import { boundaryRoutes } from './boundary/routes.ts';
import { sliceRoutes } from './boundary/slice-routes.ts';
import { callRoutes, consultationRoutes } from './consultation/routes.ts';
import { documentation } from './documentation.ts';
import { readDutyList } from './duty/list.ts';
import { dutyRoutes } from './duty/routes.ts';
import { tableRoutes } from './duty/table-routes.ts';
import { Problem, problemResponse } from './errors.ts';
import { holdingRoutes } from './holding/routes.ts';
import { judgeLate } from './incident/judge-late.ts';
import { judgeOf } from './incident/judge-stored.ts';
import { mergeRoutes } from './incident/merge-routes.ts';
import { incidentRoutes, verdictRoutes } from './incident/routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { libraryRoutes } from './library/routes.ts';
import { readLatest } from './live/history.ts';
import { liveRoutes } from './live/routes.ts';
import { noticeDeskRoutes } from './notice/desk-routes.ts';
import { noticeRoutes } from './notice/routes.ts';
import { createPlanBook } from './plan/book.ts';
import { hotSpotRoutes } from './plan/hot-spot/routes.ts';
import { recurringRoutes } from './plan/recurring/routes.ts';
import { planRoutes } from './plan/routes.ts';
import { seamCostRoutes } from './plan/seam/routes.ts';
import { planStreetRoutes } from './plan/street/routes.ts';
import { createPlanThread } from './plan/thread.ts';
import { whatIfRoutes } from './plan/what-if/routes.ts';
import { recordRoutes } from './record/routes.ts';
import { once } from './repeat/once.ts';
import { rosterRoutes } from './roster/routes.ts';
import { onPublish } from './seam/publish.ts';
import { seamRoutes } from './seam/routes.ts';
import { searchRoutes } from './search/routes.ts';
import type { Environment, Services } from './services.ts';
import { streetRoutes } from './street/routes.ts';
import { surveyRoutes } from './survey/routes.ts';
import { taskForceRoutes } from './task-force/routes.ts';
import { tileRoutes } from './tiles/routes.ts';
import { wallRoutes } from './wall/routes.ts';
import { districtIn } from './whistle/district.ts';
import { readOpenAreas } from './whistle/open-areas.ts';
import { requestRoutes } from './whistle/request-routes.ts';
import { blowRoutes, whistleRoutes } from './whistle/routes.ts';
import { readOpenWhistles, readWhistle, readWhistles } from './whistle/store.ts';
import { summonsRoutes } from './whistle/summons-routes.ts';

/** Bytes of a request’s body: a footprint of 20,000 vertices takes 1 MB, and one of ten times that still gets a proper answer. */
const bodyBytes = 8_000_000;

/** The routes of a ready server. Handlers are chained so that their types reach the client (`hc<App>`). */
export function createApp(services: Services, address: (c: Context) => string = () => 'local') {
  const { database, editions, log } = services;
  const limited = (limit: number, seconds: number) =>
    rateLimiter<Environment>({
      windowMs: seconds * 1000,
      limit,
      keyGenerator: rateKey(address),
      handler: (c) =>
        problemResponse(
          c,
          new Problem(
            429,
            'too-many-requests',
            { zh: '请求过多', en: 'Too many requests' },
            {
              zh: `${seconds} 秒内最多 ${limit} 次，请稍后再试`,
              en: `At most ${limit} in ${seconds} seconds; try again later`,
            },
          ),
        ),
    });
  const presences = createPresences(services);
  const planBook = createPlanBook(services);
  const planThread = createPlanThread();
  const inside = signedIn(presences);
  const parts = {
    duties: () => readDutyList(database.sql, services.clock()),
    judgeOf: judgeOf(services),
    districtOf: districtIn(editions),
  };

  const api = new Hono<Environment>()
    .use('/session/*', limited(600, 60))
    .route('/session', sessionRoutes(services, presences, address))
    .route('/session/openid', openidRoutes(services, presences, address))
    .route('/session/pairing', pairingRoutes(services, presences, address))
    .use(inside)
    .use(noteRefusals(services))
    .use(limited(3000, 60))
    .use('/plan/report', limited(20, 60))
    .use('/whistles/:id/attachments', photoBody)
    .use('/incidents/:id{[0-9]{1,18}}/*', async (c, next) => {
      if (grant(c.var.account, 'incident.see') !== null) await judgeLate(services, c.req.param('id'));
      await next();
    })
    .use('/incidents/*', once(services))
    .use('/whistles/*', once(services))
    .route('/seams', seamRoutes(services))
    .route('/survey-tickets', surveyRoutes(services))
    .route('/', boundaryRoutes(services))
    .route('/', sliceRoutes(services))
    .route('/', editionRoutes(services, { onPublish }))
    .route('/categories', dutyRoutes(services))
    .route('/duties', tableRoutes(services))
    .route('/bodies', bodyRoutes(services))
    .route('/roster', rosterRoutes(services, { openAreas: () => readOpenAreas(database.sql) }))
    .route('/task-forces', taskForceRoutes(services))
    .route('/verdicts', verdictRoutes(services))
    .route('/incidents', incidentRoutes(services))
    .route('/incidents', mergeRoutes(services))
    .route('/intake/files', intakeRoutes(services))
    .route('/incidents', blowRoutes(services, parts))
    .route('/whistles', whistleRoutes(services, parts))
    .route('/whistles', summonsRoutes(services, parts))
    .route('/whistles', requestRoutes(services, parts))
    .route('/whistles', callRoutes(services))
    .route('/consultations', consultationRoutes(services, readWhistles))
    .route('/whistles', whistlePhotoRoutes(services, { readWhistles }))
    .route('/attachments', photoRoutes(services, { readWhistles }))
    .route('/assessment', assessmentRoutes(services))
    .route(
      '/whistles',
      scoreRoutes(services, {
        readWhistle: (id) => readWhistle(database.sql, id),
      }),
    )
    .route(
      '/library',
      libraryRoutes(services, {
        readWhistle: (id) => readWhistle(database.sql, id),
      }),
    )
    .route('/notices', noticeRoutes(services))
    .route('/notice-desk', noticeDeskRoutes(services))
    .route('/records', recordRoutes(services))
    .route('/holdings', holdingRoutes(services))
    .route('/', streetRoutes(services))
    .route('/plan/seams', seamCostRoutes(services))
    .route('/plan/streets', planStreetRoutes(services, planBook, planThread))
    .route('/plan/hot-spots', hotSpotRoutes(services, planBook))
    .route('/plan/recurring', recurringRoutes(services, planBook, planThread))
    .route('/plan/what-if', whatIfRoutes(services))
    .route('/search', searchRoutes(services))
    .route('/plan', planRoutes(services, planBook))
    .route(
      '/wall',
      wallRoutes(services, {
        readWhistles: (since) => readOpenWhistles(database.sql, since),
        readLatest: (limit) => readLatest(database.sql, limit),
      }),
    )
    .route('/sessions', ownSessionRoutes(services, presences))
    .route('/accounts', accountRoutes(services, presences))
    .route('/keys', keyRoutes(services, presences))
    .route('/displays', displayRoutes(services, presences))
    .route('/audit', auditRoutes(services))
    .route('/live', liveRoutes(services));

  const app = new Hono<Environment>()
    // First, and so without the rest: tiles are asked for by the hundred, and only read.
    .use('/tiles/*', inside)
    .route('/tiles', tileRoutes({ database: services.reading, editions }))
    .use(fromThisSite())
    .use((c, next) => (hasOwnLimit(c) ? next() : limitedBody(c, next)))
    .route('/api', api);

  documentation(app, inside);
  app.notFound((c) =>
    problemResponse(
      c,
      new Problem(
        404,
        'no-such-address',
        { zh: '没有这个地址', en: 'No such address' },
        {
          zh: `没有 ${c.req.method} ${c.req.path}`,
          en: `There is no ${c.req.method} ${c.req.path}`,
        },
      ),
    ),
  );
  app.onError((error, c) => {
    if (error instanceof Problem) return problemResponse(c, error);
    if (error instanceof HTTPException) return problemResponse(c, fromHttpException(error));
    const reference = crypto.randomUUID();
    log.error({ err: error, reference, method: c.req.method, path: c.req.path }, 'a request failed');
    return problemResponse(
      c,
      new Problem(
        500,
        'internal',
        { zh: '服务器出错', en: 'The server failed' },
        {
          zh: `没有保存任何改动。请把编号 ${reference} 告诉管理员`,
          en: `Nothing was changed. Tell the administrator this reference: ${reference}`,
        },
      ),
    );
  });
  return app;
}

/** Files of boundaries and photos are far larger: their routes have limits of their own. */
const hasOwnLimit = (c: Context): boolean =>
  c.req.method === 'POST' &&
  (c.req.path === '/api/editions/uploads' ||
    c.req.path === '/api/intake/files' ||
    /^\/api\/whistles\/\d+\/attachments$/.test(c.req.path));

const limitedBody = bodyLimit({
  maxSize: bodyBytes,
  onError: (c) =>
    problemResponse(
      c,
      new Problem(
        413,
        'too-large',
        { zh: '请求太大', en: 'Request too large' },
        {
          zh: `请求体最多 ${bodyBytes / 1e6} MB`,
          en: `A request's body may have ${bodyBytes / 1e6} MB at most`,
        },
      ),
    ),
});

export type App = ReturnType<typeof createApp>;

function fromHttpException(error: HTTPException): Problem {
  if (error.status === 400)
    return new Problem(
      400,
      'malformed',
      { zh: '请求格式有误', en: 'Malformed request' },
      {
        zh: '请求体不是有效的 JSON',
        en: 'The body is not valid JSON',
      },
    );
  return new Problem(
    error.status as 403,
    'refused',
    { zh: '请求被拒绝', en: 'Request refused' },
    {
      zh: '请求来自别的网站，或没有权限',
      en: 'The request came from another site, or is not allowed',
    },
  );
}
