import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Environment, Services } from '../services.ts';
import { readDutyList } from './list.ts';

/** `/api/categories`: the catalogue, the minutes of each kind of whistle, and the duty lists. */
export const dutyRoutes = ({ database }: Services) =>
  new Hono<Environment>().get(
    '/',
    describeRoute({ summary: 'Catalogue, clocks and duty lists' }),
    async (c) => {
      const { categories, minutes, duties } = await readDutyList(database.sql);
      return c.json({ categories, minutes, duties }, 200);
    },
  );
