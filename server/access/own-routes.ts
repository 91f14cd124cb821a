import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { Presences } from './presence.ts';
import { sessionLimits } from './session.ts';
import { endSessions, listSessions } from './session-store.ts';

const idParam = z.object({ id: z.string().regex(/^\d{1,18}$/, 'must be the number of a session') });

/** `/api/sessions`: one’s own sessions, to see and to end. */
export const ownSessionRoutes = ({ database, clock }: Services, presences: Presences) => {
  const { sql } = database;
  const end = (name: string, which: Parameters<typeof endSessions>[2]) =>
    sql.begin(async (tx) => {
      const ended = await endSessions(tx, name, which);
      if (ended > 0)
        await record(tx, {
          at: clock(),
          actor: name,
          action: 'session.revoked',
          object: `account:${name}`,
          details: { ended },
        });
      return ended;
    });

  return new Hono<Environment>()
    .get('/', describeRoute({ summary: 'My sessions, and how long one lasts' }), async (c) => {
      const here = await presences.of(c);
      const sessions = await listSessions(sql, c.var.account.name, clock());
      return c.json(
        {
          sessions: sessions.map((s) => ({ ...s, here: here?.via === 'session' && s.id === here.id })),
          limits: sessionLimits[c.var.account.role],
        },
        200,
      );
    })
    .delete('/', describeRoute({ summary: 'End all my sessions but this one' }), async (c) => {
      const here = await presences.of(c);
      const ended = await end(c.var.account.name, { spared: here?.via === 'session' ? here.id : null });
      presences.changed();
      return c.json({ ended }, 200);
    })
    .delete(
      '/:id',
      describeRoute({ summary: 'End one of my sessions' }),
      valid('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param');
        // Somebody else's number is answered like one that nobody has.
        if (!(await end(c.var.account.name, { id }))) throw notFound({ zh: '会话', en: 'session' }, id);
        presences.changed();
        return c.json({ ended: 1 }, 200);
      },
    );
};
