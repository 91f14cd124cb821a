import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Level } from '../../geodata/area.ts';
import { requires } from '../access/routes.ts';
import type { Account } from '../access/session.ts';
import { invalid, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { PlanBook } from './book.ts';
import type { CityColumns } from './columns.ts';
import { exportRoutes } from './export/routes.ts';
import type { Found } from './export/table.ts';
import { type PlanFilter, planFilter, scopeOf, understand } from './filter.ts';
import { heatOf } from './heat.ts';
import { hexagonRoutes } from './hexagon/routes.ts';
import { type Holdings, type Places, readHoldings, readPlaces } from './places.ts';
import { wireOf } from './wire.ts';

const areaLevels = ['district', 'subdistrict', 'community', 'cell'] as const satisfies readonly Level[];
const placesQuery = z.object({ level: z.enum(areaLevels).default('subdistrict') });

/** `/api/plan`: looking back. All of it reads columns that are kept in step with the log. */
export const planRoutes = (services: Services, book: PlanBook) => {
  const placesOf = placesKept(services);
  const find = async (account: Account, filter: PlanFilter): Promise<Found> => {
    const level = areaLevels.find((one) => one === filter.level);
    if (level === undefined) throw noArea(filter.level);
    const columns = await book.current();
    const asked = understand(columns, account, filter);
    const places = await placesOf(columns, level);
    return { columns, filter, heat: heatOf(columns, asked, places, filter), places };
  };
  return new Hono<Environment>()
    .get(
      '/places',
      requires('plan.see'),
      describeRoute({ summary: 'The areas of a level with their sizes, as far as the account may see' }),
      valid('query', placesQuery),
      async (c) => {
        const columns = await book.current();
        const { places, peopleSources } = await placesOf(columns, c.req.valid('query').level);
        const own = scopeOf(c.var.account);
        const { coverage, edition } = columns;
        return c.json(
          {
            edition,
            peopleSources,
            places: own === null ? places : places.filter(({ code }) => coverage.pathOf(code).includes(own)),
          },
          200,
        );
      },
    )
    .get(
      '/columns',
      requires('plan.see'),
      describeRoute({
        summary:
          'All incidents the account may see as binary columns, for pictures that a browser counts itself',
      }),
      async (c) => {
        const columns = await book.current();
        return c.body((await wireOf(columns, scopeOf(c.var.account))) as Uint8Array<ArrayBuffer>, 200, {
          'content-type': 'application/octet-stream',
          'content-encoding': 'gzip',
          'cache-control': 'private, no-cache',
        });
      },
    )
    .get(
      '/heat',
      requires('plan.see'),
      describeRoute({ summary: 'Incidents by area, hour of the week, day and category, with intervals' }),
      valid('query', planFilter),
      async (c) => {
        const { heat } = await find(c.var.account, c.req.valid('query'));
        return c.json(heat, 200);
      },
    )
    .route('/', exportRoutes(services, find))
    .route('/', hexagonRoutes(services, book));
};

/** Areas of a level, read once an edition. */
function placesKept({ reading }: Services) {
  let edition = 0;
  let holdings: Promise<Holdings> | null = null;
  const kept = new Map<Level, Promise<Places>>();
  const read = async (columns: CityColumns, level: Level): Promise<Places> => {
    holdings ??= readHoldings(reading.sql, columns.coverage);
    return readPlaces(reading.sql, columns.coverage, level, await holdings);
  };
  return (columns: CityColumns, level: Level): Promise<Places> => {
    if (columns.edition !== edition) {
      kept.clear();
      holdings = null;
    }
    edition = columns.edition;
    let places = kept.get(level);
    if (places === undefined) {
      places = read(columns, level);
      places.catch(() => {
        kept.delete(level);
        holdings = null;
      });
      kept.set(level, places);
    }
    return places;
  };
}

function noArea(level: string) {
  const detail = {
    zh: `“${level}”不是辖区级别；这里按 district、subdistrict、community 或 cell 统计`,
    en: `"${level}" is no level of areas; this counts by district, subdistrict, community or cell`,
  };
  return invalid(detail, [{ pointer: 'query/level', got: level, detail }]);
}
