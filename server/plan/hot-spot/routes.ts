import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { chooseRows } from '../../../geodata/analysis/choice.ts';
import { hotSpots } from '../../../geodata/analysis/hot-spots.ts';
import type { Level } from '../../../geodata/area.ts';
import { requires } from '../../access/routes.ts';
import { valid } from '../../errors.ts';
import type { Environment, Services } from '../../services.ts';
import type { PlanBook } from '../book.ts';
import type { CityColumns } from '../columns.ts';
import { planFilter, understand } from '../filter.ts';
import { areaGround, type Ground, type HexagonNet, hexagonGround, hexagonNet, narrowed } from './ground.ts';
import { neighbourhoodOf } from './neighbours.ts';
import { readSizes } from './store.ts';
import type { HotSpotList } from './view.ts';

const areaLevels = ['district', 'subdistrict', 'community', 'cell'] as const satisfies readonly Level[];
const listQuery = planFilter.extend({ level: z.enum([...areaLevels, 'hexagon']).default('subdistrict') });

type ListLevel = z.infer<typeof listQuery>['level'];

/** Of what is called a hot or cold spot, one in twenty may be chance. */
const rate = 0.05;

/** `/api/plan/hot-spots`: areas that stand out together with their neighbours. */
export const hotSpotRoutes = ({ reading }: Services, book: PlanBook) => {
  const lines = keptByEdition((columns, level) => neighbourhoodOf(columns.coverage, level as Level));
  const sizes = keptByEdition(({ edition }) => readSizes(reading.sql, edition));
  let net: HexagonNet | null = null;
  let netOf = 0;
  const groundOf = async (columns: CityColumns, level: ListLevel): Promise<Ground> => {
    if (level !== 'hexagon')
      return areaGround(columns, await lines(columns, level), await sizes(columns, ''));
    net = hexagonNet(columns, netOf === columns.edition ? net : null);
    netOf = columns.edition;
    return hexagonGround(columns, net);
  };
  return new Hono<Environment>().get(
    '/',
    requires('plan.see'),
    describeRoute({
      summary: 'Hot and cold spots of a level by Getis and Ord’s Gi*, with false discoveries held down',
    }),
    valid('query', listQuery),
    async (c) => {
      const columns = await book.current();
      const { level, ...filter } = c.req.valid('query');
      const asked = understand(columns, c.var.account, { ...filter, level });
      const { choice, within, partly } = asked;
      // Who sees the whole city compares with all of it, and what lies beyond the line counts near it.
      const scope = partly ? within : null;
      const all = await groundOf(columns, level);
      const ground = scope === null ? all : narrowed(all, (code) => all.within(code, scope));
      const { codes, neighbours } = ground;
      const counts = new Uint32Array(codes.length);
      for (const row of chooseRows(columns, partly ? choice : { ...choice, areas: null })) {
        const place = ground.placeOf(row);
        if (place >= 0) counts[place] = (counts[place] ?? 0) + 1;
      }
      const densities = Float64Array.from(
        codes,
        (code, i) => (1e6 * (counts[i] ?? 0)) / ground.squareMetres(code),
      );
      const spots = hotSpots(densities, neighbours);
      const areas = spots
        .map(({ z, p, q, value }, i) => {
          const code = codes[i] ?? '';
          return {
            code,
            ...ground.named(code),
            count: counts[i] ?? 0,
            perKm2: value,
            z,
            p,
            q,
            neighbours: (neighbours[i] ?? []).map((other) => codes[other] ?? ''),
          };
        })
        .filter(({ code }) => within === null || ground.within(code, within))
        .sort((a, b) => b.z - a.z || (a.code < b.code ? -1 : 1));
      const list: HotSpotList = {
        level,
        from: asked.from,
        to: asked.to,
        within,
        partly,
        rate,
        compared: codes.length,
        total: counts.reduce((sum, one) => sum + one, 0),
        hot: areas.filter(({ z, q }) => z > 0 && q <= rate).length,
        cold: areas.filter(({ z, q }) => z < 0 && q <= rate).length,
        areas,
      };
      return c.json(list, 200);
    },
  );
};

/** What is worked out once an edition, by key. */
function keptByEdition<T>(make: (columns: CityColumns, key: string) => Promise<T>) {
  let edition = 0;
  const kept = new Map<string, Promise<T>>();
  return (columns: CityColumns, key: string): Promise<T> => {
    if (columns.edition !== edition) kept.clear();
    edition = columns.edition;
    const found = kept.get(key) ?? make(columns, key);
    found.catch(() => kept.delete(key));
    kept.set(key, found);
    return found;
  };
}
