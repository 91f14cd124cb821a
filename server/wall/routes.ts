import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import type { Account } from '../access/session.ts';
import { valid } from '../errors.ts';
import type { LiveEvent } from '../live/event.ts';
import { withoutFreeText } from '../live/feed.ts';
import { partiesUnder } from '../seam/find.ts';
import type { Environment, Services } from '../services.ts';
import { withoutNotes } from '../whistle/public-view.ts';
import type { WhistleView } from '../whistle/view.ts';
import { readHeat } from './heat.ts';

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

/** `/api/wall`: everything a wall shows when it begins; from `lastEventId` on it follows the live feed. */
export const wallRoutes = (
  { database, reading, editions, feed, clock, config }: Services,
  sources: WallSources,
) => {
  const pathOf = (code: string): readonly string[] => {
    const lines = editions.current();
    return lines?.areas.has(code) ? lines.pathOf(code) : [code];
  };
  /** Its own area where the wall was paired for one, unless a part of that is asked for; null for the whole city. */
  const areaOf = ({ areaCode: own }: Account, asked: string | undefined): string | null =>
    own === null || (asked !== undefined && pathOf(asked).includes(own)) ? (asked ?? null) : own;

  return new Hono<Environment>()
    .get(
      '/heat',
      requires('wall.see'),
      describeRoute({ summary: 'Incidents of today by subdistrict' }),
      valid('query', areaQuery),
      async (c) => {
        const area = areaOf(c.var.account, c.req.valid('query').area);
        const coverage = editions.current();
        const within = area === null ? coverage?.parties.map(({ code }) => code) : null;
        const parties = within ?? (coverage && area ? partiesUnder(coverage, area) : []);
        const wanted = { edition: coverage?.edition ?? 0, parties, now: clock(), timeZone: config.timeZone };
        return c.json({ ...(await readHeat(reading.sql, wanted)), edition: coverage?.edition ?? null }, 200);
      },
    )
    .get(
      '/',
      requires('wall.see'),
      describeRoute({ summary: 'The state a wall begins with' }),
      valid('query', areaQuery),
      async (c) => {
        const area = areaOf(c.var.account, c.req.valid('query').area);
        const now = clock();
        // Read first: an event that comes while the rest is read is then told again, never missed.
        const lastEventId = feed.lastId();
        const [figures] = await database.sql.file<Figures[]>(figuresFile, [now, config.timeZone, area ?? '']);
        if (!figures) throw new Error('the figures of the wall gave no row');
        const [all, latest] = await Promise.all([
          sources.readWhistles(figures.today),
          sources.readLatest(area === null ? 30 : 300),
        ]);
        const whistles =
          area === null ? all : all.filter(({ sides }) => sides.some(({ path }) => path.includes(area)));
        const shown = new Set(whistles.map(({ id }) => id));
        const events = latest
          .filter(({ whistleId }) => area === null || (whistleId !== null && shown.has(whistleId)))
          .slice(0, 30);
        const told = new Set(events.map(({ whistleId }) => whistleId));
        const coverage = editions.current();
        const place = coverage?.areas.get(area ?? pathOf(coverage.parties[0]?.code ?? '')[0] ?? '');
        return c.json(
          {
            /** Code of the area shown; empty for the whole city. */
            area: area ?? '',
            place: place?.name ?? '',
            placeEn: place?.nameEn ?? '',
            counts: countsOf(whistles, now),
            rates: ratesOf(figures.rates),
            month: { from: figures.month.toISOString(), to: now.toISOString() },
            // Those closed today are a number, but for what the latest events are about.
            whistles: whistles
              .filter(({ id, closedAt }) => closedAt === null || told.has(id))
              .map(withoutNotes),
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
};

/** What the left of the wall counts, of the whistles shown: those open and those closed today. */
function countsOf(whistles: readonly WhistleView[], now: Date) {
  const open = whistles.filter(({ closedAt }) => closedAt === null);
  const byKind = { enforcement: 0, priority: 0, emergency: 0 };
  for (const { kind } of open) byKind[kind] += 1;
  const late = ({ checkedInAt, dueAt }: WhistleView['summonses'][number]) =>
    checkedInAt === null && Date.parse(dueAt) < now.getTime();
  return {
    open: open.length,
    overdue: open.filter(({ summonses }) => summonses.some(late)).length,
    onSite: open
      .flatMap(({ summonses }) => summonses)
      .filter(({ checkedInAt, releasedAt }) => checkedInAt !== null && releasedAt === null).length,
    closedToday: whistles.length - open.length,
    byKind,
  };
}

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
