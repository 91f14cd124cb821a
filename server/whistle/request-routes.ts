import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { answerExtension, escalate, extend, nudge } from './deadline.ts';
import { extensibleSteps } from './requests.ts';
import { answerReturn, returnCall } from './return.ts';
import { areaCode, type CaseParts, caseNumber as id, reason, stepOf, summons, version } from './routes.ts';
import { readWhistle } from './store.ts';
import { maySee } from './taking.ts';

const request = z.string().regex(/^\d{1,18}$/, 'must be the number of a request');
const returnSchema = z.object({ area: areaCode, summons: request.nullish(), reason });
const answerSchema = z.object({ request, agreed: z.boolean(), reason, version });
const extendSchema = z.object({
  area: areaCode,
  summons: request.nullish(),
  step: z.enum(extensibleSteps).default('handle'),
  until: z.iso.datetime({ offset: true }),
  reason,
});
const escalateSchema = z.object({ note: z.string().trim().max(500).default('') });
const nudgeSchema = z.object({ summons });

/** `/api/whistles/:id/…`: what sides ask of the blower and the blower answers; reminding, and bringing a case higher. */
export const requestRoutes = (services: Services, parts: CaseParts) => {
  const step = stepOf(services);
  const { sql } = services.database;
  return new Hono<Environment>()
    .post(
      `${id}/return`,
      requires('summons.return'),
      describeRoute({ summary: 'Say, before anybody has come, that this is not yours' }),
      valid('json', returnSchema),
      async (c) => {
        const { summons: body, ...input } = c.req.valid('json');
        return c.json(await returnCall(step(c), { ...input, summons: body ?? null }), 200);
      },
    )
    .post(
      `${id}/return-answer`,
      requires('summons.release'),
      describeRoute({ summary: 'Let who returned the call go, or have them stay, as the blower' }),
      valid('json', answerSchema),
      async (c) => {
        const { version: seen, ...input } = c.req.valid('json');
        const whistle = await readWhistle(sql, c.req.param('id'));
        if (!whistle || !maySee(c.var.account, whistle))
          throw notFound({ zh: '哨', en: 'whistle' }, c.req.param('id'));
        const answered = await answerReturn(
          { ...step(c), version: seen },
          {
            duties: await parts.duties(),
            judge: await parts.judgeOf(whistle.incidentId),
            districtOf: parts.districtOf,
          },
          input,
        );
        return c.json(answered, 200);
      },
    )
    .post(
      `${id}/extend`,
      requires('whistle.extend'),
      describeRoute({ summary: 'Ask for more time to come, or to handle' }),
      valid('json', extendSchema),
      async (c) => {
        const { until, summons: body, ...input } = c.req.valid('json');
        const asked = { ...input, summons: body ?? null, until: new Date(until) };
        return c.json(await extend(step(c), asked), 200);
      },
    )
    .post(
      `${id}/extend-answer`,
      requires('summons.release'),
      describeRoute({ summary: 'Grant more time, or not, as the blower' }),
      valid('json', answerSchema),
      async (c) => {
        const { version: seen, ...input } = c.req.valid('json');
        return c.json(await answerExtension({ ...step(c), version: seen }, input), 200);
      },
    )
    .post(
      `${id}/escalate`,
      requires('whistle.escalate'),
      describeRoute({ summary: 'Bring the case before the common superior of its parties' }),
      valid('json', escalateSchema),
      async (c) => c.json(await escalate(step(c), c.req.valid('json').note), 200),
    )
    .post(
      `${id}/nudge`,
      requires('whistle.escalate'),
      describeRoute({ summary: 'Remind bodies that have not come; all of them where none is named' }),
      valid('json', nudgeSchema),
      async (c) => c.json(await nudge(step(c), c.req.valid('json').summons), 200),
    );
};
