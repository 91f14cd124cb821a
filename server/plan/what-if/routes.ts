import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Lonlat } from '../../../geodata/geometry.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import { requires } from '../../access/routes.ts';
import { handOut } from '../../audit/hand-out.ts';
import { conflict, forbidden, languageOf, notFound, valid } from '../../errors.ts';
import { endedBefore } from '../../seam/ends.ts';
import type { Environment, Services } from '../../services.ts';
import { askedOf, askedSchema } from '../seam/asked.ts';
import { proposalCsv, proposalGeoJson } from './export.ts';
import { type GroundView, readGround } from './ground.ts';
import { propose } from './propose.ts';
import { deleteProposal, readProposals } from './store.ts';
import { type ProposalSummary, type ProposalView, proposalView } from './view.ts';

const key = z
  .string()
  .regex(
    /^[^\s|,#]{1,32}\|[^\s|,#]{1,32}(#\d{1,4})?$/,
    'must be the key of a seam: smaller code|larger code',
  );
const filter = askedSchema.omit({ distance: true });
const groundSchema = filter.extend({ seam: key, part: z.coerce.number().int().min(0).max(999).default(0) });
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const proposalSchema = z.object({
  name: z.string().trim().min(1, 'must have a name').max(100),
  note: z.string().trim().max(2000).default(''),
  seam: key,
  part: z.number().int().min(0).max(999).default(0),
  /** Edition that was before the author. */
  edition: z.number().int().min(1),
  line: z.array(position).min(2).max(5000),
  filter: filter.default({}),
});
const idSchema = z.object({ id: z.string().regex(/^\d{1,18}$/, 'must be the number of a proposal') });

/** Proposals listed at most. */
const most = 200;

/** `/api/plan/what-if`: a line between two areas tried out on last year's incidents, and kept as a proposal. No edition changes by it. */
export const whatIfRoutes = ({ database, reading, editions, clock, config }: Services) => {
  const ground = async (
    asked: { readonly key: string; readonly part: number },
    wanted: z.infer<typeof filter>,
  ): Promise<GroundView> => {
    const coverage = inForce();
    const period = askedOf({ ...wanted, distance: 50 }, clock(), config.timeZone);
    const found = await readGround(reading.sql, coverage, asked, period);
    if (!found)
      throw (
        (await endedBefore(reading.sql, coverage.edition, asked.key)) ??
        notFound({ zh: '交界线', en: 'seam' }, asked.key)
      );
    return found;
  };
  const inForce = (): Coverage => {
    const coverage = editions.current();
    if (!coverage)
      throw conflict('no-edition', { zh: '还没有发布任何边界版本', en: 'No edition has been published yet' });
    return coverage;
  };
  const one = async (id: string, reader: string): Promise<ProposalView> => {
    const [row] = await readProposals(database.sql, id, 1);
    if (!row) throw notFound({ zh: '提案', en: 'proposal' }, id);
    return proposalView(row, reader, editions.currentEdition());
  };
  return new Hono<Environment>()
    .get(
      '/ground',
      requires('proposal.see'),
      describeRoute({
        summary:
          'Two areas with the line between them, what lies around it, and the incidents and streets they carry',
      }),
      valid('query', groundSchema),
      async (c) => {
        const { seam, part, ...wanted } = c.req.valid('query');
        return c.json(await ground({ key: seam, part }, wanted), 200);
      },
    )
    .get(
      '/proposals',
      requires('proposal.see'),
      describeRoute({ summary: 'Proposed lines, newest first' }),
      async (c) => {
        const rows = await readProposals(database.sql, null, most);
        return c.json(
          {
            proposals: rows.map((row): ProposalSummary => {
              const {
                was: _was,
                line: _line,
                ...summary
              } = proposalView(row, c.var.account.name, editions.currentEdition());
              return summary;
            }),
          },
          200,
        );
      },
    )
    .post(
      '/proposals',
      requires('proposal.keep'),
      describeRoute({ summary: 'Keep a line as a proposal, with what both areas would carry' }),
      valid('json', proposalSchema),
      async (c) => {
        const { seam, part, edition, line, filter: wanted, name, note } = c.req.valid('json');
        const current = inForce().edition;
        if (edition !== current)
          throw conflict('edition-changed', {
            zh: `这条线是在边界版本 ${edition} 上画的，现行版本已是 ${current}；请重新打开后再存`,
            en: `The line was drawn on edition ${edition}, and ${current} is in force by now; open the seam anew and keep it then`,
          });
        const { account } = c.var;
        const found = await ground({ key: seam, part }, wanted);
        const id = await propose(database.sql, found, {
          name,
          note,
          line: line as readonly Lonlat[],
          author: account.name,
          madeAt: clock(),
        });
        return c.json(await one(id, account.name), 201);
      },
    )
    .get(
      '/proposals/:id',
      requires('proposal.see'),
      describeRoute({ summary: 'One proposal with its lines and the figures of its day' }),
      valid('param', idSchema),
      async (c) => c.json(await one(c.req.valid('param').id, c.var.account.name), 200),
    )
    .delete(
      '/proposals/:id',
      requires('proposal.keep'),
      describeRoute({ summary: 'Take a proposal back, as its author' }),
      valid('param', idSchema),
      async (c) => {
        const proposal = await one(c.req.valid('param').id, c.var.account.name);
        if (!proposal.mine)
          throw forbidden({
            zh: `提案“${proposal.name}”是${proposal.author.name}提出的，只有本人可以撤回`,
            en: `Proposal "${proposal.name}" was made by ${proposal.author.nameEn}, who alone may take it back`,
          });
        await deleteProposal(database.sql, proposal.id);
        return c.body(null, 204);
      },
    )
    .get(
      '/proposals/:id/lines.geojson',
      requires('proposal.see'),
      describeRoute({ summary: 'The line of the edition and the proposed one as GeoJSON' }),
      valid('param', idSchema),
      async (c) => {
        const proposal = await one(c.req.valid('param').id, c.var.account.name);
        return handOut(
          c,
          { database, clock },
          {
            name: `proposal-${proposal.id}.geojson`,
            type: 'application/geo+json',
            content: JSON.stringify(proposalGeoJson(proposal)),
            object: `proposal:${proposal.id}`,
          },
        );
      },
    )
    .get(
      '/proposals/:id/figures.csv',
      requires('proposal.see'),
      describeRoute({ summary: 'What both areas carry before and after, as a table for a spreadsheet' }),
      valid('param', idSchema),
      async (c) => {
        const proposal = await one(c.req.valid('param').id, c.var.account.name);
        return handOut(
          c,
          { database, clock },
          {
            name: `proposal-${proposal.id}.csv`,
            type: 'text/csv',
            content: proposalCsv(proposal, languageOf(c)),
            object: `proposal:${proposal.id}`,
          },
        );
      },
    );
};
