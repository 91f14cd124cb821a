import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { mayOn } from '../access/session.ts';
import { handOut } from '../audit/hand-out.ts';
import { forbidden, invalid, notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { WhistleView } from '../whistle/view.ts';
import type { CaseDocument } from './document.ts';
import { keepCase, twice } from './keep.ts';
import { replay } from './replay.ts';
import { annotationSchema, documentSchema, faultsOf } from './schema.ts';
import { annotateCase, findKept, insertCase, listCases, listTags, readCase } from './store.ts';

const number = z.string().regex(/^\d{1,18}$/, 'must be a number');
const id = '/:id{[0-9]{1,18}}' as const;

const listSchema = z.object({
  q: z.string().trim().max(100).optional(),
  tag: z.string().max(30).optional(),
  kind: z.enum(['enforcement', 'priority', 'emergency']).optional(),
  cursor: z
    .string()
    .regex(/^[\dTZ:.-]+~\d{1,18}$/, 'must be a cursor of an earlier answer')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const keepSchema = annotationSchema.extend({ whistle: number });

/** What keeping a case needs of it, handed in. */
export interface LibrarySources {
  readonly readWhistle: (id: string) => Promise<WhistleView | null>;
}

/** `/api/library`: closed cases kept to learn from: list, replay, file out and in. */
export const libraryRoutes = (services: Services, sources: LibrarySources) => {
  const { database, clock } = services;
  const { sql } = database;
  const found = async (caseId: string) => {
    const kept = await readCase(sql, caseId);
    if (!kept) throw notFound({ zh: '案例', en: 'case' }, caseId);
    return kept;
  };
  const pathsOf = ({ sides, leftSides }: WhistleView) => [...sides, ...leftSides].map(({ path }) => path);
  return new Hono<Environment>()
    .get(
      '/',
      requires('library.see'),
      describeRoute({ summary: 'Kept cases, newest first; `next` is the cursor of the page that follows' }),
      valid('query', listSchema),
      async (c) => {
        const { q, tag, kind, cursor, limit } = c.req.valid('query');
        const [keptAt, last] = cursor?.split('~') ?? [];
        const before = keptAt && last ? { keptAt: new Date(keptAt), id: last } : null;
        const filter = { text: q || null, tag: tag ?? null, kind: kind ?? null, before, limit };
        const [cases, tags] = await Promise.all([listCases(sql, filter), listTags(sql)]);
        const end = cases.length === limit ? cases.at(-1) : undefined;
        return c.json({ cases, tags, next: end ? `${end.keptAt}~${end.id}` : null }, 200);
      },
    )
    .get(
      '/of/:whistle{[0-9]{1,18}}',
      requires('library.see'),
      describeRoute({ summary: 'Whether a whistle is kept, and as which case' }),
      async (c) => c.json({ id: await findKept(sql, c.req.param('whistle')) }, 200),
    )
    .get(
      id,
      requires('library.see'),
      describeRoute({ summary: 'A kept case with the state after each of its steps' }),
      async (c) => {
        const { document, ...kept } = await found(c.req.param('id'));
        return c.json({ ...kept, document, frames: replay(document) }, 200);
      },
    )
    .get(
      `${id}/file`,
      requires('library.see'),
      describeRoute({ summary: 'The case as one file, without personal data' }),
      async (c) => {
        const { document } = await found(c.req.param('id'));
        return handOut(c, services, {
          name: `case-${document.number}.json`,
          type: 'application/json',
          content: JSON.stringify(document, null, 1),
          object: `case:${c.req.param('id')}`,
          details: { number: document.number },
        });
      },
    )
    .post(
      '/',
      requires('library.keep'),
      describeRoute({ summary: 'Keep a closed case, with what is to be learnt from it' }),
      valid('json', keepSchema),
      async (c) => {
        const { whistle: whistleId, ...annotation } = c.req.valid('json');
        const { account } = c.var;
        const whistle = await sources.readWhistle(whistleId);
        if (!whistle || !mayOn(account, 'library.keep', pathsOf(whistle)))
          throw notFound({ zh: '哨', en: 'whistle' }, whistleId);
        const kept = await keepCase({ sql, account, at: clock() }, whistle, annotation);
        return c.json({ id: kept }, 201, { location: `/api/library/${kept}` });
      },
    )
    .put(
      id,
      requires('library.keep'),
      describeRoute({ summary: 'Change title, lesson and tags of a kept case' }),
      valid('json', annotationSchema),
      async (c) => {
        const kept = await found(c.req.param('id'));
        const { account } = c.var;
        const whistle = kept.whistleId === null ? null : await sources.readWhistle(kept.whistleId);
        if (whistle && !mayOn(account, 'library.keep', pathsOf(whistle)))
          throw forbidden({
            zh: `案例“${kept.title}”不涉及“${account.displayName}”的辖区`,
            en: `The case "${kept.title}" does not concern the area of "${account.displayNameEn}"`,
          });
        const annotation = c.req.valid('json');
        await sql.begin((tx) => annotateCase(tx, kept.id, kept.document, annotation));
        return c.json({ id: kept.id, ...annotation }, 200);
      },
    )
    .post(
      '/import',
      requires('library.keep'),
      describeRoute({ summary: 'Read in the file of a case kept elsewhere' }),
      valid('json', documentSchema),
      async (c) => {
        const document = c.req.valid('json') as CaseDocument;
        const faults = faultsOf(document);
        if (faults.length)
          throw invalid(
            {
              zh: `案例文件有 ${faults.length} 处不合`,
              en: `The file does not hold together: ${faults.length} faults`,
            },
            faults.slice(0, 50),
          );
        const kept = { whistleId: null, by: c.var.account.name, at: clock() };
        const made = (await sql.begin((tx) => insertCase(tx, document, kept))) as string | null;
        if (made === null) throw twice(document.number);
        return c.json({ id: made }, 201, { location: `/api/library/${made}` });
      },
    );
};
