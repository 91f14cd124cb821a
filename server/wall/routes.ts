import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { requires } from '../access/routes.ts';
import type { LiveEvent } from '../live/event.ts';
import { withoutFreeText } from '../live/feed.ts';
import type { Environment, Services } from '../services.ts';
import { withoutNotes } from '../whistle/public-view.ts';
import type { WhistleView } from '../whistle/view.ts';

const figuresFile = fileURLToPath(new URL('./figures.sql', import.meta.url));

/** What the wall needs from the case, handed in: the open whistles and those closed since a time; the latest of the log. */
export interface WallSources {
  readonly readWhistles: (closedSince: Date) => Promise<readonly WhistleView[]>;
  readonly readLatest: (limit: number) => Promise<readonly LiveEvent[]>;
}

/** `/api/wall`: everything a wall shows when it begins; from `lastEventId` on it follows the live feed. */
export const wallRoutes = ({ database, editions, feed, clock, config }: Services, sources: WallSources) =>
  new Hono<Environment>().get(
    '/',
    requires('wall.see'),
    describeRoute({ summary: 'The state a wall begins with' }),
    async (c) => {
      const now = clock();
      // Read first: an event that comes while the rest is read is then told again, never missed.
      const lastEventId = feed.lastId();
      const [figures] = await database.sql.file<Figures[]>(figuresFile, [now, config.timeZone]);
      if (!figures) throw new Error('the figures of the wall gave no row');
      const [whistles, events] = await Promise.all([
        sources.readWhistles(figures.today),
        sources.readLatest(30),
      ]);
      const coverage = editions.current();
      const city =
        coverage?.parties[0] && coverage.areas.get(coverage.pathOf(coverage.parties[0].code)[0] ?? '');
      return c.json(
        {
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
