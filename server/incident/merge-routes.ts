import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { readFootprint } from '../../geodata/footprint.ts';
import { requires } from '../access/routes.ts';
import { mayOn } from '../access/session.ts';
import { record } from '../audit/record.ts';
import { invalid, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { coverageInForce } from './judge.ts';
import { judgeLate } from './judge-late.ts';
import { mergeIncident, partIncident, readMerges, versionOf } from './merge.ts';
import { partiesWithin, pathsOf, readSeen } from './reach.ts';
import { readReporters } from './reporter.ts';
import { findSimilar } from './similar.ts';

const version = z
  .string()
  .regex(/^\d{1,18}$/, 'must be a version that an earlier answer gave')
  .optional();
const reason = z.string().trim().min(2).max(500);
const mergeSchema = z.object({
  into: z.string().regex(/^\d{1,18}$/, 'must be the id of an incident'),
  reason,
  version,
  intoVersion: version,
});
const partSchema = z.object({ reason, version });
const similarSchema = z.looseObject({
  type: z.literal('Feature'),
  geometry: z.unknown().optional(),
  properties: z.looseObject({
    category: z.string().max(20),
    occurredAt: z.iso.datetime({ offset: true }).optional(),
  }),
});

/** `/api/incidents/…`: what looks the same, merging it, and who reported it. */
export const mergeRoutes = (services: Services) => {
  const { database, editions, clock } = services;
  const { sql } = database;
  return new Hono<Environment>()
    .post(
      '/similar',
      requires('incident.submit'),
      describeRoute({
        summary: 'Incidents that may be the same as one about to be submitted; nothing is stored',
      }),
      valid('json', similarSchema),
      async (c) => {
        const feature = c.req.valid('json');
        const coverage = coverageInForce(editions);
        const read = readFootprint(feature, coverage.extent);
        if ('refusal' in read) {
          const { pointer, got, wanted, at } = read.refusal;
          throw invalid(wanted, [{ pointer: `#${pointer}`, got, detail: wanted, at }]);
        }
        const { category, occurredAt } = feature.properties;
        const similar = await findSimilar(
          sql,
          {
            category,
            occurredAt: occurredAt ? new Date(occurredAt) : clock(),
            footprint: read.footprint.geometry,
          },
          { areas: partiesWithin(c.var.account, 'incident.see', coverage) },
        );
        return c.json({ similar }, 200);
      },
    )
    .get(
      '/:id{[0-9]{1,18}}/similar',
      requires('incident.see'),
      describeRoute({ summary: 'Incidents that may be the same, what it was merged into, and what into it' }),
      async (c) => {
        const { account } = c.var;
        const incident = await readSeen(sql, account, c.req.param('id'));
        const areas = partiesWithin(account, 'incident.see', coverageInForce(editions));
        const [similar, merges, last] = await Promise.all([
          findSimilar(
            sql,
            {
              category: incident.category.code,
              occurredAt: new Date(incident.occurredAt),
              footprint: incident.footprint,
            },
            { areas, self: incident.id },
          ),
          readMerges(sql, incident.id),
          versionOf(sql, incident.id),
        ]);
        const mayMerge = mayOn(account, 'incident.merge', pathsOf(incident));
        return c.json({ version: last, mayMerge, ...merges, similar: merges.into ? [] : similar }, 200);
      },
    )
    .get(
      '/:id{[0-9]{1,18}}/reporters',
      requires('incident.see'),
      describeRoute({
        summary:
          'Who reported it, and what was merged into it: in full to those who handle it, masked to others',
      }),
      async (c) => {
        const { account } = c.var;
        const incident = await readSeen(sql, account, c.req.param('id'));
        const inFull = mayOn(account, 'reporter.see', pathsOf(incident));
        const reporters = await readReporters(sql, incident.id, inFull);
        const seen = reporters.filter(({ name, phone }) => inFull && (name !== '' || phone !== ''));
        // Who has seen personal data answers for it: nobody is shown any before that is written down.
        if (seen.length > 0)
          await sql.begin((tx) =>
            record(tx, {
              at: clock(),
              actor: account.name,
              action: 'reporter.seen',
              object: `incident:${incident.id}`,
              details: { of: seen.map(({ incidentId }) => incidentId) },
            }),
          );
        return c.json({ reporters }, 200, { 'cache-control': 'no-store' });
      },
    )
    .post(
      '/:id{[0-9]{1,18}}/merge',
      requires('incident.merge'),
      describeRoute({ summary: 'Merge it into another that is the same' }),
      valid('json', mergeSchema),
      async (c) => {
        const id = c.req.param('id');
        await judgeLate(services, c.req.valid('json').into);
        await mergeIncident({ sql, account: c.var.account, now: clock() }, id, given(c.req.valid('json')));
        return c.json(await readMerges(sql, id), 200);
      },
    )
    .post(
      '/:id{[0-9]{1,18}}/unmerge',
      requires('incident.merge'),
      describeRoute({ summary: 'Part it again from what it was merged into, while no whistle is blown' }),
      valid('json', partSchema),
      async (c) => {
        const id = c.req.param('id');
        await partIncident({ sql, account: c.var.account, now: clock() }, id, given(c.req.valid('json')));
        return c.json(await readMerges(sql, id), 200);
      },
    );
};

/** Without the fields that were not given. */
const given = <T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never;
