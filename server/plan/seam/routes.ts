import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import { requires } from '../../access/routes.ts';
import { type Account, mayOn } from '../../access/session.ts';
import { forbidden, notFound, Problem, valid } from '../../errors.ts';
import { endedBefore } from '../../seam/ends.ts';
import { partiesUnder } from '../../seam/find.ts';
import type { Environment, Services } from '../../services.ts';
import { alongSeam } from './along.ts';
import { askedOf, askedSchema } from './asked.ts';
import { createSeamBook } from './book.ts';
import { type Costs, createRankings } from './ranking.ts';

const listSchema = askedSchema.extend({
  area: z
    .string()
    .regex(/^[^\s|,#]{1,32}$/, 'must be an area code')
    .optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(2000),
});
const keySchema = z.object({
  key: z
    .string()
    .regex(
      /^[^\s|,#]{1,32}\|[^\s|,#]{1,32}(#\d{1,4})?$/,
      'must be the key of a seam: smaller code|larger code',
    ),
});

/** `/api/plan/seams`: which lines between areas cost the city most, and what happens along one of them. Figures and places only: nothing personal. */
export const seamCostRoutes = ({ reading, editions, clock, config }: Services) => {
  const { sql } = reading;
  const rankingOf = createRankings(sql, createSeamBook(sql));
  const inForce = (): Coverage => {
    const coverage = editions.current();
    if (!coverage) throw noEdition();
    return coverage;
  };
  return new Hono<Environment>()
    .use(requires('friction.see'))
    .get(
      '/',
      describeRoute({
        summary:
          'Seams of the edition in force by what they cost: incidents per km and year × days beyond the interior, with 95 % intervals',
      }),
      valid('query', listSchema),
      async (c) => {
        const { area, limit, ...asked } = c.req.valid('query');
        const coverage = inForce();
        const now = clock();
        const { costs } = await rankingOf(coverage, askedOf(asked, now, config.timeZone), now);
        const parties = area === undefined ? null : new Set(partiesUnder(coverage, area));
        const seams = costs.seams.filter(
          ({ left, right }) =>
            (parties === null || parties.has(left.code) || parties.has(right.code)) &&
            maySee(c.var.account, coverage, [left.code, right.code]),
        );
        return c.json(
          {
            ...costs,
            count: seams.length,
            ranked: seams.filter(({ ranked }) => ranked).length,
            seams: seams.slice(0, limit),
          },
          200,
        );
      },
    )
    .get(
      '/:key',
      describeRoute({ summary: 'One seam with what it costs, and what happened along it step by step' }),
      valid('param', keySchema),
      valid('query', askedSchema),
      async (c) => {
        const { key } = c.req.valid('param');
        const coverage = inForce();
        const now = clock();
        const { costs, incidents } = await rankingOf(
          coverage,
          askedOf(c.req.valid('query'), now, config.timeZone),
          now,
        );
        if (costs.years === 0) throw noTime(costs);
        const seam = costs.seams.find((one) => one.key === key);
        if (!seam)
          throw (
            (await endedBefore(sql, coverage.edition, key)) ?? notFound({ zh: '交界线', en: 'seam' }, key)
          );
        const sides = [seam.left, seam.right];
        if (
          !maySee(
            c.var.account,
            coverage,
            sides.map((side) => side.code),
          )
        )
          throw forbidden({
            zh: `您的辖区不在这条交界线（${sides.map((side) => side.name).join('、')}）的任何一侧`,
            en: `Your area is on neither side of this seam (${sides.map((side) => side.nameEn).join(', ')})`,
          });
        const along = await alongSeam(sql, coverage.edition, seam, incidents.get(key) ?? []);
        return c.json({ ...costs, seams: [], seam, along }, 200);
      },
    );
};

const maySee = (account: Account, coverage: Coverage, codes: readonly string[]): boolean =>
  mayOn(
    account,
    'friction.see',
    codes.map((code) => coverage.pathOf(code)),
  );

const noEdition = (): Problem =>
  new Problem(
    503,
    'no-edition',
    { zh: '尚无边界', en: 'No boundaries yet' },
    { zh: '还没有发布任何边界版本', en: 'No edition has been published yet' },
  );

/** A range that ends before the records begin, or begins after now. */
const noTime = ({ since, until }: Costs): Problem =>
  new Problem(
    404,
    'no-records',
    { zh: '时间段内没有记录', en: 'No records in this range' },
    {
      zh: `记录从 ${since} 起，时间段到 ${until} 止：没有可统计的时间`,
      en: `Records begin at ${since}, the range ends at ${until}: there is no time to count in`,
    },
  );
