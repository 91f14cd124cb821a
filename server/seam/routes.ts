import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { levels } from '../../geodata/area.ts';
import type { Bounds } from '../../geodata/geometry.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { bases } from '../../geodata/jurisdiction/records.ts';
import { requires } from '../access/routes.ts';
import { type Account, mayOn } from '../access/session.ts';
import { forbidden, invalid, notFound, Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { readDetail } from './detail.ts';
import { endedBefore } from './ends.ts';
import { partiesUnder, seamFinder, sideIn } from './find.ts';
import { readSeam, readSeams } from './queries.ts';
import { agree, type Changing, endAgreement, recordBasis, replaceContacts } from './steps.ts';
import type { SeamView } from './view.ts';

const code = z.string().regex(/^[^\s|,#]{1,32}$/, 'must be an area code');
const instant = z.iso.datetime({ offset: true });
const editionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
const asked = { edition: editionNumber.optional(), at: instant.optional() };

const listSchema = z.object({
  ...asked,
  level: z.enum(levels).optional(),
  area: code.optional(),
  bbox: z
    .string()
    .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'must be west,south,east,north in degrees')
    .transform((text) => text.split(',').map(Number) as unknown as Bounds)
    .optional(),
  basis: z.enum(['none', ...bases]).optional(),
  q: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z
    .string()
    .regex(/^\d+(\.\d+)?(e-?\d+)?~[^\s,]{3,70}$/, 'must be a cursor of an earlier answer')
    .optional(),
});
const oneSchema = z.object(asked);
const keySchema = z.object({
  key: z
    .string()
    .regex(
      /^[^\s|,#]{1,32}\|[^\s|,#]{1,32}(#\d{1,4})?$/,
      'must be the key of a seam: smaller code|larger code',
    ),
});
const agreementParam = keySchema.extend({
  id: z.string().regex(/^\d{1,18}$/, 'must be the number of an agreement'),
});
const followed = {
  basis: z.enum(bases).nullable(),
  holder: code.nullable().default(null),
  accuracy: z.number().min(0).max(1000).nullable().default(null),
};
const basisSchema = z.object({
  ...followed,
  accuracySource: z.string().trim().max(200).default(''),
  note: z.string().trim().max(2000).default(''),
  version: z.number().int().min(0),
  /** Metres along the line; without them the stretches on record stay. */
  stretches: z
    .array(z.object({ ...followed, from: z.number().min(0), to: z.number().min(0) }))
    .max(50)
    .optional(),
});
const agreementSchema = z.object({
  category: z.string().max(20).nullable().default(null),
  lead: code,
  text: z.string().trim().min(1, 'must say what was agreed').max(2000),
  from: instant.optional(),
  until: instant.nullable().default(null),
});
const endSchema = z.object({ reason: z.string().trim().min(1, 'must say why').max(500) });
const contactsSchema = z.object({
  contacts: z
    .array(
      z.object({
        side: code,
        office: z.string().trim().min(1, 'must name an office').max(100),
        officeEn: z.string().trim().max(100).default(''),
        phone: z.string().regex(/^\+?[0-9][0-9 ()-]{2,22}$/, 'must be a phone number'),
      }),
    )
    .max(10),
});

/** An edition by number, or the one in force at an instant. */
interface When {
  readonly edition?: number | undefined;
  readonly at?: string | undefined;
}

const words = {
  seam: { zh: '交界线', en: 'seam' },
  edition: { zh: '已发布的边界版本', en: 'published edition' },
} as const;

/** `/api/seams`: the lines between parties, what is recorded about them, and how to record it. */
export const seamRoutes = (services: Pick<Services, 'database' | 'editions' | 'clock'>) => {
  const { database, editions, clock } = services;
  const { sql } = database;
  const find = seamFinder();

  /** The edition asked for by number, else the one in force at an instant, else the one in force now. */
  const coverageFor = async ({ edition, at }: When): Promise<Coverage> => {
    const number = edition ?? (at === undefined ? editions.currentEdition() : editions.at(new Date(at)));
    if (number === null) throw noEdition(at);
    const coverage = await editions.load(number);
    if (!coverage) throw notFound(words.edition, String(number));
    return coverage;
  };
  const mayRecord = (account: Account, coverage: Coverage, sides: readonly string[]): boolean =>
    mayOn(
      account,
      'seam.record',
      sides.map((side) => coverage.pathOf(side)),
    );
  const detail = async (account: Account, coverage: Coverage, key: string) => {
    const found = await readDetail(sql, coverage, key, account, clock());
    if (!found) throw (await endedBefore(sql, coverage.edition, key)) ?? notFound(words.seam, key);
    return { ...found, mayRecord: mayRecord(account, coverage, [found.left.code, found.right.code]) };
  };
  /** Changes are made to lines of the edition in force, by who acts for one of the sides. */
  const changing = async (account: Account, key: string): Promise<Changing & { coverage: Coverage }> => {
    const coverage = await coverageFor({});
    const seam = await readSeam(sql, coverage.edition, key);
    if (!seam) throw (await endedBefore(sql, coverage.edition, key)) ?? notFound(words.seam, key);
    if (!mayRecord(account, coverage, [seam.left, seam.right]))
      throw forbidden({
        zh: `只有交界线两侧（${seam.left}、${seam.right}）的协调员可以登记`,
        en: `Only a coordinator of one of its sides (${seam.left}, ${seam.right}) may record on this seam`,
      });
    return { sql, account, now: clock(), edition: coverage.edition, key, coverage };
  };

  return new Hono<Environment>()
    .get(
      '/',
      requires('seam.see'),
      describeRoute({
        summary: 'The lines between parties, longest first; `next` is the cursor of the page that follows',
      }),
      valid('query', listSchema),
      async (c) => {
        const { level, area, bbox, basis, q, limit, cursor, ...when } = c.req.valid('query');
        const coverage = await coverageFor(when);
        const [afterLength, afterKey] = cursor?.split('~') ?? [];
        const { count, length, seams } = await readSeams(
          sql,
          coverage.edition,
          {
            level: level ?? null,
            parties: area === undefined ? null : partiesUnder(coverage, area),
            bounds: bbox ?? null,
            basis: basis ?? null,
            words: q ? find(coverage, q) : [],
            after: afterLength && afterKey ? { length: Number(afterLength), key: afterKey } : null,
            // One more than asked for tells whether there is a page after this one.
            limit: limit + 1,
          },
          clock(),
        );
        const page = seams.slice(0, limit);
        const last = seams.length > limit ? page.at(-1) : undefined;
        return c.json(
          {
            edition: coverage.edition,
            count,
            length,
            seams: page.map(
              (seam): SeamView => ({
                ...seam,
                left: sideIn(coverage, seam.left),
                right: sideIn(coverage, seam.right),
              }),
            ),
            next: last ? `${last.length}~${last.key}` : null,
          },
          200,
        );
      },
    )
    .get(
      '/:key',
      requires('seam.see'),
      describeRoute({ summary: 'One seam with its shape, agreements, contacts and record' }),
      valid('param', keySchema),
      valid('query', oneSchema),
      async (c) => {
        const coverage = await coverageFor(c.req.valid('query'));
        return c.json(await detail(c.var.account, coverage, c.req.valid('param').key), 200);
      },
    )
    .put(
      '/:key/basis',
      requires('seam.record'),
      describeRoute({
        summary: 'Record what a seam follows on the ground, for the whole of it and for stretches of it',
      }),
      valid('param', keySchema),
      valid('json', basisSchema),
      async (c) => {
        const { key } = c.req.valid('param');
        const { coverage, ...change } = await changing(c.var.account, key);
        await recordBasis(change, c.req.valid('json'));
        return c.json(await detail(c.var.account, coverage, key), 200);
      },
    )
    .post(
      '/:key/agreements',
      requires('seam.record'),
      describeRoute({ summary: 'Write down who leads on a seam, for one category or for all' }),
      valid('param', keySchema),
      valid('json', agreementSchema),
      async (c) => {
        const { key } = c.req.valid('param');
        const { coverage, ...change } = await changing(c.var.account, key);
        const { from, until, ...input } = c.req.valid('json');
        await agree(change, {
          ...input,
          from: from === undefined ? change.now : new Date(from),
          until: until === null ? null : new Date(until),
        });
        return c.json(await detail(c.var.account, coverage, key), 201);
      },
    )
    .post(
      '/:key/agreements/:id/end',
      requires('seam.record'),
      describeRoute({ summary: 'End an agreement before its time, with a reason' }),
      valid('param', agreementParam),
      valid('json', endSchema),
      async (c) => {
        const { key, id } = c.req.valid('param');
        const { coverage, ...change } = await changing(c.var.account, key);
        await endAgreement(change, id, c.req.valid('json').reason);
        return c.json(await detail(c.var.account, coverage, key), 200);
      },
    )
    .put(
      '/:key/contacts',
      requires('seam.record'),
      describeRoute({ summary: 'Offices to call about a seam, with their duty phones' }),
      valid('param', keySchema),
      valid('json', contactsSchema),
      async (c) => {
        const { key } = c.req.valid('param');
        const { coverage, ...change } = await changing(c.var.account, key);
        await replaceContacts(change, c.req.valid('json').contacts);
        return c.json(await detail(c.var.account, coverage, key), 200);
      },
    );
};

const noEdition = (at: string | undefined): Problem =>
  at === undefined
    ? new Problem(
        503,
        'no-edition',
        { zh: '尚无边界', en: 'No boundaries yet' },
        { zh: '还没有发布任何边界版本', en: 'No edition has been published yet' },
      )
    : invalid({ zh: `${at} 时没有有效的边界版本`, en: `No edition was in force at ${at}` }, [
        { pointer: 'query/at', got: at, detail: { zh: '早于最早的版本', en: 'before the first edition' } },
      ]);
