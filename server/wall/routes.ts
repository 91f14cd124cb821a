import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { requires } from '../access/routes.ts';
import { valid } from '../errors.ts';
import type { LiveEvent } from '../live/event.ts';
import { withoutFreeText } from '../live/feed.ts';
import type { Environment, Services } from '../services.ts';
import { withoutNotes } from '../whistle/public-view.ts';
import type { WhistleView } from '../whistle/view.ts';
import { readQuantities, seamDays } from './quantities.ts';

const figuresFile = fileURLToPath(new URL('./figures.sql', import.meta.url));

/** What the wall needs from the case, handed in: the open whistles and those closed since a time; the latest of the log. */
export interface WallSources {
  readonly readWhistles: (closedSince: Date) => Promise<readonly WhistleView[]>;
  readonly readLatest: (limit: number) => Promise<readonly LiveEvent[]>;
}

const areaQuery = z.object({
  area: z
    .string()
    .regex(/^\d{6,12}$/, 'must be an area code of 6 to 12 digits')
    .optional(),
});

/** The area of a wall: its own where it was paired for one, unless a part of that is asked for; empty for the whole city. */
const areaOf = (own: string | null, asked = ''): string =>
  own === null || asked.startsWith(own) ? asked : own;

/** `/api/wall`: everything a wall shows when it begins; from `lastEventId` on it follows the live feed. */
export const wallRoutes = (
  { database, reading, editions, feed, clock, config }: Services,
  sources: WallSources,
) =>
  new Hono<Environment>()
    .get(
      '/quantities',
      requires('wall.see'),
      describeRoute({ summary: 'Incidents of today by subdistrict, and the seams that cost most' }),
      valid('query', areaQuery),
      async (c) => {
        const area = areaOf(c.var.account.areaCode, c.req.valid('query').area);
        const edition = editions.currentEdition();
        const now = clock();
        const wanted = { edition: edition ?? 0, area, now, timeZone: config.timeZone };
        const read = await readQuantities(reading.sql, wanted);
        return c.json({ ...read, seamDays, edition }, 200);
      },
    )
    .get(
      '/',
      requires('wall.see'),
      describeRoute({ summary: 'The state a wall begins with' }),
      valid('query', areaQuery),
      async (c) => {
        const area = areaOf(c.var.account.areaCode, c.req.valid('query').area);
        const now = clock();
        // Read first: an event that comes while the rest is read is then told again, never missed.
        const lastEventId = feed.lastId();
        const [figures] = await database.sql.file<Figures[]>(figuresFile, [now, config.timeZone, area]);
        if (!figures) throw new Error('the figures of the wall gave no row');
        const [all, latest] = await Promise.all([
          sources.readWhistles(figures.today),
          sources.readLatest(area === '' ? 30 : 300),
        ]);
        const whistles = all.filter(({ sides }) => sides.some(({ areaCode }) => areaCode.startsWith(area)));
        const shown = new Set(whistles.map(({ id }) => id));
        const events = latest
          .filter(({ whistleId }) => area === '' || (whistleId !== null && shown.has(whistleId)))
          .slice(0, 30);
        const coverage = editions.current();
        const city =
          coverage?.parties[0] && coverage.areas.get(coverage.pathOf(coverage.parties[0].code)[0] ?? '');
        return c.json(
          {
            /** What codes of the areas shown begin with; empty for the whole city. */
            area,
            place: city?.name ?? '',
            placeEn: city?.nameEn ?? '',
            counts: {
              open: figures.open,
              overdue: figures.overdue,
              onSite: figures.on_site,
              closedToday: figures.closed_today,
              byKind: { enforcement: 0, priority: 0, emergency: 0, ...figures.by_kind },
            },
            rates: ratesOf(figures.rates),
            month: { from: figures.month.toISOString(), to: now.toISOString() },
            whistles: whistles.map(withoutNotes),
            events: events.filter((event) => event.step !== 'message.sent').map(withoutFreeText),
            lastEventId,
            serverTime: now.toISOString(),
            edition: editions.currentEdition(),
            schematic: editions.schematic(),
            timeZone: config.timeZone,
          },
          200,
        );
      },
    );

interface MonthOfRates {
  readonly current: boolean;
  readonly received: number;
  readonly responded: number;
  readonly due: number;
  readonly resolved: number;
  readonly called_back: number;
  readonly satisfied: number;
}

interface Figures {
  readonly open: number;
  readonly overdue: number;
  readonly on_site: number;
  readonly closed_today: number;
  readonly by_kind: Partial<Record<WhistleKind, number>>;
  readonly rates: readonly MonthOfRates[];
  readonly month: Date;
  readonly today: Date;
}

/** The three rates with their denominators: responded of received, resolved of due (closed, or older than a week), satisfied of called back. */
function ratesOf(months: readonly MonthOfRates[]) {
  const current = months.find((m) => m.current);
  const before = months.find((m) => !m.current);
  const rate = (
    name: 'response' | 'resolution' | 'satisfaction',
    of: (m: MonthOfRates) => readonly [number, number],
  ) => {
    const [numerator, denominator] = current ? of(current) : [0, 0];
    const [previously, among] = before ? of(before) : [0, 0];
    return { name, numerator, denominator, previous: among ? previously / among : null };
  };
  return [
    rate('response', (m) => [m.responded, m.received]),
    rate('resolution', (m) => [m.resolved, m.due]),
    rate('satisfaction', (m) => [m.satisfied, m.called_back]),
  ];
}
