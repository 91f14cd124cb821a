import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { daysBetween } from '../../../geodata/analysis/calendar.ts';
import { kernels } from '../../../geodata/analysis/network/kernel.ts';
import { requires } from '../../access/routes.ts';
import { type Account, mayOn } from '../../access/session.ts';
import { handOut } from '../../audit/hand-out.ts';
import { dayIn } from '../../calendar.ts';
import { valid } from '../../errors.ts';
import type { Environment, Services } from '../../services.ts';
import type { PlanBook } from '../book.ts';
import type { CityColumns } from '../columns.ts';
import { planFilter, understand } from '../filter.ts';
import type { PlanThread } from '../thread.ts';
import { type CountedStreets, createStreetDesk } from './desk.ts';
import { streetsCsv, streetsGeoJson } from './files.ts';
import { lixelMetres, packNetwork } from './network.ts';
import { areasAlong, figuresOf, orders, type RankedStreet, rankStreets } from './rank.ts';
import { readChiefs } from './store.ts';
import type { PlannedStreet, PlannedStreets } from './view.ts';

const densityQuery = planFilter.extend({
  /** Metres within which an incident belongs to a street. */
  reach: z.coerce.number().int().min(5).max(200).default(30),
  /** Metres along streets that an incident spreads over. */
  bandwidth: z.coerce.number().int().min(50).max(500).default(150),
  kernel: z.enum(kernels).default('quartic'),
});
const listQuery = densityQuery.extend({
  order: z.enum(orders).default('perKm'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Number of a street to be among the rows, whatever its place. */
  street: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the number of a street')
    .optional(),
});
type ListQuery = z.infer<typeof listQuery>;

/** Rows of a file. */
const most = 100_000;

/** `/api/plan/streets`: incidents by street, and their density along the network of streets. */
export const planStreetRoutes = (services: Services, book: PlanBook, thread: PlanThread) => {
  const { reading, clock, config } = services;
  const desk = createStreetDesk(services, thread);

  const list = async (account: Account, query: ListQuery): Promise<PlannedStreets> => {
    const city = await book.current();
    const asked = understand(city, account, query);
    const { reach, bandwidth, kernel } = query;
    const found = await desk.count(city, asked, { reach, bandwidth, kernel });
    const ranked = rankStreets(found, query.order);
    const shown = ranked.filter(
      ({ rank, street }) => rank <= query.limit || String(found.streets[street]?.id) === query.street,
    );
    const days = daysBetween(asked.from, asked.to);
    return {
      from: asked.from,
      to: asked.to,
      days,
      yearly: yearlyOf(days),
      within: asked.within,
      partly: asked.partly,
      total: found.counted.count.reduce((sum, one) => sum + one, found.counted.unmatched),
      unmatched: found.counted.unmatched,
      reach,
      bandwidth,
      kernel,
      lixel: lixelMetres,
      events: found.counted.events,
      cutOff: found.counted.cutOff,
      streets: ranked.length,
      struck: ranked.filter(({ street }) => (found.counted.count[street] ?? 0) > 0).length,
      metres: ranked.reduce((sum, one) => sum + one.metres, 0),
      rows: await named(account, city, found, shown, yearlyOf(days)),
    };
  };

  const named = async (
    account: Account,
    { coverage }: CityColumns,
    found: CountedStreets,
    shown: readonly RankedStreet[],
    yearly: number,
  ): Promise<PlannedStreet[]> => {
    const areas = areasAlong(found, coverage, new Set(shown.map(({ street }) => street)));
    const chiefs = await readChiefs(
      reading.sql,
      shown.flatMap(({ street }) => found.streets[street]?.id ?? []),
      dayIn(config.timeZone, clock()),
    );
    const nameOf = (code: string) => {
      const area = coverage.areas.get(code);
      return { code, name: area?.name ?? code, nameEn: area?.nameEn ?? code };
    };
    const pathOf = (code: string): readonly string[] =>
      coverage.areas.has(code) ? coverage.pathOf(code) : [code];
    return shown.map((one) => {
      const figures = figuresOf(found, one, yearly);
      return {
        ...figures,
        areas: (areas.get(one.street) ?? []).map(nameOf),
        chiefs: chiefs
          .filter(({ street }) => String(street) === figures.id)
          .map(({ areaCode, name }) => ({
            area: nameOf(areaCode),
            name: mayOn(account, 'person.see', [pathOf(areaCode)]) ? name : null,
          })),
      };
    });
  };

  return new Hono<Environment>()
    .use(requires('plan.see'))
    .get(
      '/',
      describeRoute({
        summary:
          'Incidents by street: per kilometre and year with intervals, by side, and how many have no street near them',
      }),
      valid('query', listQuery),
      async (c) => c.json(await list(c.var.account, c.req.valid('query')), 200),
    )
    .get(
      '/table.csv',
      describeRoute({ summary: 'All streets of the filter as a table' }),
      valid('query', listQuery),
      async (c) => {
        const found = await list(c.var.account, { ...c.req.valid('query'), limit: most });
        return handOut(c, services, {
          name: `streets-${found.from}-${found.to}.csv`,
          type: 'text/csv',
          content: streetsCsv(found),
          object: 'plan:streets',
          details: detailsOf(found),
        });
      },
    )
    .get(
      '/lines.geojson',
      describeRoute({ summary: 'The same as lines of a map (RFC 7946)' }),
      valid('query', listQuery),
      async (c) => {
        const found = await list(c.var.account, { ...c.req.valid('query'), limit: most });
        return handOut(c, services, {
          name: `streets-${found.from}-${found.to}.geojson`,
          type: 'application/geo+json',
          content: await streetsGeoJson(reading.sql, found),
          object: 'plan:streets',
          details: detailsOf(found),
        });
      },
    )
    .get(
      '/network',
      describeRoute({
        summary:
          'The streets cut into pieces of 50 m at most, in binary; the pieces that densities are told for',
      }),
      async (c) => {
        const { stamp, streets, network } = await desk.streets();
        const tag = `"${stamp}-${network.street.length}"`;
        if (c.req.header('if-none-match') === tag) return c.body(null, 304);
        const ids = Uint32Array.from(streets, ({ id }) => id);
        return c.body(packNetwork(network, ids), 200, {
          'content-type': 'application/octet-stream',
          'cache-control': 'private, no-cache',
          etag: tag,
        });
      },
    )
    .get(
      '/density',
      describeRoute({
        summary:
          'Incidents per kilometre and year of each piece of the network, in binary (float32): kernel density along streets, equal split at junctions',
      }),
      valid('query', densityQuery),
      async (c) => {
        const city = await book.current();
        const query = c.req.valid('query');
        const asked = understand(city, c.var.account, query);
        const { reach, bandwidth, kernel } = query;
        const { counted, inside } = await desk.count(city, asked, { reach, bandwidth, kernel });
        const perKm = 1000 * yearlyOf(daysBetween(asked.from, asked.to));
        const values = counted.density.map((value, i) =>
          inside === null || inside[i] === 1 ? value * perKm : Number.NaN,
        );
        return c.body(values.buffer as ArrayBuffer, 200, { 'content-type': 'application/octet-stream' });
      },
    );
};

/** What a count of so many days is multiplied by to be one of a year; a year of either length stays as it is. */
const yearlyOf = (days: number): number => (days === 365 || days === 366 ? 1 : 365 / days);

const detailsOf = ({ from, to, within, total }: PlannedStreets) => ({
  from,
  to,
  within: within ?? 'all',
  incidents: total,
});
