import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { isSecure } from './access/cookie.ts';
import { sandboxed } from './attachment/routes.ts';
import { Problem, problemResponse } from './errors.ts';
import type { Prepared } from './prepare.ts';
import type { ServerState } from './state.ts';
import { runningVersion } from './version.ts';

/** The built client. */
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const version = runningVersion(dist);

/** What faces the browser from the first moment: headers, health, the client's files, and the routes once they are ready. */
export function createFront({
  state,
  prepared,
}: {
  state: () => ServerState;
  prepared: () => Prepared | null;
}) {
  const app = new Hono<{ Bindings: object }>()
    .use('/api/attachments/*', sandboxed)
    .use(secureHeaders(headers))
    .use(stayOnHttps)
    .use(compress());
  app.get('/api/health', (c) => {
    const now = state();
    const ready = prepared();
    c.header('cache-control', 'no-store');
    return now.status === 'ready' && ready
      ? c.json({ status: 'ready', ...ready.health(), version }, 200)
      : c.json(now, 503);
  });
  for (const path of ['/api/*', '/tiles/*'])
    app.all(path, (c) => {
      const ready = prepared();
      return ready && state().status === 'ready'
        ? ready.app.fetch(c.req.raw, c.env)
        : problemResponse(c, notReady(state()));
    });
  app.use(
    '/assets/*',
    serveStatic({
      root: dist,
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.use('*', serveStatic({ root: dist }));
  app.get(
    '*',
    serveStatic({
      root: dist,
      path: 'index.html',
      onFound: (_path, c) => c.header('cache-control', 'no-cache'),
    }),
  );
  app.notFound((c) => problemResponse(c, missing(c.req.path)));
  return app;
}

/** Seconds for which a browser that came by https comes by nothing else: a year. */
const httpsOnly = 31_536_000;

/** A browser that came by https is told to stay there; where there is no certificate nothing is said. */
const stayOnHttps: MiddlewareHandler = async (c, next) => {
  await next();
  if (isSecure(c)) c.header('strict-transport-security', `max-age=${httpsOnly}`);
};

/**
 * Nothing but the product's own origin. MapLibre starts its worker from a file of ours and reads images from blobs;
 * antd writes its styles into the page.
 */
const headers = {
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
  // Closed networks often have no certificate: sent to all, this would lock a browser out of plain http for good.
  strictTransportSecurity: false,
  // An officer's phone is asked where it is; nothing else of a device is any page's business.
  permissionsPolicy: {
    geolocation: ['self'],
    camera: [],
    microphone: [],
    payment: [],
    usb: [],
    displayCapture: [],
  },
  referrerPolicy: 'no-referrer',
};

const notReady = (state: ServerState): Problem =>
  new Problem(
    503,
    'not-ready',
    { zh: '尚未就绪', en: 'Not ready' },
    state.status === 'preparing'
      ? { zh: `正在准备：${state.progress.step.zh}`, en: `Preparing: ${state.progress.step.en}` }
      : { zh: '服务正在停止', en: 'The server is stopping' },
  );

const missing = (path: string): Problem =>
  existsSync(`${dist}/index.html`)
    ? new Problem(
        404,
        'no-such-address',
        { zh: '没有这个地址', en: 'No such address' },
        { zh: `没有 ${path}`, en: `There is no ${path}` },
      )
    : new Problem(
        404,
        'not-built',
        { zh: '页面尚未构建', en: 'The pages are not built' },
        {
          zh: '请先运行 npm run build',
          en: 'Run npm run build first',
        },
      );
