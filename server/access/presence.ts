import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Services } from '../services.ts';
import { sessionCookie } from './cookie.ts';
import type { Role } from './policy.ts';
import type { Presence } from './session.ts';
import { presenceOfKey, presenceOfSession, standingOf, touchSessions } from './session-store.ts';

/** Milliseconds for which a presence is taken as read, so that a screenful of tiles asks the database once; a revocation elsewhere takes as long. */
const rememberedFor = 2_000;
const rememberedTokens = 10_000;
/** Milliseconds between two looks at who follows the live feed. */
const watchEvery = 1_000;
/** Milliseconds after which a wall that only listens counts as used again. */
const touchEvery = 60_000;

/** Who is there: read from the request, remembered for a moment, and watched while a stream is open. */
export interface Presences {
  /** Who sends this request, or null for nobody. A key in the request is the only thing that counts if there is one. */
  readonly of: (c: Context) => Promise<Presence | null>;
  /** Who a session's token belongs to. */
  readonly behind: (token: string) => Promise<Presence | null>;
  /** Calls `onEnd` once the presence has ended or its account has changed; answers how to stop watching. */
  readonly watch: (presence: Presence, onEnd: () => void) => () => void;
  /** To be called when sessions, keys or accounts have been changed by this process: it takes effect at once. */
  readonly changed: () => void;
}

interface Watched {
  readonly presence: Presence;
  readonly onEnd: () => void;
}

export function createPresences({
  database,
  clock,
  log,
}: Pick<Services, 'database' | 'clock' | 'log'>): Presences {
  const remembered = new Map<string, { readonly presence: Presence; readonly until: number }>();
  const watched = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let touchedAt = 0;

  const recall = async (token: string, via: Presence['via']): Promise<Presence | null> => {
    const now = clock();
    const known = remembered.get(token);
    if (known && known.until > now.getTime()) return known.presence;
    const read = via === 'key' ? presenceOfKey : presenceOfSession;
    const presence = await read(database.sql, token, now);
    if (remembered.size >= rememberedTokens) remembered.clear();
    if (presence) remembered.set(token, { presence, until: now.getTime() + rememberedFor });
    else remembered.delete(token);
    return presence;
  };

  const look = async () => {
    if (looking || !watched.size) return;
    looking = true;
    try {
      const now = clock();
      const present = [...watched];
      const standing = await standingOf(database.sql, idsOf(present, 'session'), idsOf(present, 'key'), now);
      const versions = new Map(standing.map((s) => [`${s.via} ${s.id}`, s.version]));
      for (const one of present)
        if (
          versions.get(`${one.presence.via} ${one.presence.id}`) !== one.presence.version &&
          watched.delete(one)
        )
          one.onEnd();
      if (now.getTime() - touchedAt >= touchEvery) {
        touchedAt = now.getTime();
        const walls = idsOf(
          [...watched].filter(({ presence }) => presence.account.role === listening),
          'session',
        );
        if (walls.length) await touchSessions(database.sql, listening, walls, now);
      }
    } catch (error) {
      log.error({ err: error }, 'who follows the live feed could not be looked up; it is tried again');
    } finally {
      looking = false;
      if (!watched.size) stop();
    }
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    async of(c) {
      const key = bearer(c);
      if (key !== null) return recall(key, 'key');
      const token = getCookie(c, sessionCookie(c));
      return token ? recall(token, 'session') : null;
    },
    behind: (token) => recall(token, 'session'),
    watch(presence, onEnd) {
      const one = { presence, onEnd };
      watched.add(one);
      timer ??= setInterval(() => void look(), watchEvery).unref();
      return () => {
        watched.delete(one);
        if (!watched.size) stop();
      };
    },
    changed() {
      remembered.clear();
      void look();
    },
  };
}

/** Nobody touches a wall: listening is its use. A desk that only listens has been left. */
const listening: Role = 'wall';

/** The key of `Authorization: Bearer KEY` (RFC 6750, 2.1), or null where the request names none. */
export const bearer = (c: Context): string | null =>
  /^Bearer +([\w.~+/=-]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;

const idsOf = (watched: readonly Watched[], via: Presence['via']): string[] =>
  watched.flatMap(({ presence }) => (presence.via === via ? presence.id : []));
