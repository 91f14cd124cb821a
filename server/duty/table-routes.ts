import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { type Account, mayOn } from '../access/session.ts';
import { handOut } from '../audit/hand-out.ts';
import { areaPaths } from '../body/area-path.ts';
import { invalid, languageOf, notFound, Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { tableBytes, writeTable } from './csv.ts';
import { dryRun, type LoadInput, load } from './load.ts';
import { type Part, type PartName, partNames, type Values } from './part.ts';
import { bodiesPart } from './parts/bodies.ts';
import { cataloguePart } from './parts/catalogue.ts';
import { listsPart } from './parts/lists.ts';
import { callersPart, clocksPart, limitsPart } from './parts/small.ts';
import { templatesPart } from './parts/templates.ts';
import { publishVersion, readVersionFile, readVersions, refusePast } from './versions.ts';

const parts: Readonly<Record<PartName, Part>> = {
  bodies: bodiesPart,
  lists: listsPart,
  catalogue: cataloguePart,
  callers: callersPart,
  clocks: clocksPart,
  limits: limitsPart,
  templates: templatesPart,
};

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');
const instant = z.iso.datetime({ offset: true });
const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
/** How a table is to be loaded: a dry run unless `commit`. */
export const loadQuery = z.object({
  commit: flag,
  whole: flag,
  note: z.string().trim().max(500).default(''),
  from: z.union([instant, z.literal('draft')]).optional(),
  after: versionNumber.optional(),
});
const readQuery = z.object({ version: versionNumber.optional() });
const versionsQuery = z.object({ part: z.enum([...partNames, 'roster']).optional() });
const publishBody = z.object({ from: instant });

/** `/api/duties`: the tables that decide who is called, in CSV out and in, and their versions. */
export const tableRoutes = (services: Services) => {
  const { database, editions, clock } = services;
  const { sql } = database;
  return new Hono<Environment>()
    .get(
      '/',
      requires('duty.see'),
      describeRoute({ summary: 'Versions of the tables that decide who is called, newest first' }),
      valid('query', versionsQuery),
      async (c) =>
        c.json({ versions: await readVersions(sql, c.req.valid('query').part ?? null, clock()) }, 200),
    )
    .get(
      '/rows/:part',
      requires('duty.see'),
      describeRoute({ summary: 'Rows of a table as they stand, or in a version of the duty lists' }),
      valid('param', z.object({ part: z.enum(['lists', 'catalogue', 'callers', 'clocks', 'limits']) })),
      valid('query', readQuery),
      async (c) => {
        const part = parts[c.req.valid('param').part];
        const rows = await part.read(sql, c.req.valid('query').version ?? null);
        const known = editions.current()?.areas;
        const areas = [...new Set(rows.map((row) => row.areaCode ?? ''))].flatMap(
          (code) => known?.get(code) ?? [],
        );
        return c.json({ rows, areas: areas.map(({ code, name, nameEn }) => ({ code, name, nameEn })) }, 200);
      },
    )
    .get(
      '/versions/:id{[0-9]{1,9}}/table.csv',
      requires('duty.load'),
      describeRoute({ summary: 'A version as it was loaded' }),
      async (c) => {
        const id = Number(c.req.param('id'));
        const found = await readVersionFile(sql, id);
        if (!found?.file)
          throw notFound({ zh: '载入的文件，版本', en: 'loaded file of version' }, String(id));
        return csvAnswer(c, services, { name: `${found.part}-${id}`, text: found.file });
      },
    )
    .post(
      '/versions/:id{[0-9]{1,9}}/publish',
      requires('duty.load'),
      describeRoute({ summary: 'Give a draft of the duty lists the day from which it decides' }),
      valid('json', publishBody),
      async (c) => {
        const loading = { sql, account: c.var.account, now: clock() };
        await publishVersion(loading, Number(c.req.param('id')), new Date(c.req.valid('json').from));
        return c.json({ versions: await readVersions(sql, 'lists', clock()) }, 200);
      },
    )
    .get(
      '/:file{(?:bodies|lists|catalogue|callers|clocks|limits|templates)\\.csv}',
      requires('duty.see'),
      describeRoute({
        summary: 'A table in CSV: bodies, lists, catalogue, callers, clocks, limits or templates',
      }),
      valid('query', readQuery),
      async (c) => {
        const part = partOf(c.req.param('file').replace('.csv', ''));
        const rows = await part.read(sql, c.req.valid('query').version ?? null);
        const shown =
          part.name === 'bodies'
            ? rows.map((row) => withoutPhone(row, c.var.account, areaPaths(editions)))
            : rows;
        const text = writeTable(part.columns, shown, languageOf(c));
        return csvAnswer(c, services, { name: part.name, text });
      },
    )
    .post(
      '/:part{bodies|lists|catalogue|callers|clocks|limits|templates}',
      requires('duty.load'),
      describeRoute({ summary: 'Load a table: a dry run with every fault by line, or a new version of it' }),
      valid('query', loadQuery),
      async (c) => {
        const part = partOf(c.req.param('part'));
        const { commit, ...input } = await loadInput(c, c.req.valid('query'), clock());
        if (!commit) return c.json(await dryRun(sql, part, input), 200);
        const loading = { sql, account: c.var.account, now: clock() };
        return c.json(await load(loading, part, input), 201);
      },
    );
};

/** The table sent and what is to be done with it. */
export async function loadInput(
  c: Context<Environment>,
  query: z.output<typeof loadQuery>,
  now: Date,
): Promise<LoadInput & { readonly commit: boolean }> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length > tableBytes)
    throw new Problem(
      413,
      'too-large',
      { zh: '文件太大', en: 'File too large' },
      {
        zh: `文件有 ${bytes.length} 字节，最多 ${tableBytes}`,
        en: `The file has ${bytes.length} bytes; at most ${tableBytes} are taken`,
      },
    );
  if (bytes.length === 0) {
    const detail = { zh: '没有收到文件', en: 'No file was sent' };
    throw invalid(detail, [{ pointer: '#', got: '', detail }]);
  }
  const { commit, whole, note, from, after } = query;
  const day = from === 'draft' ? null : from === undefined ? now : new Date(from);
  if (day !== null) refusePast(day, now);
  return { bytes, commit, whole, note, from: day, after: after ?? null };
}

/** A table to be kept as a file. */
export const csvAnswer = (
  c: Context<Environment>,
  services: Services,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<Response> =>
  handOut(c, services, { name: `${name}.csv`, type: 'text/csv', content: text, object: `duties:${name}` });

const partOf = (name: string): Part => parts[name as PartName];

/** Telephones are for those who may see people there. */
const withoutPhone = (row: Values, account: Account, pathOf: (code: string) => readonly string[]): Values =>
  mayOn(account, 'person.see', [pathOf(row.areaCode ?? '')]) ? row : { ...row, phone: '' };
