import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { ConsultationView } from '../whistle/requests.ts';
import { maySee, type Stepping } from '../whistle/taking.ts';
import type { WhistleView } from '../whistle/view.ts';
import { callConsultation, cancelConsultation, holdConsultation } from './steps.ts';
import { whistleOf, whistlesConsulted } from './store.ts';

const id = '/:id{[0-9]{1,18}}' as const;

/** Whistles looked through for a list: those with the newest consultations. */
const listed = 500;

const code = z.string().regex(/^[\w-]{1,64}$/, 'must be the code of an area or a body');
const callSchema = z.object({
  agenda: z.string().trim().min(5, 'must be an agenda of at least 5 characters').max(500),
  place: z.string().trim().max(200).default(''),
  at: z.iso.datetime({ offset: true }),
  required: z.boolean().default(false),
  parties: z.array(code).max(50).default([]),
  version: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
const holdSchema = z.object({
  minutes: z.string().trim().min(5, 'must be minutes of at least 5 characters').max(10_000),
  plan: z.string().trim().max(5000).default(''),
  deadline: z.iso.datetime({ offset: true }).nullish(),
  parties: z
    .array(
      z.object({
        code,
        role: z.enum(['lead', 'assist', 'inform']),
        duty: z.string().trim().max(500).default(''),
      }),
    )
    .min(1, 'must name at least one party')
    .max(50),
});
const cancelSchema = z.object({
  reason: z.string().trim().min(5, 'must be a reason of at least 5 characters').max(500),
});
const listSchema = z.object({ state: z.enum(['called', 'held', 'cancelled']).optional() });

/** A consultation in a list, with the case that it is about. */
export interface ListedConsultation extends ConsultationView {
  readonly number: string;
  readonly casePlace: string;
  readonly casePlaceEn: string;
  readonly category: WhistleView['category'];
}

type Stepper = (
  c: { var: Environment['Variables']; req: { param(name: 'id'): string } },
  whistleId?: string,
) => Stepping;

const stepper =
  ({ database, clock, config }: Services): Stepper =>
  (c, whistleId) => ({
    sql: database.sql,
    account: c.var.account,
    now: clock(),
    id: whistleId ?? c.req.param('id'),
    timeZone: config.timeZone,
  });

/** `/api/whistles/:id/consultations`: call the parties together. */
export const callRoutes = (services: Services) => {
  const step = stepper(services);
  return new Hono<Environment>().post(
    `${id}/consultations`,
    requires('consultation.hold'),
    describeRoute({ summary: 'Call a consultation of the parties' }),
    valid('json', callSchema),
    async (c) => {
      const { at, version, ...input } = c.req.valid('json');
      return c.json(await callConsultation({ ...step(c), version }, { ...input, at: new Date(at) }), 201);
    },
  );
};

/** `/api/consultations`: those of the cases one may see; enter what was settled, or call one off. */
export const consultationRoutes = (
  services: Services,
  readWhistles: (sql: Sql, ids: readonly string[]) => Promise<readonly WhistleView[]>,
) => {
  const { database } = services;
  const step = stepper(services);
  const about = async (consultation: string): Promise<string> => {
    const whistleId = await whistleOf(database.sql, consultation);
    if (whistleId === null) throw notFound({ zh: '会商', en: 'consultation' }, consultation);
    return whistleId;
  };
  return new Hono<Environment>()
    .get(
      '/',
      requires('whistle.see'),
      describeRoute({ summary: 'Consultations of the cases you may see, the next or latest first' }),
      valid('query', listSchema),
      async (c) => {
        const { state } = c.req.valid('query');
        const ids = await whistlesConsulted(database.sql, listed);
        const whistles = ids.length ? await readWhistles(database.sql, ids) : [];
        const consultations = whistles
          .filter((whistle) => c.var.account.role !== 'wall' && maySee(c.var.account, whistle))
          .flatMap((whistle) => whistle.consultations.map((one) => inList(whistle, one)))
          .filter((one) => state === undefined || stateOf(one) === state)
          .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
        return c.json({ consultations }, 200);
      },
    )
    .post(
      `${id}/hold`,
      requires('consultation.hold'),
      describeRoute({ summary: 'Enter what a consultation settled: minutes, roles, plan and deadline' }),
      valid('json', holdSchema),
      async (c) => {
        const { deadline, ...input } = c.req.valid('json');
        const consultation = c.req.param('id');
        const settled = { ...input, deadline: deadline ? new Date(deadline) : null };
        return c.json(await holdConsultation(step(c, await about(consultation)), consultation, settled), 200);
      },
    )
    .post(
      `${id}/cancel`,
      requires('consultation.hold'),
      describeRoute({ summary: 'Call a consultation off, with a reason' }),
      valid('json', cancelSchema),
      async (c) => {
        const consultation = c.req.param('id');
        const { reason } = c.req.valid('json');
        return c.json(
          await cancelConsultation(step(c, await about(consultation)), consultation, reason),
          200,
        );
      },
    );
};

const stateOf = ({ held, cancelled }: ConsultationView): 'called' | 'held' | 'cancelled' =>
  held ? 'held' : cancelled ? 'cancelled' : 'called';

const inList = (whistle: WhistleView, consultation: ConsultationView): ListedConsultation => ({
  ...consultation,
  number: whistle.number,
  casePlace: whistle.place,
  casePlaceEn: whistle.placeEn,
  category: whistle.category,
});
