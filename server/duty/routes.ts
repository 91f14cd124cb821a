import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Environment, Services } from '../services.ts';
import { readDutyList } from './list.ts';

/** `/api/categories`: the catalogue, the minutes of each kind of whistle, and the duty lists, as they are in force. */
export const dutyRoutes = ({ database, clock }: Services) =>
  new Hono<Environment>().get(
    '/',
    describeRoute({ summary: 'Catalogue, clocks and duty lists' }),
    async (c) => {
      const { items, categories, minutes, duties, version } = await readDutyList(database.sql, clock());
      return c.json(
        { version, items, categories: categories.filter(({ retired }) => !retired), minutes, duties },
        200,
      );
    },
  );
