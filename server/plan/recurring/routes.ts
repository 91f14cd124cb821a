import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../../access/routes.ts';
import { type Account, mayOn } from '../../access/session.ts';
import { handOut } from '../../audit/hand-out.ts';
import { record } from '../../audit/record.ts';
import { forbidden, notFound, valid } from '../../errors.ts';
import type { Environment, Services } from '../../services.ts';
import type { PlanBook } from '../book.ts';
import { planFilter, understand } from '../filter.ts';
import type { PlanThread } from '../thread.ts';
import { recurringCsv, recurringGeoJson } from './files.ts';
import { areasOf, countReports, findRecurring, onLine, recurringView } from './list.ts';
import { readReports } from './store.ts';
import { letGo, readTakenUp, takenUpAt, takeUp } from './taken-up.ts';
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
  /** Whether only places that somebody has taken up, or that nobody has, are asked for. */
  takenUp: z.enum(['yes', 'no']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
type ListQuery = z.infer<typeof listQuery>;

const takeUpBody = z.object({
  /** Number of the incident in the middle of the place. */
  incident: z.string().regex(/^\d{1,15}$/, 'must be the number of an incident'),
  /** What is done about it. */
  note: z.string().trim().max(500).default(''),
});
const takenUpId = z.object({ id: z.string().regex(/^\d{1,15}$/, 'must be a number') });

/** Rows of a file. */
const most = 5_000;

/** `/api/plan/recurring`: places to which the same matter comes back, to be taken up before it is reported again. */
export const recurringRoutes = (services: Services, book: PlanBook, thread: PlanThread) => {
  const { database, reading, clock, config } = services;
  const list = async (account: Account, query: ListQuery): Promise<RecurringList> => {
    const columns = await book.current();
    const asked = understand(columns, account, query);
    const now = clock().getTime();
    const { distance, window, least } = query;
    const { total, places } = await findRecurring(columns, asked, query, { thread, now });
    const lines = places.filter((place) => onLine(columns, place));
    const marks = await readTakenUp(database.sql);
    const taken = new Map(places.map((place) => [place, takenUpAt(columns, place, marks, distance)]));
    const wanted = (query.boundary === 'true' ? lines : places).filter(
      (place) => query.takenUp === undefined || (taken.get(place) !== null) === (query.takenUp === 'yes'),
    );
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
      takenUp: places.filter((place) => taken.get(place) !== null).length,
      places: shown.map((place, i) =>
        recurringView(columns, place, i + 1, known, {
          window,
          until,
          now,
          taken: taken.get(place) ?? null,
          reader: account.name,
        }),
      ),
    };
  };
  return new Hono<Environment>()
    .get(
      '/',
      requires('plan.see'),
      describeRoute({
        summary: 'Places where the same matter comes again, those first from which the most is expected',
      }),
      valid('query', listQuery),
      async (c) => c.json(await list(c.var.account, c.req.valid('query')), 200),
    )
    .get(
      '/table.csv',
      requires('plan.see'),
      describeRoute({ summary: 'The same as a table' }),
      valid('query', listQuery),
      async (c) => {
        const found = await list(c.var.account, { ...c.req.valid('query'), limit: most });
        return handOut(c, services, {
          name: `recurring-${found.from}-${found.to}.csv`,
          type: 'text/csv',
          content: recurringCsv(found, config.timeZone),
          object: 'plan:recurring',
          details: detailsOf(found),
        });
      },
    )
    .get(
      '/places.geojson',
      requires('plan.see'),
      describeRoute({ summary: 'The same as places of a map (RFC 7946)' }),
      valid('query', listQuery),
      async (c) => {
        const found = await list(c.var.account, { ...c.req.valid('query'), limit: most });
        return handOut(c, services, {
          name: `recurring-${found.from}-${found.to}.geojson`,
          type: 'application/geo+json',
          content: recurringGeoJson(found),
          object: 'plan:recurring',
          details: detailsOf(found),
        });
      },
    )
    .post(
      '/taken-up',
      requires('recurring.takeUp'),
      describeRoute({ summary: 'Take up a recurring place before it is reported again' }),
      valid('json', takeUpBody),
      async (c) => {
        const { incident, note } = c.req.valid('json');
        const { account } = c.var;
        const columns = await book.current();
        const row = columns.id.indexOf(Number(incident));
        if (row < 0) throw notFound({ zh: '事件', en: 'incident' }, incident);
        const paths = areasOf(columns, [row]).map((code) => columns.coverage.pathOf(code));
        if (!mayOn(account, 'recurring.takeUp', paths))
          throw forbidden({
            zh: '这一处不在您的辖区内，只有那里的统筹员或研判员可以认领',
            en: 'This place is not within your area: a coordinator of that area or a planner may take it up',
          });
        const at = clock();
        const taken = await database.sql.begin(async (tx) => {
          const made = await takeUp(tx, { incident: Number(incident), note, by: account.name, at });
          const details = {
            category: made.category,
            lon: made.lon,
            lat: made.lat,
            incident: Number(incident),
          };
          await record(tx, {
            at,
            actor: account.name,
            action: 'recurring.takenUp',
            object: `recurring:${made.id}`,
            details,
          });
          return made;
        });
        return c.json({ id: taken.id, at: taken.at.toISOString(), note: taken.note }, 201);
      },
    )
    .delete(
      '/taken-up/:id',
      requires('recurring.takeUp'),
      describeRoute({ summary: 'Take back that a place was taken up, as who took it up' }),
      valid('param', takenUpId),
      async (c) => {
        const { id } = c.req.valid('param');
        const [taken] = await readTakenUp(database.sql, id);
        if (!taken) throw notFound({ zh: '认领', en: 'place taken up' }, id);
        const { name } = c.var.account;
        if (taken.by !== name)
          throw forbidden({
            zh: `这一处由${taken.name}认领，只有本人可以撤回`,
            en: `This place was taken up by ${taken.nameEn}, who alone may take that back`,
          });
        const at = clock();
        await database.sql.begin(async (tx) => {
          await letGo(tx, id);
          await record(tx, { at, actor: name, action: 'recurring.letGo', object: `recurring:${id}` });
        });
        return c.body(null, 204);
      },
    );
};

const detailsOf = ({ from, to, within, count }: RecurringList) => ({
  from,
  to,
  within: within ?? 'all',
  places: count,
});
