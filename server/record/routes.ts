import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';

const recordsSchema = z.object({ edition: z.coerce.number().int().min(1).max(2_147_483_647) });

/** `/api/records`: what the live preview must know beside the boundaries, to say the same as the server. */
export const recordRoutes = ({ records }: Pick<Services, 'records'>) =>
  new Hono<Environment>().get(
    '/',
    requires('map.see'),
    describeRoute({ summary: 'Bases and agreements of seams, and holdings, under one edition' }),
    valid('query', recordsSchema),
    async (c) => {
      const found = await records(c.req.valid('query').edition);
      return c.json(found, 200, { 'cache-control': 'private, no-cache' });
    },
  );
