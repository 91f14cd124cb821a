import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { mayOn } from '../access/session.ts';
import { handOut } from '../audit/hand-out.ts';
import { languageOf, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { WhistleView } from '../whistle/view.ts';
import { assess } from './assessment.ts';
import { assessmentCsv } from './csv.ts';
import { monthAt, monthOf, monthsBetween } from './month.ts';
import { giveScore, noWhistle, readScoringsFor } from './scoring.ts';
import { countAreas, countBodies, countScores, readFirst, readWeights } from './store.ts';

/** Months that can be chosen: ten years. */
const longest = 120;

const assessmentSchema = z.object({
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-05')
    .optional(),
  level: z.enum(['subdistrict', 'district']).default('subdistrict'),
  category: z.string().max(20).optional(),
});
const csvSchema = assessmentSchema.extend({
  of: z.enum(['area', 'body']).default('area'),
  lang: z.enum(['zh', 'en']).optional(),
});
const scoreSchema = z.object({
  from: z.string().min(1).max(40),
  to: z.string().min(1).max(40),
  items: z.record(z.string().max(40), z.number().int().min(1).max(5)),
  word: z.string().trim().max(500).default(''),
});

/** What assessing needs of the case, handed in. */
export interface AssessmentSources {
  readonly readWhistle: (id: string) => Promise<WhistleView | null>;
}

/** `/api/assessment`: the rates, arrivals and scores of a month. */
export const assessmentRoutes = (services: Services) => {
  const { reading, editions, clock, config } = services;
  const { timeZone } = config;
  const read = async (asked: z.infer<typeof assessmentSchema>) => {
    const now = clock();
    const current = monthAt(now, timeZone);
    const month = asked.month ?? current;
    const { sql } = reading;
    const about = { ...monthOf(month, timeZone), category: asked.category ?? null, now };
    const [areas, bodies, scores, weights, first] = await Promise.all([
      countAreas(sql, about),
      countBodies(sql, about),
      countScores(sql, about),
      readWeights(sql),
      readFirst(sql),
    ]);
    return {
      month,
      level: asked.level,
      category: about.category,
      from: about.from.toISOString(),
      until: about.until.toISOString(),
      months: monthsBetween(first ? monthAt(first, timeZone) : current, current, longest),
      ...assess({ areas, bodies, scores, weights }, editions.current(), asked.level),
    };
  };
  return new Hono<Environment>()
    .use(requires('assessment.see'))
    .get(
      '/',
      describeRoute({ summary: 'The three rates, arrival on time and scores of a month, with intervals' }),
      valid('query', assessmentSchema),
      async (c) => c.json(await read(c.req.valid('query')), 200),
    )
    .get(
      '/table.csv',
      describeRoute({ summary: 'The same as a table for a spreadsheet' }),
      valid('query', csvSchema),
      async (c) => {
        const { of, lang, ...asked } = c.req.valid('query');
        const assessment = await read(asked);
        return handOut(c, services, {
          name: `assessment-${of}-${assessment.month}.csv`,
          type: 'text/csv',
          content: assessmentCsv(assessment, of, lang ?? languageOf(c)),
          object: 'assessment',
          details: { of, month: assessment.month, level: assessment.level },
        });
      },
    );
};

/** `/api/whistles/:id/scores`: parties of a closed case score each other. */
export const scoreRoutes = ({ database: { sql }, clock }: Services, sources: AssessmentSources) => {
  const seen = async (account: Environment['Variables']['account'], id: string): Promise<WhistleView> => {
    const whistle = await sources.readWhistle(id);
    const paths = whistle ? [...whistle.sides, ...whistle.leftSides].map(({ path }) => path) : [];
    const bodies = whistle?.summonses.map(({ bodyCode }) => bodyCode) ?? [];
    if (!whistle || !mayOn(account, 'whistle.see', paths, bodies)) throw noWhistle(id);
    return whistle;
  };
  return new Hono<Environment>()
    .get(
      '/:id{[0-9]{1,18}}/scores',
      requires('assessment.score'),
      describeRoute({ summary: 'What I may score in a case, and what was given' }),
      async (c) => {
        const { account } = c.var;
        return c.json(await readScoringsFor(sql, account, await seen(account, c.req.param('id'))), 200);
      },
    )
    .post(
      '/:id{[0-9]{1,18}}/scores',
      requires('assessment.score'),
      describeRoute({ summary: 'Score another party of a closed case, once' }),
      valid('json', scoreSchema),
      async (c) => {
        const { account } = c.var;
        const whistle = await seen(account, c.req.param('id'));
        await giveScore(sql, { account, whistle, now: clock() }, c.req.valid('json'));
        return c.json(await readScoringsFor(sql, account, whistle), 201);
      },
    );
};
