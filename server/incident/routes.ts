import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { requires } from '../access/routes.ts';
import { type Account, grant } from '../access/session.ts';
import { readDutyList } from '../duty/list.ts';
import { invalid, notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { differenceOf } from './compare.ts';
import { readDetail, readDetailFor, withEntryActions } from './detail.ts';
import { linesAt, linesOf } from './edition.ts';
import { accept, type Entering, refuse, register } from './entry.ts';
import { blowerIn, coverageInForce, judge } from './judge.ts';
import { featureOf } from './judge-stored.ts';
import { reporterSchema } from './reporter.ts';
import { everyIncident, readIncidents } from './store.ts';
import { submit } from './submit.ts';
import { readBlower } from './verdict-store.ts';
import { sources } from './view.ts';
import { countWaiting } from './waiting.ts';

/** A GeoJSON Feature as far as the schema goes; what its geometry may be is for `readFootprint` to say, with the place of a fault. */
export const featureSchema = z.looseObject({
  type: z.literal('Feature'),
  geometry: z.unknown().optional(),
  properties: z
    .looseObject({
      category: z.string().max(20).optional(),
      kind: z.enum(['enforcement', 'priority', 'emergency']).optional(),
      accuracy: z.unknown().optional(),
      width: z.unknown().optional(),
      crs: z.unknown().optional(),
      occurredAt: z.iso.datetime({ offset: true }).optional(),
    })
    .nullish(),
});

const incidentSchema = featureSchema.extend({
  properties: z.looseObject({
    category: z.string().max(20),
    kind: z.enum(['enforcement', 'priority', 'emergency']).optional(),
    source: z.enum(sources).default('patrol'),
    place: z.string().max(200).optional(),
    placeEn: z.string().max(200).optional(),
    note: z.string().max(2000).default(''),
    occurredAt: z.iso.datetime({ offset: true }).optional(),
    sourceNumber: z.string().trim().min(1).max(60).optional(),
    reporter: reporterSchema.optional(),
  }),
});

const listSchema = z.object({
  status: z.enum(['open', 'closed']).optional(),
  joint: z.enum(['true', 'false']).optional(),
  blown: z.enum(['true', 'false']).optional(),
  category: z.string().max(20).optional(),
  area: z
    .string()
    .regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits')
    .optional(),
  bbox: z
    .string()
    .regex(/^-?[\d.]+(,-?[\d.]+){3}$/, 'must be west,south,east,north in degrees')
    .optional(),
  q: z.string().max(100).optional(),
  cursor: z
    .string()
    .regex(/^[\dTZ:.-]+~\d{1,18}$/, 'must be a cursor of an earlier answer')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const refuseSchema = z.object({
  reason: z.string().trim().min(5, 'must be a reason of at least 5 characters').max(500),
});

const againSchema = z.object({
  edition: z
    .string()
    .regex(/^(current|[1-9]\d{0,8})$/, 'must be current, or the number of an edition')
    .default('current'),
});

/** `/api/verdicts`: the resolver's answer for a Feature; nothing is stored. */
export const verdictRoutes = (services: Services) =>
  new Hono<Environment>().post(
    '/',
    requires('verdict.ask'),
    describeRoute({ summary: 'Who must respond together, and why' }),
    valid('json', featureSchema),
    async (c) => {
      const feature = c.req.valid('json');
      const { category, kind, occurredAt } = feature.properties ?? {};
      const { coverage, records } = await linesAt(services, occurredAt);
      const duties = await readDutyList(services.database.sql, services.clock());
      const blower = blowerIn(coverage, c.var.account);
      const at = occurredAt ?? services.clock().toISOString();
      return c.json(judge(coverage, feature, duties, { category, kind, blower, records, at }), 200);
    },
  );

/** `/api/incidents`: submit, list, one with its log. */
export const incidentRoutes = (services: Services) => {
  const { database, editions, clock, config } = services;
  const entering = (c: { var: Environment['Variables']; req: { param(name: 'id'): string } }): Entering => ({
    sql: database.sql,
    account: c.var.account,
    now: clock(),
    id: c.req.param('id'),
    timeZone: config.timeZone,
  });
  const after = (step: Entering) => readDetailFor(step.sql, step.account, step.id);
  return new Hono<Environment>()
    .post(
      '/',
      requires('incident.submit'),
      describeRoute({ summary: 'Submit an incident; its verdict is stored with it' }),
      valid('json', incidentSchema),
      async (c) => {
        const feature = c.req.valid('json');
        const { account } = c.var;
        const { category, kind, source, place, placeEn, note, occurredAt, sourceNumber, reporter } =
          feature.properties;
        const now = clock();
        if (occurredAt && Date.parse(occurredAt) > now.getTime() + 5 * 60_000) {
          const detail = { zh: '发生时间在未来', en: 'The time of occurrence lies in the future' };
          throw invalid(detail, [{ pointer: '#/properties/occurredAt', got: occurredAt, detail }]);
        }
        const submitting = {
          sql: database.sql,
          account,
          now,
          lines: await linesAt(services, occurredAt),
          duties: await readDutyList(database.sql, now),
          timeZone: config.timeZone,
        };
        const id = await submit(submitting, {
          feature,
          category,
          kind,
          source,
          place,
          placeEn,
          note,
          occurredAt: occurredAt ? new Date(occurredAt) : now,
          sourceNumber,
          reporter,
        });
        return c.json(withEntryActions(account, await readDetail(database.sql, id)), 201, {
          location: `/api/incidents/${id}`,
        });
      },
    )
    .get(
      '/',
      requires('incident.see'),
      describeRoute({ summary: 'Incidents, newest first; `next` is the cursor of the page that follows' }),
      valid('query', listSchema),
      async (c) => {
        const q = c.req.valid('query');
        const [createdAt, id] = q.cursor?.split('~') ?? [];
        const mine = areasSeen(c.var.account, coverageInForce(editions), q.area);
        const [west = 0, south = 0, east = 0, north = 0] = q.bbox?.split(',').map(Number) ?? [];
        const incidents = await readIncidents(database.sql, {
          ...everyIncident,
          status: q.status ?? null,
          joint: q.joint === undefined ? null : q.joint === 'true',
          blown: q.blown === undefined ? null : q.blown === 'true',
          category: q.category ?? null,
          areas: mine,
          bounds: q.bbox ? [west, south, east, north] : null,
          text: q.q?.trim() || null,
          after: createdAt && id ? { createdAt: new Date(createdAt), id } : null,
          limit: q.limit,
        });
        const last = incidents.length === q.limit ? incidents.at(-1) : undefined;
        return c.json({ incidents, next: last ? `${last.createdAt}~${last.id}` : null }, 200);
      },
    )
    .get(
      '/waiting',
      requires('incident.see'),
      describeRoute({ summary: 'How many open incidents wait for a whistle, by what they are to me' }),
      async (c) => {
        const { account } = c.var;
        const areas = areasSeen(account, coverageInForce(editions), undefined);
        return c.json(await countWaiting(database.sql, areas, account.areaCode), 200);
      },
    )
    .get(
      '/:id{[0-9]{1,18}}',
      requires('incident.see'),
      describeRoute({ summary: 'One incident with its verdict and log' }),
      async (c) => {
        const id = c.req.param('id');
        return c.json(await readDetailFor(database.sql, c.var.account, id), 200);
      },
    )
    .post(
      '/:id{[0-9]{1,18}}/accept',
      requires('incident.accept'),
      describeRoute({ summary: 'Take the incident on' }),
      async (c) => {
        const step = entering(c);
        await accept(step);
        return c.json(await after(step), 200);
      },
    )
    .post(
      '/:id{[0-9]{1,18}}/register',
      requires('incident.accept'),
      describeRoute({ summary: 'Put an accepted incident on file as a case' }),
      async (c) => {
        const step = entering(c);
        await register(step);
        return c.json(await after(step), 200);
      },
    )
    .post(
      '/:id{[0-9]{1,18}}/refuse',
      requires('incident.accept'),
      describeRoute({ summary: 'Give the incident back to its source, with a reason' }),
      valid('json', refuseSchema),
      async (c) => {
        const step = entering(c);
        await refuse(step, c.req.valid('json').reason);
        return c.json(await after(step), 200);
      },
    )
    .get(
      '/:id{[0-9]{1,18}}/verdict',
      requires('incident.see'),
      describeRoute({
        summary: 'The same case judged by the lines of another edition; nothing is changed',
      }),
      valid('query', againSchema),
      async (c) => {
        const incident = await readDetailFor(database.sql, c.var.account, c.req.param('id'));
        const asked = c.req.valid('query').edition;
        const edition = asked === 'current' ? coverageInForce(editions).edition : Number(asked);
        const lines = await linesOf(services, edition);
        if (!lines) throw notFound({ zh: '已发布的边界版本', en: 'published edition' }, String(edition));
        const verdict = judge(
          lines.coverage,
          featureOf(incident),
          await readDutyList(database.sql, clock()),
          {
            kind: incident.category.kind,
            category: incident.category.code,
            blower: await readBlower(database.sql, incident.id),
            records: lines.records,
            at: incident.occurredAt,
          },
        );
        return c.json({ verdict, edition, differs: differenceOf(incident.verdict, verdict) }, 200);
      },
    );
};

/** Codes of the parties whose incidents the account may list, within the area asked for if any; null for all. */
function areasSeen(account: Account, coverage: Coverage, asked: string | undefined): string[] | null {
  const own = grant(account, 'incident.see') === 'all' ? null : account.areaCode;
  const roots = [own, asked].filter((root) => root != null);
  if (!roots.length) return null;
  return coverage.parties
    .filter(({ code }) => roots.every((root) => coverage.pathOf(code).includes(root)))
    .map(({ code }) => code);
}
