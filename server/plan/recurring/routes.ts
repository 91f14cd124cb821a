import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../../access/routes.ts';
import type { Account } from '../../access/session.ts';
import { dayIn } from '../../calendar.ts';
import { valid } from '../../errors.ts';
import { writeCsv } from '../../exchange/csv.ts';
import type { Environment, Services } from '../../services.ts';
import type { PlanBook } from '../book.ts';
import { planFilter, understand } from '../filter.ts';
import type { PlanThread } from '../thread.ts';
import { countReports, findRecurring, onLine, recurringView } from './list.ts';
import { readReports } from './store.ts';
import type { RecurringList } from './view.ts';

const listQuery = planFilter.extend({
  /** Metres from the middle of a place to what belongs to it. */
  distance: z.coerce.number().int().min(5).max(200).default(30),
  /** Days within which one more counts as "again". */
  window: z.coerce.number().int().min(1).max(400).default(90),
  /** Reports that make a place a recurring one. */
  least: z.coerce.number().int().min(2).max(50).default(3),
  /** Whether only places on a line between areas are asked for. */
  boundary: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
type ListQuery = z.infer<typeof listQuery>;

/** Rows of a file. */
const most = 5_000;
const columnsOfFile = [
  'rank',
  'place',
  'place_en',
  'category',
  'category_name',
  'incidents',
  'expected_30_days',
  'first',
  'last',
  'next',
  'areas',
  'on_a_line',
  'returns',
  'lon',
  'lat',
  'numbers',
] as const;

/** `/api/plan/recurring`: places to which the same matter comes back, to be taken up before it is reported again. */
export const recurringRoutes = ({ reading, clock, config }: Services, book: PlanBook, thread: PlanThread) => {
  const list = async (account: Account, query: ListQuery): Promise<RecurringList> => {
    const columns = await book.current();
    const asked = understand(columns, account, query);
    const now = clock().getTime();
    const { distance, window, least } = query;
    const { total, places } = await findRecurring(columns, asked, query, { thread, now });
    const lines = places.filter((place) => onLine(columns, place));
    const wanted = query.boundary === 'true' ? lines : places;
    const shown = wanted.slice(0, query.limit);
    const known = await readReports(reading.sql, [
      ...new Set(shown.flatMap(({ reports }) => reports.map((row) => columns.id[row] ?? 0))),
    ]);
    const until = Math.min(asked.choice.until * 1000, now);
    return {
      from: asked.from,
      to: asked.to,
      within: asked.within,
      partly: asked.partly,
      distance,
      window,
      least,
      total,
      recurring: countReports(places),
      count: places.length,
      boundary: lines.length,
      places: shown.map((place, i) => recurringView(columns, place, i + 1, known, { window, until, now })),
    };
  };
  return new Hono<Environment>()
    .use(requires('plan.see'))
    .get(
      '/',
      describeRoute({
        summary: 'Places where the same matter comes again, those first from which the most is expected',
      }),
      valid('query', listQuery),
      async (c) => c.json(await list(c.var.account, c.req.valid('query')), 200),
    )
    .get(
      '/table.csv',
      describeRoute({ summary: 'The same as a table' }),
      valid('query', listQuery),
      async (c) => {
        const { places } = await list(c.var.account, { ...c.req.valid('query'), limit: most });
        const day = (time: string | undefined) =>
          time === undefined ? '' : dayIn(config.timeZone, new Date(time));
        const text = writeCsv(
          columnsOfFile,
          places.map((one) => [
            one.rank,
            one.place,
            one.placeEn,
            one.category.code,
            one.category.name,
            one.count,
            Math.round(one.expected * 100) / 100,
            day(one.times[0]),
            day(one.times.at(-1)),
            day(one.next),
            one.areas.map(({ name }) => name).join(' × '),
            one.boundary ? 'yes' : 'no',
            one.returns,
            one.location[0],
            one.location[1],
            one.incidents.map(({ number }) => number).join(' '),
          ]),
        );
        return c.body(text, 200, {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="recurring.csv"',
        });
      },
    );
};
