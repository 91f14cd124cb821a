import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { addSummons } from './add-summons.ts';
import { bodyNamed } from './blow.ts';
import type { CaseParts } from './routes.ts';
import { readWhistle } from './store.ts';
import { readReasons } from './summons-store.ts';
import { maySee } from './taking.ts';

const id = '/:id{[0-9]{1,18}}' as const;

/** `/api/whistles/:id/summonses`: call one more body, and why those were called that no list names. */
export const summonsRoutes = ({ database: { sql }, clock, config }: Services, parts: CaseParts) => {
  const visible = async (account: Environment['Variables']['account'], whistleId: string) => {
    const whistle = await readWhistle(sql, whistleId);
    if (!whistle || !maySee(account, whistle)) throw notFound({ zh: '哨', en: 'whistle' }, whistleId);
    return whistle;
  };
  return new Hono<Environment>()
    .get(
      `${id}/summonses`,
      requires('whistle.see'),
      describeRoute({
        summary: 'Who called, for which task force, and why bodies were called that no list names',
      }),
      async (c) => {
        const { id: whistleId } = await visible(c.var.account, c.req.param('id'));
        return c.json(await readReasons(sql, whistleId), 200);
      },
    )
    .post(
      `${id}/summonses`,
      requires('whistle.blow'),
      describeRoute({ summary: 'Call one more body; one that no duty list names needs a reason' }),
      valid('json', z.object(bodyNamed)),
      async (c) => {
        const { account } = c.var;
        const whistle = await visible(account, c.req.param('id'));
        const added = await addSummons(
          { sql, account, now: clock(), id: whistle.id, timeZone: config.timeZone },
          {
            duties: await parts.duties(),
            judge: await parts.judgeOf(whistle.incidentId),
            districtOf: parts.districtOf,
          },
          c.req.valid('json'),
        );
        return c.json(added, 201);
      },
    );
};
