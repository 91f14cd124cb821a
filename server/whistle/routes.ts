import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { type Blowing, blow, blowOf, blowSchema } from './blow.ts';
import type { CaseJudge } from './case-judge.ts';
import { checkIn } from './check-in.ts';
import { override } from './override.ts';
import { redraw } from './redraw.ts';
import { feedBack, markRead, release, sendMessage, sign, verify } from './steps.ts';
import { readOpenWhistles, readWhistle } from './store.ts';
import { maySee, type Stepping, shownTo, withActions } from './taking.ts';
import { checkInForms } from './view.ts';

export const areaCode = z.string().regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits');
export const summons = z
  .array(z.string().regex(/^\d{1,18}$/, 'must be the number of a summons'))
  .max(200)
  .default([]);
/** Number of the last step of the case that the sender has seen: a step that somebody else took since is not overwritten. */
export const version = z
  .string()
  .regex(/^\d{1,18}$/, 'must be the number of a step')
  .optional();
const words = z.string().trim().min(1, 'must not be empty').max(2000);

const summonsSchema = z.object({ summons });
const checkInSchema = z.object({
  summons,
  form: z.enum(checkInForms).default('platform'),
  position: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).nullish(),
  accuracy: z.number().min(0).max(10_000).default(0),
  reason: z.string().max(500).default(''),
});
const feedbackSchema = z.object({ area: areaCode, text: words, summons, version });
const signSchema = z.object({ area: areaCode });
const messageSchema = z.object({ text: words });
const verdictNumber = z.string().regex(/^\d{1,18}$/, 'must be the number of a verdict');
export const reason = z.string().trim().min(5, 'must be a reason of at least 5 characters').max(500);
const overrideSchema = z.object({
  parties: z
    .array(z.object({ code: areaCode, role: z.enum(['lead', 'assist', 'inform']) }))
    .min(1, 'must name at least one area')
    .max(20),
  reason,
  verdict: verdictNumber,
});
/** What the geometry may be is for the reading of footprints to say, with the place of a fault. */
const redrawSchema = z.object({
  geometry: z.unknown(),
  accuracy: z.unknown().optional(),
  width: z.unknown().optional(),
  crs: z.unknown().optional(),
  verdict: verdictNumber,
  reason,
});

export const caseNumber = '/:id{[0-9]{1,18}}' as const;
const id = caseNumber;

/** The step that a request asks for. */
export const stepOf =
  ({ database, clock, config, feed }: Services) =>
  (c: { var: Environment['Variables']; req: { param(name: 'id'): string } }): Stepping => ({
    sql: database.sql,
    account: c.var.account,
    now: clock(),
    id: c.req.param('id'),
    timeZone: config.timeZone,
    offer: feed.offer,
  });

/** What blowing, drawing anew and overriding need beside the request: how an incident is judged, and its districts named. */
export type CaseParts = Pick<Blowing, 'districtOf'> & {
  /** Makes ready what judging the incident needs, outside any transaction. */
  readonly judgeOf: (incidentId: string) => Promise<CaseJudge>;
  readonly duties: () => Promise<Blowing['duties']>;
};

/** `/api/incidents/:id/…`: blow, and decide otherwise than the verdict. */
export const blowRoutes = ({ database, clock, config, feed }: Services, parts: CaseParts) =>
  new Hono<Environment>()
    .post(
      `${id}/whistles`,
      requires('whistle.blow'),
      describeRoute({ summary: 'Blow the whistle: one summons per body, each with its deadline' }),
      valid('json', blowSchema),
      async (c) => {
        const { account } = c.var;
        const whistle = await blow(
          {
            sql: database.sql,
            account,
            now: clock(),
            timeZone: config.timeZone,
            duties: await parts.duties(),
            judge: await parts.judgeOf(c.req.param('id')),
            districtOf: parts.districtOf,
          },
          c.req.param('id'),
          blowOf(c.req.valid('json')),
        );
        feed.offer(whistle);
        return c.json(withActions(account, whistle, clock()), 201, {
          location: `/api/whistles/${whistle.id}`,
        });
      },
    )
    .post(
      `${id}/overrides`,
      requires('verdict.override'),
      describeRoute({
        summary: 'Decide otherwise than the verdict, with a reason; both are kept side by side',
      }),
      valid('json', overrideSchema),
      async (c) => {
        const { sql } = database;
        const incidentId = c.req.param('id');
        const overridden = await override(
          { sql, account: c.var.account, now: clock(), id: incidentId, timeZone: config.timeZone },
          {
            duties: await parts.duties(),
            judge: await parts.judgeOf(incidentId),
            districtOf: parts.districtOf,
            timeZone: config.timeZone,
          },
          c.req.valid('json'),
        );
        return c.json(overridden, 201);
      },
    );

