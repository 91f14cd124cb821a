import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { type Account, mayOn } from '../access/session.ts';
import { areaPaths } from '../body/area-path.ts';
import { forbidden, notFound, Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { endForce, formForce } from './form.ts';
import { readTaskForces, readTemplates, type TaskForceView } from './store.ts';

const instant = z.iso.datetime({ offset: true });
const bodyCode = z.string().regex(/^[0-9A-Za-z._-]{1,60}$/, 'must be the code of a body');
const formSchema = z.object({
  name: z.string().trim().min(2, 'must have a name').max(60),
  nameEn: z.string().trim().max(80).default(''),
  areaCode: z.string().regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits'),
  commander: z.string().trim().min(1, 'must say who commands').max(60),
  commanderBody: bodyCode,
  template: z.string().max(40).nullable().default(null),
  members: z
    .array(
      z.object({
        bodyCode,
        role: z.enum(['lead', 'assist', 'inform']).default('assist'),
        duty: z.string().trim().max(200).default(''),
        dutyEn: z.string().trim().max(200).default(''),
      }),
    )
    .max(100)
    .default([]),
  startsAt: instant.optional(),
  endsAt: instant.nullable().default(null),
  note: z.string().trim().max(1000).default(''),
});
const endSchema = z.object({ reason: z.string().trim().min(1, 'must say why').max(500) });
const id = '/:id{[0-9]{1,18}}' as const;

/** `/api/task-forces`: temporary headquarters, formed from a template or by name, and their end. */
export const taskForceRoutes = ({ database: { sql }, editions, clock }: Services) => {
  const pathOf = areaPaths(editions);
  const shown = (account: Account, force: TaskForceView, now: Date) => {
    const area = editions.current()?.areas.get(force.areaCode);
    return {
      ...force,
      area: {
        code: force.areaCode,
        name: area?.name ?? force.areaCode,
        nameEn: area?.nameEn ?? force.areaCode,
      },
      state: stateOf(force, now),
      mayLead: mayOn(account, 'taskForce.lead', [pathOf(force.areaCode)]),
    };
  };
  const refuseElsewhere = (account: Account, areaCode: string): void => {
    if (!mayOn(account, 'taskForce.lead', [pathOf(areaCode)]))
      throw forbidden({
        zh: `“${account.displayName}”不能在 ${areaCode} 组建或结束临时指挥部`,
        en: `"${account.displayNameEn}" may not form or end a task force in ${areaCode}`,
      });
  };
  return new Hono<Environment>()
    .get(
      '/',
      requires('taskForce.see'),
      describeRoute({ summary: 'Task forces, newest first' }),
      async (c) => {
        const forces = await readTaskForces(sql);
        return c.json({ taskForces: forces.map((force) => shown(c.var.account, force, clock())) }, 200);
      },
    )
    .get(
      '/templates',
      requires('taskForce.see'),
      describeRoute({ summary: 'Role templates: lead, assist, inform, each with a named duty' }),
      async (c) => c.json({ templates: await readTemplates(sql) }, 200),
    )
    .get(id, requires('taskForce.see'), describeRoute({ summary: 'One task force' }), async (c) => {
      const [force] = await readTaskForces(sql, c.req.param('id'));
      if (!force) throw notFound({ zh: '临时指挥部', en: 'task force' }, c.req.param('id'));
      return c.json(shown(c.var.account, force, clock()), 200);
    })
    .post(
      '/',
      requires('taskForce.lead'),
      describeRoute({ summary: 'Form a task force, from a template or by naming its members' }),
      valid('json', formSchema),
      async (c) => {
        const { account } = c.var;
        const { startsAt, endsAt, ...input } = c.req.valid('json');
        const coverage = editions.current();
        if (!coverage)
          throw new Problem(
            503,
            'no-edition',
            { zh: '尚无边界', en: 'No boundaries yet' },
            { zh: '还没有发布任何边界版本', en: 'No edition has been published yet' },
          );
        refuseElsewhere(account, input.areaCode);
        const now = clock();
        const force = await formForce({ sql, account, now }, coverage, {
          ...input,
          startsAt: startsAt === undefined ? now : new Date(startsAt),
          endsAt: endsAt === null ? null : new Date(endsAt),
        });
        return c.json(shown(account, force, now), 201, { location: `/api/task-forces/${force.id}` });
      },
    )
    .post(
      `${id}/end`,
      requires('taskForce.lead'),
      describeRoute({ summary: 'End a task force before its time, with a reason' }),
      valid('json', endSchema),
      async (c) => {
        const { account } = c.var;
        const [before] = await readTaskForces(sql, c.req.param('id'));
        if (!before) throw notFound({ zh: '临时指挥部', en: 'task force' }, c.req.param('id'));
        refuseElsewhere(account, before.areaCode);
        const now = clock();
        const force = await endForce({ sql, account, now }, before.id, c.req.valid('json').reason);
        return c.json(shown(account, force, now), 200);
      },
    );
};

/** `coming`, `acting` or `over`, by the server's clock. */
function stateOf({ startsAt, endsAt }: TaskForceView, now: Date): 'coming' | 'acting' | 'over' {
  if (endsAt !== null && Date.parse(endsAt) <= now.getTime()) return 'over';
  return Date.parse(startsAt) > now.getTime() ? 'coming' : 'acting';
}
