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
import { type Neighbourhood, neighbourhoodOf } from './neighbours.ts';
import { readSizes } from './store.ts';
import type { HotSpotList } from './view.ts';

const levels = ['district', 'subdistrict', 'community', 'cell'] as const satisfies readonly Level[];
const listQuery = planFilter.extend({ level: z.enum(levels).default('subdistrict') });

/** Of what is called a hot or cold spot, one in twenty may be chance. */
const rate = 0.05;

/** `/api/plan/hot-spots`: areas that stand out together with their neighbours. */
export const hotSpotRoutes = ({ reading }: Services, book: PlanBook) => {
  const lines = keptByEdition((columns, level) => neighbourhoodOf(columns.coverage, level as Level));
  const sizes = keptByEdition(({ edition }) => readSizes(reading.sql, edition));
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
      const { coverage } = columns;
      const all = await lines(columns, level);
      const squareMetres = await sizes(columns, '');
      const { choice, within, partly } = asked;
      // Who sees the whole city compares with all of it, and what lies beyond the line counts near it.
      const scope = partly ? within : null;
      const { codes, neighbours } =
        scope === null ? all : narrowed(all, (code) => coverage.pathOf(code).includes(scope));
      const numbers = new Map(codes.map((code, i) => [code, i]));
      const counts = new Uint32Array(codes.length);
      for (const row of chooseRows(columns, partly ? choice : { ...choice, areas: null })) {
        const area = numbers.get(all.codes[all.areaOfLeaf[columns.area[row] ?? -1] ?? -1] ?? '');
        if (area !== undefined) counts[area] = (counts[area] ?? 0) + 1;
      }
      const densities = Float64Array.from(
        codes,
        (code, i) => (1e6 * (counts[i] ?? 0)) / (squareMetres.get(code) ?? Number.POSITIVE_INFINITY),
      );
      const spots = hotSpots(densities, neighbours);
      const areas = spots
        .map(({ z, p, q, value }, i) => {
          const code = codes[i] ?? '';
          const area = coverage.areas.get(code);
          return {
            code,
            name: area?.name ?? code,
            nameEn: area?.nameEn ?? code,
            count: counts[i] ?? 0,
            perKm2: value,
            z,
            p,
            q,
            neighbours: (neighbours[i] ?? []).map((other) => codes[other] ?? ''),
          };
        })
        .filter(({ code }) => within === null || coverage.pathOf(code).includes(within))
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

/** The areas that fit alone, and of their neighbours those that do. */
function narrowed(
  { codes, neighbours }: Neighbourhood,
  fits: (code: string) => boolean,
): Pick<Neighbourhood, 'codes' | 'neighbours'> {
  const kept = codes.flatMap((code, i) => (fits(code) ? [i] : []));
  const numbers = new Map(kept.map((old, i) => [old, i]));
  return {
    codes: kept.map((old) => codes[old] ?? ''),
    neighbours: kept.map((old) => (neighbours[old] ?? []).flatMap((other) => numbers.get(other) ?? [])),
  };
}

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
