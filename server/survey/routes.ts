import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { defectKinds } from '../../geodata/jurisdiction/verdict.ts';
import { requires } from '../access/routes.ts';
import { type Account, grant } from '../access/session.ts';
import { conflict, notFound, valid } from '../errors.ts';
import { append } from '../live/log.ts';
import type { Environment, Services } from '../services.ts';
import { closeTicket, readMet, readTickets, type TicketFilter, type TicketRow } from './store.ts';
import { type TicketDetail, type TicketView, ticketStates } from './view.ts';

const listSchema = z.object({
  status: z.enum(ticketStates).optional(),
  kind: z.enum(defectKinds).optional(),
  area: z
    .string()
    .regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits')
    .optional(),
  cursor: z
    .string()
    .regex(/^[\dTZ:.-]+~\d{1,18}$/, 'must be a cursor of an earlier answer')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
const closeSchema = z.object({
  note: z.string().trim().min(1, 'must say what was found').max(2000),
});

const id = '/:id{[0-9]{1,18}}' as const;
const words = { ticket: { zh: '勘界工单', en: 'survey ticket' } } as const;

/** `/api/survey-tickets`: faults of the boundaries that incidents have met: list, one, close. */
export const surveyRoutes = ({
  database: { sql },
  editions,
  clock,
}: Pick<Services, 'database' | 'editions' | 'clock'>) => {
  /**
   * Parties whose tickets or incidents the account may see, within the area asked for if any; null for all. A coordinator
   * without an area is the whole city's.
   */
  const partiesSeen = (
    account: Account,
    permission: 'survey.see' | 'incident.see',
    asked?: string,
  ): string[] | null => {
    const own = grant(account, permission) === 'all' ? null : account.areaCode;
    const roots = [own, asked].filter((root) => root != null);
    const coverage = editions.current();
    if (!roots.length) return null;
    return (coverage?.parties ?? [])
      .filter(({ code }) => roots.every((root) => coverage?.pathOf(code).includes(root)))
      .map(({ code }) => code);
  };
  const named = ({ codes, ...ticket }: TicketRow): TicketView => ({
    ...ticket,
    parties: codes.map((code) => {
      const area = editions.current()?.areas.get(code);
      return { code, name: area?.name ?? code, nameEn: area?.nameEn ?? code };
    }),
  });
  const detail = async (account: Account, wanted: string): Promise<TicketDetail> => {
    const filter: TicketFilter = {
      id: wanted,
      status: null,
      kind: null,
      parties: partiesSeen(account, 'survey.see'),
      after: null,
      limit: 1,
    };
    const [ticket] = (await readTickets(sql, filter)).tickets;
    if (!ticket) throw notFound(words.ticket, wanted);
    const met = grant(account, 'incident.see')
      ? await readMet(sql, wanted, partiesSeen(account, 'incident.see'))
      : [];
    return { ...named(ticket), met };
  };

  return new Hono<Environment>()
    .get(
      '/',
      requires('survey.see'),
      describeRoute({
        summary: 'Survey tickets, the latest first; `next` is the cursor of the page that follows',
      }),
      valid('query', listSchema),
      async (c) => {
        const { status, kind, area, cursor, limit } = c.req.valid('query');
        const [openedAt, after] = cursor?.split('~') ?? [];
        const { count, tickets } = await readTickets(sql, {
          id: null,
          status: status ?? null,
          kind: kind ?? null,
          parties: partiesSeen(c.var.account, 'survey.see', area),
          after: openedAt && after ? { openedAt: new Date(openedAt), id: after } : null,
          // One more than asked for tells whether there is a page after this one.
          limit: limit + 1,
        });
        const page = tickets.slice(0, limit);
        const last = tickets.length > limit ? page.at(-1) : undefined;
        return c.json(
          { count, tickets: page.map(named), next: last ? `${last.openedAt}~${last.id}` : null },
          200,
        );
      },
    )
    .get(
      id,
      requires('survey.see'),
      describeRoute({ summary: 'One survey ticket, with the incidents that met it' }),
      async (c) => c.json(await detail(c.var.account, c.req.param('id')), 200),
    )
    .post(
      `${id}/close`,
      requires('survey.close'),
      describeRoute({ summary: 'Close a survey ticket, saying what was found' }),
      valid('json', closeSchema),
      async (c) => {
        const { account } = c.var;
        const wanted = c.req.param('id');
        await detail(account, wanted);
        const [at, note] = [clock(), c.req.valid('json').note];
        await sql.begin(async (tx) => {
          if (!(await closeTicket(tx, wanted, { at, by: account.name, note })))
            throw conflict('closed-already', {
              zh: `勘界工单 ${wanted} 已经关闭`,
              en: `Survey ticket ${wanted} is closed already`,
            });
          await append(tx, {
            at,
            step: 'survey.closed',
            actor: account.name,
            body: { ticket: wanted, note },
          });
        });
        return c.json(await detail(account, wanted), 200);
      },
    );
};
