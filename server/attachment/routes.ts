import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { invalid, notFound, valid } from '../errors.ts';
import { readForm } from '../repeat/request-hash.ts';
import type { Environment, Services } from '../services.ts';
import { type Adding, addPhoto, findWhistle, type ReadWhistles } from './add.ts';
import { keepOf } from './keep.ts';
import { photoLimits, tooLarge } from './limits.ts';
import { maySeePhotos, speaksFor } from './may.ts';
import { thumbnailOf } from './photo.ts';
import { findWhistlesWith, readAttachments } from './store.ts';
import { moments } from './view.ts';

const id = '/:id{[0-9]{1,18}}' as const;
const hashParam = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal') });
const fields = z.object({
  moment: z.enum(moments).default('other'),
  body: z
    .string()
    .regex(/^[0-9a-z-]{1,60}$/, 'must be the code of a body')
    .nullable()
    .default(null),
});

export interface AttachmentParts {
  readonly readWhistles: ReadWhistles;
}

/** `/api/whistles/:id/attachments`: photos of a case. Photos are sent as a form: `photo`, `moment`, `body`. */
export const whistlePhotoRoutes = (services: Services, { readWhistles }: AttachmentParts) => {
  const { sql } = services.database;
  const keep = keepOf(services.config);
  const adding = (c: { var: Environment['Variables']; req: { param(name: 'id'): string } }): Adding => ({
    sql,
    readWhistles,
    keep,
    account: c.var.account,
    now: services.clock(),
    id: c.req.param('id'),
  });
  return new Hono<Environment>()
    .get(
      `${id}/attachments`,
      requires('whistle.see'),
      describeRoute({ summary: 'Photos of the case' }),
      async (c) => {
        const whistle = await findWhistle(adding(c), sql);
        if (!maySeePhotos(c.var.account, whistle)) throw notFound({ zh: '哨', en: 'whistle' }, whistle.id);
        return c.json({ photos: await readAttachments(sql, whistle.id) }, 200);
      },
    )
    .post(
      `${id}/attachments`,
      requires('attachment.add'),
      describeRoute({ summary: 'Add a photo: JPEG, PNG or WebP, 20 MB at most, kept without its metadata' }),
      async (c) => {
        const form = await readForm(c.req);
        const { moment, body } = readFields(form);
        speaksFor(c.var.account, await findWhistle(adding(c), sql), body);
        const photo = await addPhoto(adding(c), await readFile(form), { moment, body });
        return c.json(photo, 201, { location: `/api/attachments/${photo.hash}` });
      },
    );
};

/** `/api/attachments/:hash`: one photo and its thumbnail, for those who may see a case it belongs to. */
export const photoRoutes = (services: Services, { readWhistles }: AttachmentParts) => {
  const { sql } = services.database;
  const keep = keepOf(services.config);
  /** The picture, or what is made of it, to who may see a case it belongs to. `form` tells them apart. */
  const picture = async (
    c: Context<Environment>,
    hash: string,
    { form, made }: { readonly form: string; readonly made: (kept: Uint8Array) => Promise<Uint8Array> },
  ) => {
    const whistles = await readWhistles(sql, await findWhistlesWith(sql, hash));
    const mine = whistles.some((whistle) => maySeePhotos(c.var.account, whistle));
    if (!mine) throw notFound({ zh: '照片', en: 'photo' }, hash);
    const etag = `"${hash}${form}"`;
    // Asked for every time, so that who may no longer see the case does not; sent once.
    const headers = { etag, 'cache-control': 'private, no-cache' };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    const kept = await keep.get(hash);
    if (!kept) throw new Error(`the photo ${hash} is not where photos are kept`);
    return c.body(Buffer.from(await made(kept)), 200, {
      ...headers,
      'content-type': 'image/jpeg',
      'content-disposition': `inline; filename="${hash.slice(0, 12)}${form}.jpg"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': sandbox,
    });
  };
  return new Hono<Environment>()
    .get(
      '/:hash',
      requires('whistle.see'),
      describeRoute({ summary: 'A photo, as it is kept' }),
      valid('param', hashParam),
      (c) => picture(c, c.req.valid('param').hash, { form: '', made: async (kept) => kept }),
    )
    .get(
      '/:hash/thumbnail',
      requires('whistle.see'),
      describeRoute({ summary: 'The photo made small, for lists: 264 × 198 px of its middle' }),
      valid('param', hashParam),
      (c) => picture(c, c.req.valid('param').hash, { form: '-small', made: thumbnailOf }),
    );
};

const sandbox = "default-src 'none'; sandbox";

/** Whatever a browser makes of a file somebody sent in, it runs nothing. Goes around the headers of the pages. */
export const sandboxed: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('content-security-policy', sandbox);
};

function readFields(form: FormData) {
  const given = Object.fromEntries(
    ['moment', 'body'].flatMap((name) => {
      const value = form.get(name);
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
  const read = fields.safeParse(given);
  if (read.success) return read.data;
  const errors = read.error.issues.map((issue) => ({
    pointer: `#/${issue.path.join('/')}`,
    got: String(given[String(issue.path[0])]).slice(0, 60),
    detail: { zh: `不符合要求：${issue.message}`, en: issue.message },
  }));
  const names = errors.map(({ pointer }) => pointer).join(', ');
  throw invalid({ zh: `这些字段有误：${names}`, en: `These fields are wrong: ${names}` }, errors);
}

async function readFile(form: FormData): Promise<Uint8Array> {
  const file = form.get('photo');
  if (file === null || typeof file === 'string' || file.size === 0) {
    const detail = {
      zh: '没有照片：请在 photo 字段里附上文件',
      en: 'No photo: put a file in the field photo',
    };
    throw invalid(detail, [{ pointer: '#/photo', got: file === null ? '' : 'empty', detail }]);
  }
  if (file.size > photoLimits.bytes) throw tooLarge();
  return new Uint8Array(await file.arrayBuffer());
}