/** `/api/whistles`: list, one, and the steps. A step that is not allowed answers 409 with what it waits for. */
export const whistleRoutes = (services: Services, parts: CaseParts) => {
  const { database, feed, clock, config } = services;
  const { sql } = database;
  const step = stepOf(services);
  return new Hono<Environment>()
    .get(
      '/',
      requires('whistle.see'),
      describeRoute({ summary: 'Open whistles, and those closed in the last day' }),
      async (c) => {
        const { account } = c.var;
        // Read first: an event that comes while the rest is read is then told again, never missed.
        const lastEventId = feed.lastId();
        const whistles = await readOpenWhistles(sql, new Date(clock().getTime() - 86_400_000));
        return c.json(
          {
            whistles: whistles.filter((w) => maySee(account, w)).map((w) => shownTo(account, w, clock())),
            lastEventId,
          },
          200,
        );
      },
    )
    .get(
      id,
      requires('whistle.see'),
      describeRoute({ summary: 'One whistle, with what you may do' }),
      async (c) => {
        const { account } = c.var;
        const whistle = await readWhistle(sql, c.req.param('id'));
        if (!whistle || !maySee(account, whistle))
          throw notFound({ zh: '哨', en: 'whistle' }, c.req.param('id'));
        return c.json(shownTo(account, whistle, clock()), 200);
      },
    )
    .post(
      `${id}/reads`,
      requires('summons.read'),
      describeRoute({ summary: 'The summons was read' }),
      valid('json', summonsSchema),
      async (c) => c.json(await markRead(step(c), c.req.valid('json').summons), 200),
    )
    .post(
      `${id}/check-ins`,
      requires('summons.checkIn'),
      describeRoute({ summary: 'Check in on site, or off site with a reason' }),
      valid('json', checkInSchema),
      async (c) => {
        const { position, ...input } = c.req.valid('json');
        return c.json(await checkIn(step(c), { ...input, position: position ?? null }), 200);
      },
    )
    .post(
      `${id}/feedback`,
      requires('side.feedBack'),
      describeRoute({ summary: 'Say what your side has done' }),
      valid('json', feedbackSchema),
      async (c) => {
        const { version: seen, ...input } = c.req.valid('json');
        return c.json(await feedBack({ ...step(c), version: seen }, input), 200);
      },
    )
    .post(
      `${id}/verify`,
      requires('whistle.verify'),
      describeRoute({ summary: 'Verify, as the blower, that the work is done' }),
      async (c) => c.json(await verify(step(c)), 200),
    )
    .post(
      `${id}/release`,
      requires('summons.release'),
      describeRoute({ summary: 'Let bodies go, as the blower; all that are on site where none is named' }),
      valid('json', summonsSchema),
      async (c) => c.json(await release(step(c), c.req.valid('json').summons), 200),
    )
    .post(
      `${id}/close`,
      requires('side.sign'),
      describeRoute({ summary: 'Sign for your side; the last signature closes the whistle' }),
      valid('json', signSchema),
      async (c) => c.json(await sign(step(c), c.req.valid('json').area), 200),
    )
    .post(
      `${id}/redraw`,
      requires('whistle.redraw'),
      describeRoute({ summary: 'Draw the footprint anew: who stays keeps the clock, who is new gets one' }),
      valid('json', redrawSchema),
      async (c) => {
        const whistle = await readWhistle(sql, c.req.param('id'));
        if (!whistle || !maySee(c.var.account, whistle))
          throw notFound({ zh: '哨', en: 'whistle' }, c.req.param('id'));
        const redrawn = await redraw(
          step(c),
          {
            duties: await parts.duties(),
            judge: await parts.judgeOf(whistle.incidentId),
            districtOf: parts.districtOf,
            timeZone: config.timeZone,
          },
          c.req.valid('json'),
        );
        return c.json(redrawn, 200);
      },
    )
    .post(
      `${id}/messages`,
      requires('message.send'),
      describeRoute({ summary: 'Write to all sides' }),
      valid('json', messageSchema),
      async (c) => c.json(await sendMessage(step(c), c.req.valid('json').text), 200),
    );
};
