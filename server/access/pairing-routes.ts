import type { Context } from 'hono';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { giveSession, sessionCookie } from './cookie.ts';
import { claimPairing, insertPairing } from './pairing-store.ts';
import type { Presences } from './presence.ts';
import { sessionLimits } from './session.ts';
import { insertSession } from './session-store.ts';

const ticketSchema = z.object({ ticket: z.string().min(20).max(100) });

/** `/api/session/pairing`: a wall asks for a code to show, and then for the session that the code was entered for. */
export const pairingRoutes = (
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  presences: Presences,
  address: (c: Context) => string,
) => {
  const { sql } = database;
  return new Hono<Environment>()
    .post('/', describeRoute({ summary: 'A code for a wall to show, good for ten minutes' }), async (c) => {
      const now = clock();
      const pairing = await insertPairing(sql, address(c), now);
      if (!pairing) throw tooManyCodes();
      return c.json({ ...pairing, serverTime: now.toISOString() }, 201);
    })
    .post(
      '/claim',
      describeRoute({ summary: 'The session of a wall, once its code was entered' }),
      valid('json', ticketSchema),
      async (c) => {
        const now = clock();
        const result = await sql.begin(async (tx) => {
          const claim = await claimPairing(tx, c.req.valid('json').ticket, now);
          if (claim.state !== 'accepted') return { state: claim.state };
          const origin = {
            method: 'pairing' as const,
            address: address(c),
            agent: c.req.header('user-agent') ?? '',
          };
          const replaced = getCookie(c, sessionCookie(c)) ?? null;
          const account = { name: claim.account, role: 'wall' as const };
          const token = await insertSession(tx, account, origin, replaced, now);
          await record(tx, {
            at: now,
            actor: claim.account,
            action: 'session.opened',
            object: `account:${claim.account}`,
            details: { method: origin.method, address: origin.address },
          });
          return { state: 'accepted' as const, token };
        });
        if (result.state === 'accepted') {
          presences.changed();
          giveSession(c, result.token, sessionLimits.wall.longestHours);
        }
        return c.json({ state: result.state }, 200);
      },
    );
};

const tooManyCodes = (): Problem =>
  new Problem(
    429,
    'too-many-codes',
    { zh: '配对码过多', en: 'Too many codes' },
    {
      zh: '这个地址上等待配对的大屏太多，请几分钟后再试',
      en: 'Too many walls are waiting to be paired at this address; try again in a few minutes',
    },
    [],
    60,
  );
