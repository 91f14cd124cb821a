import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { tellingSteps } from './audience.ts';
import { countDeliveries, deliveryStates, listDeliveries, requeue } from './deliveries.ts';
import {
  addEndpoint,
  addTrial,
  changeEndpoint,
  listEndpoints,
  removeEndpoint,
  renewSecret,
} from './endpoints.ts';
import { noticeChannel } from './worker.ts';

const number = z.string().regex(/^\d{1,18}$/, 'must be the number of a delivery');
const id = '/:id{[0-9]{1,18}}' as const;

const endpointSchema = z.object({
  name: z.string().trim().min(1).max(100),
  url: z
    .url('must be an address')
    .max(2000)
    .refine(isReachable, 'must be http or https, without user or password'),
  steps: z.array(z.enum(tellingSteps)).max(100).default([]),
  active: z.boolean().default(true),
});
const deliveriesSchema = z.object({
  state: z.enum(deliveryStates).optional(),
  before: number.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** Without `ids` everything that was given up is tried again. */
const requeueSchema = z.object({ ids: z.array(number).min(1).max(1000).nullish() });

/** `/api/notice-desk`: for administrators: other systems that are told, what was carried, and what was given up. */
export const noticeDeskRoutes = ({ database: { sql }, clock, config }: Services) => {
  const announce = () => sql`select pg_notify(${noticeChannel}, '')`;
  const one = async (c: Context, endpointId: string) => {
    const [endpoint] = await listEndpoints(sql, endpointId);
    if (!endpoint) throw missing(endpointId);
    return c.json(endpoint, 200);
  };
  return new Hono<Environment>()
    .use(requires('notice.configure'))
    .get('/', describeRoute({ summary: 'Channels, endpoints, and how much was carried' }), async (c) =>
      c.json(
        {
          channels: { app: true, mail: config.smtpUrl !== undefined },
          steps: tellingSteps,
          endpoints: await listEndpoints(sql),
          counts: await countDeliveries(sql),
        },
        200,
      ),
    )
    .post(
      '/endpoints',
      describeRoute({
        summary: 'Set up a system that is told by signed requests; its key is told this once',
      }),
      valid('json', endpointSchema),
      async (c) => {
        const made = await addEndpoint(sql, c.req.valid('json'), { by: c.var.account.name, at: clock() });
        return c.json(made, 201, { 'cache-control': 'no-store' });
      },
    )
    .put(
      `/endpoints${id}`,
      describeRoute({ summary: 'Change a system that is told' }),
      valid('json', endpointSchema),
      async (c) => {
        const endpointId = c.req.param('id');
        if (!(await changeEndpoint(sql, endpointId, c.req.valid('json')))) throw missing(endpointId);
        return one(c, endpointId);
      },
    )
    .post(
      `/endpoints${id}/secret`,
      describeRoute({ summary: 'Make a new key, told this once' }),
      async (c) => {
        const secret = await renewSecret(sql, c.req.param('id'));
        if (secret === null) throw missing(c.req.param('id'));
        return c.json({ secret }, 200, { 'cache-control': 'no-store' });
      },
    )
    .post(`/endpoints${id}/test`, describeRoute({ summary: 'Send a trial' }), async (c) => {
      if (!(await addTrial(sql, c.req.param('id'), clock()))) throw missing(c.req.param('id'));
      await announce();
      return c.body(null, 202);
    })
    .delete(
      `/endpoints${id}`,
      describeRoute({ summary: 'Remove a system, with what was to be carried' }),
      async (c) => {
        if (!(await removeEndpoint(sql, c.req.param('id')))) throw missing(c.req.param('id'));
        return c.body(null, 204);
      },
    )
    .get(
      '/deliveries',
      describeRoute({ summary: 'What was carried, newest first; `next` goes into `before`' }),
      valid('query', deliveriesSchema),
      async (c) => {
        const { state = null, before = null, limit } = c.req.valid('query');
        const deliveries = await listDeliveries(sql, { state, before, limit });
        const next = deliveries.length === limit ? (deliveries.at(-1)?.id ?? null) : null;
        return c.json({ deliveries, next }, 200);
      },
    )
    .post(
      '/requeue',
      describeRoute({ summary: 'Try again what was given up: those named, or all' }),
      valid('json', requeueSchema),
      async (c) => {
        const requeued = await requeue(sql, c.req.valid('json').ids ?? null, clock());
        await announce();
        return c.json({ requeued }, 200);
      },
    );
};

const missing = (endpointId: string) => notFound({ zh: '通知端点', en: 'endpoint' }, endpointId);

function isReachable(given: string): boolean {
  const url = URL.parse(given);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}
