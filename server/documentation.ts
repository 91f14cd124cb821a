import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Hono, MiddlewareHandler } from 'hono';
import { openAPIRouteHandler } from 'hono-openapi';
import type { Environment } from './services.ts';

/** The files of Swagger UI that the page needs, served from the package: the usual wrappers load them from elsewhere. */
const swaggerFiles: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};
const swaggerFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Adds `/api/openapi.json` and `/api/docs`. */
export function documentation(app: Hono<Environment>, signedIn: MiddlewareHandler<Environment>): void {
  app.get(
    '/api/openapi.json',
    signedIn,
    openAPIRouteHandler(app, {
      documentation: {
        openapi: '3.1.0',
        info: {
          title: '哨图 Shaotu',
          version: '0.1.0',
          description:
            'JSON, camelCase; WGS84 longitude and latitude; metres; ISO 8601; problems as RFC 9457.',
        },
      },
    }),
  );
  app.get('/api/docs', signedIn, (c) => c.html(page));
  app.get('/api/docs/start.js', signedIn, (c) =>
    c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/api/docs/:file', signedIn, async (c) => {
    const type = swaggerFiles[c.req.param('file')];
    if (!type) return c.notFound();
    return c.body(await readFile(`${swaggerFolder}/${c.req.param('file')}`), 200, { 'content-type': type });
  });
}

const page = `<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><title>哨图 API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs' });`;
