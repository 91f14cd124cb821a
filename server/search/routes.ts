import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { valid } from '../errors.ts';
import { partiesWithin } from '../incident/reach.ts';
import type { Environment, Services } from '../services.ts';
import { findIncidents } from './incidents.ts';
import { type AreaIndex, indexAreas } from './index.ts';
import { readLanes, readPlaces } from './store.ts';

const searchSchema = z.object({
  q: z.string().trim().min(1).max(60),
  limit: z.coerce.number().int().min(1).max(50).default(12),
});

/**
 * `/api/search`: areas by name, code or pinyin initials, streets by name, and incidents by number, place or how the place
 * sounds; each with a place to fly to. Incidents are those the reader may see.
 */
export const searchRoutes = ({ reading, editions, clock }: Services) => {
  let indexed: { readonly edition: number; readonly index: AreaIndex } | null = null;
  const indexNow = (): AreaIndex | null => {
    const coverage = editions.current();
    const edition = editions.currentEdition();
    if (!coverage || edition === null) return null;
    if (indexed?.edition === edition) return indexed.index;
    indexed = { edition, index: indexAreas([...coverage.areas.values()]) };
    return indexed.index;
  };
  return new Hono<Environment>().get(
    '/',
    requires('map.see'),
    describeRoute({ summary: 'Areas, streets and incidents by name, number, code or pinyin initials' }),
    valid('query', searchSchema),
    async (c) => {
      const { q, limit } = c.req.valid('query');
      const areas = indexNow()?.find(q, limit) ?? [];
      const coverage = editions.current();
      const [places, lanes, incidents] = await Promise.all([
        readPlaces(
          reading.sql,
          editions.currentEdition() ?? 0,
          areas.map((a) => a.code),
        ),
        readLanes(reading.sql, q, limit),
        coverage === null
          ? []
          : findIncidents(reading.sql, q, {
              areas: partiesWithin(c.var.account, 'incident.see', coverage),
              year: clock().getFullYear(),
              limit,
            }),
      ]);
      return c.json(
        {
          areas: areas.map((area) => ({ ...area, ...places.get(area.code) })),
          lanes,
          incidents,
        },
        200,
      );
    },
  );
};
