import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { requires } from '../access/routes.ts';
import { mayOn } from '../access/session.ts';
import { handOut } from '../audit/hand-out.ts';
import { invalid, languageOf, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { WhistleView } from '../whistle/view.ts';
import { assess, assessedLevels } from './assessment.ts';
import { countCommunities } from './communities.ts';
import { assessmentCsv } from './csv.ts';
import { monthAt, monthOf, monthsBetween } from './month.ts';
import { giveScore, noWhistle, readScoringsFor } from './scoring.ts';
import { countAreas, countBodies, countScores, readFirst, readPlaced, readWeights } from './store.ts';

/** Months that can be chosen: ten years. */
const longest = 120;

const assessmentSchema = z.object({
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-05')
    .optional(),
  level: z.enum(assessedLevels).default('subdistrict'),
  within: z
    .string()
    .regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits')
    .optional(),
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
    const lines = editions.current();
    const inCommunities = asked.level === 'community' && lines !== null;
    const [areas, bodies, scores, weights, first] = await Promise.all([
      inCommunities ? countCommunities(await readPlaced(sql, about), lines) : countAreas(sql, about),
      countBodies(sql, about),
      countScores(sql, about),
      readWeights(sql),
      readFirst(sql),
    ]);
    return {
      month,
      level: asked.level,
      /** The area that the table is narrowed to, and what lies between it and the city, the city first. */
      within: asked.within === undefined ? [] : withinOf(lines, asked.within),
      category: about.category,
      from: about.from.toISOString(),
      until: about.until.toISOString(),
      months: monthsBetween(first ? monthAt(first, timeZone) : current, current, longest),
      ...assess({ areas, bodies, scores, weights }, lines, {
        level: asked.level,
        within: asked.within ?? null,
      }),
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
          details: {
            of,
            month: assessment.month,
            level: assessment.level,
            ...(asked.within && { within: asked.within }),
          },
        });
      },
    );
};

/**
 * An area by name, with those it lies in below the city.
 * @throws Problem 400 where the edition in force has no such area.
 */
function withinOf(lines: Coverage | null, code: string) {
  if (!lines?.areas.has(code)) {
    const detail = {
      zh: `现行边界版本没有辖区 ${code}`,
      en: `The edition in force has no area ${code}`,
    };
    throw invalid(detail, [{ pointer: 'query/within', got: code, detail }]);
  }
  return lines
    .pathOf(code)
    .slice(1)
    .map((step) => {
      const { name, nameEn, level } = lines.areas.get(step) ?? { name: step, nameEn: step, level: null };
      return { code: step, name, nameEn, level };
    });
}

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
