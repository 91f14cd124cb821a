import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { requires } from '../../access/routes.ts';
import type { Account } from '../../access/session.ts';
import { handOut } from '../../audit/hand-out.ts';
import { valid } from '../../errors.ts';
import type { Environment, Services } from '../../services.ts';
import type { PlanBook } from '../book.ts';
import { type PlanFilter, planFilter, understand } from '../filter.ts';
import { type HexagonHeat, hexagonHeat } from './count.ts';
import { hexagonCsv, hexagonGeoJson } from './files.ts';

/** `/api/plan/hexagons.*`: incidents by hexagon, as files; always only what the account may see. */
export const hexagonRoutes = (services: Services, book: PlanBook) => {
  const find = async (account: Account, filter: PlanFilter): Promise<HexagonHeat> => {
    const columns = await book.current();
    return hexagonHeat(columns, understand(columns, account, filter), filter.hours);
  };
  const about = ({ from, to, within, total }: HexagonHeat) => ({
    object: 'plan:heat',
    details: { from, to, level: 'hexagon', within: within ?? 'all', incidents: total },
  });
  return new Hono<Environment>()
    .get(
      '/hexagons.csv',
      requires('plan.see'),
      describeRoute({ summary: 'Incidents by hexagon (H3) as a table for a spreadsheet' }),
      valid('query', planFilter),
      async (c) => {
        const found = await find(c.var.account, c.req.valid('query'));
        return handOut(c, services, {
          name: `heat-hexagon-${found.from}-${found.to}.csv`,
          type: 'text/csv',
          content: hexagonCsv(found),
          ...about(found),
        });
      },
    )
    .get(
      '/hexagons.geojson',
      requires('plan.see'),
      describeRoute({ summary: 'Hexagons (H3) with their shapes and figures (RFC 7946)' }),
      valid('query', planFilter),
      async (c) => {
        const found = await find(c.var.account, c.req.valid('query'));
        return handOut(c, services, {
          name: `heat-hexagon-${found.from}-${found.to}.geojson`,
          type: 'application/geo+json',
          content: hexagonGeoJson(found),
          ...about(found),
        });
      },
    );
};
