import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { levels } from '../../geodata/area.ts';
import { parseCrs } from '../../geodata/crs.ts';
import { requires } from '../access/routes.ts';
import { conflict, type FieldError, invalid, notFound, Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { ImportThread } from './import-thread.ts';
import { acceptable } from './report.ts';
import { findLatest, loadPackedOfAny } from './store.ts';
import { readUploadBody, uploadBytes } from './upload-body.ts';
import { startCheck, uploadView } from './upload-check.ts';
import { deleteUpload, readUploads, saveUpload, type Upload } from './upload-store.ts';

const uploadQuery = z.object({ name: z.string().trim().min(1).max(200) });
const uploadParam = z.object({ id: z.uuid() });
const field = z.string().min(1).max(200);
const checkBody = z.object({
  level: z.enum(levels).exclude(['city']),
  code: field,
  name: field,
  nameEn: field.nullish(),
  parent: field.nullish(),
  parentName: field.nullish(),
  city: z
    .object({ code: z.string().regex(/^\d{6}$/, 'must have 6 digits'), name: z.string().min(1).max(60) })
    .nullish(),
  crs: z.string().min(1).max(60),
  accept: z.array(z.enum(acceptable)).max(20).default([]),
  /** What the draft is called; the file's name unless given. */
  title: z.string().trim().min(1).max(200).optional(),
  schematic: z.boolean().default(false),
});

/** `/editions/uploads`: files of boundaries on their way to a draft. `checks` and `views` are threads for long and for short work. */
export const uploadRoutes = (
  services: Pick<Services, 'database' | 'clock' | 'log'>,
  { checks, views }: { readonly checks: ImportThread; readonly views: ImportThread },
) => {
  const {
    database: { sql },
    clock,
  } = services;
  const find = async (id: string): Promise<Upload> => {
    const [upload] = await readUploads(sql, clock(), id);
    if (!upload) throw notFound(words.upload, id);
    return upload;
  };

  return new Hono<Environment>()
    .get(
      '/',
      requires('edition.load'),
      describeRoute({ summary: 'Files of boundaries sent in' }),
      async (c) => {
        const uploads = await readUploads(sql, clock());
        return c.json({ uploads: uploads.map((upload) => uploadView(upload, clock())) }, 200);
      },
    )
    .post(
      '/',
      requires('edition.load'),
      describeRoute({
        summary: 'Send in a GeoJSON file of boundaries; its fields and reference system are guessed',
      }),
      valid('query', uploadQuery),
      async (c) => {
        refuseType(c.req.header('content-type'), c.req.header('content-encoding'));
        if (Number(c.req.header('content-length') ?? 0) > uploadBytes) throw tooLarge();
        const body = await readUploadBody(c.req.raw.body);
        if (body === 'too-large') throw tooLarge();
        if (body === 'empty')
          throw invalid({ zh: '文件是空的', en: 'The file is empty' }, [
            { pointer: '#', got: '0', detail: { zh: '应有内容', en: 'some content was wanted' } },
          ]);
        const latest = await findLatest(sql);
        const base = latest === null ? null : await loadPackedOfAny(sql, latest);
        const seen = await views.run((ask) => ask('inspect', { gzipped: body.gzipped, base }));
        if ('fault' in seen) {
          const { pointer, detail, got } = seen.fault;
          throw invalid(detail, [{ pointer: `#${pointer}`, detail, ...(got !== undefined && { got }) }]);
        }
        const { name } = c.req.valid('query');
        const about = { name, account: c.var.account.name, at: clock(), facts: seen.facts };
        const id = await saveUpload(sql, body, about);
        return c.json(uploadView(await find(id), clock()), 201);
      },
    )
    .get(
      '/:id',
      requires('edition.load'),
      describeRoute({ summary: 'One file, and how the check of it stands' }),
      valid('param', uploadParam),
      async (c) => c.json(uploadView(await find(c.req.valid('param').id), clock()), 200),
    )
    .delete(
      '/:id',
      requires('edition.load'),
      describeRoute({ summary: 'Delete a file; a draft it became stays' }),
      valid('param', uploadParam),
      async (c) => {
        const { id } = await find(c.req.valid('param').id);
        if (!(await deleteUpload(sql, id, clock()))) throw underWay();
        return c.body(null, 204);
      },
    )
    .post(
      '/:id/check',
      requires('edition.load'),
      describeRoute({ summary: 'Check a file as it is said to be read, and make a draft of it' }),
      valid('param', uploadParam),
      valid('json', checkBody),
      async (c) => {
        const upload = await find(c.req.valid('param').id);
        const { level, accept, title, schematic, city, crs, ...fields } = c.req.valid('json');
        refuseFields(upload, fields, crs);
        const { code, name, nameEn, parent, parentName } = fields;
        const begun = await startCheck(services, checks, upload.id, {
          read: {
            level,
            code,
            name,
            crs,
            source: upload.name,
            ...(nameEn && { nameEn }),
            ...(parent && { parent }),
            ...(parentName && { parentName }),
            ...(city && { city }),
          },
          accept,
          schematic,
          name: title ?? upload.name,
          actor: c.var.account.name,
        });
        if (!begun) throw underWay();
        return c.json(uploadView(await find(upload.id), clock()), 202);
      },
    );
};

const words = { upload: { zh: '上传的文件', en: 'uploaded file' } } as const;

const types = /^(application\/(geo\+json|json|octet-stream)|text\/json)\s*(;|$)/i;

function refuseType(type: string | undefined, encoding: string | undefined): void {
  if ((!type || types.test(type)) && (!encoding || encoding === 'identity')) return;
  const got = encoding && encoding !== 'identity' ? `content-encoding: ${encoding}` : (type ?? '');
  throw new Problem(
    415,
    'unsupported-type',
    { zh: '不支持这种文件', en: 'Unsupported kind of file' },
    {
      zh: `得到 ${got}；应为未压缩的 GeoJSON（application/geo+json）`,
      en: `Got ${got}; GeoJSON, not compressed, was wanted (application/geo+json)`,
    },
  );
}

const tooLarge = (): Problem =>
  new Problem(
    413,
    'too-large',
    { zh: '文件太大', en: 'File too large' },
    {
      zh: `文件最多 ${uploadBytes / 1e6} MB；更大的请用命令 npm run import`,
      en: `A file may have ${uploadBytes / 1e6} MB at most; use the command npm run import for larger ones`,
    },
  );

const underWay = (): Problem =>
  conflict('check-under-way', { zh: '这个文件正在检查', en: 'This file is being checked' });

/** Fields the file does not have, and a reference system nobody knows. */
function refuseFields(
  { facts }: Upload,
  fields: Readonly<Record<string, string | null | undefined>>,
  crs: string,
): void {
  const known = new Set(facts.fields.map(({ name }) => name));
  const has = [...known].slice(0, 30).join(', ');
  const errors: FieldError[] = Object.entries(fields).flatMap(([role, name]) =>
    !name || known.has(name)
      ? []
      : [
          {
            pointer: `#/${role}`,
            got: name,
            detail: { zh: `文件没有这个字段；有 ${has}`, en: `the file has no such field; it has ${has}` },
          },
        ],
  );
  const parsed = parseCrs(crs);
  if ('refusal' in parsed)
    errors.push({ pointer: '#/crs', got: parsed.refusal.got, detail: parsed.refusal.wanted });
  if (errors.length > 0)
    throw invalid(
      {
        zh: `这些字段有误：${errors.map(({ pointer }) => pointer).join(', ')}`,
        en: `These fields are wrong: ${errors.map(({ pointer }) => pointer).join(', ')}`,
      },
      errors,
    );
}
