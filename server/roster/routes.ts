import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { requires } from '../access/routes.ts';
import { type Account, mayOn } from '../access/session.ts';
import { areaPaths } from '../body/area-path.ts';
import { writeTable } from '../duty/csv.ts';
import { dryRun, load } from '../duty/load.ts';
import { csvAnswer, loadInput, loadQuery } from '../duty/table-routes.ts';
import { languageOf, notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { findGaps } from './gaps.ts';
import { handOver } from './hand-over.ts';
import { rosterPart } from './part.ts';
import { readOnDuty, type Shift } from './store.ts';

const areaCode = z.string().regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits');
const rosterQuery = z.object({
  at: z.iso.datetime({ offset: true }).optional(),
  area: areaCode.optional(),
  body: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(500),
});
const gapsQuery = z.object({ at: z.iso.datetime({ offset: true }).optional(), area: areaCode.optional() });
const handoverBody = z.object({
  note: z.string().trim().min(1, 'must say what the next shift must know').max(1000),
});

/** Areas with a duty at open whistles, by code, with the numbers of these whistles. */
export type OpenAreas = () => Promise<ReadonlyMap<string, readonly { id: string; number: string }[]>>;

/** `/api/roster`: who is on duty, who is not, and handovers. Names and telephones only for who may see people there. */
export const rosterRoutes = (services: Services, { openAreas }: { readonly openAreas: OpenAreas }) => {
  const { database, editions, clock, config } = services;
  const { sql } = database;
  const pathOf = areaPaths(editions);
  const shown = (account: Account, { person, phone, from, to, ...shift }: Shift) => {
    const sees = mayOn(account, 'person.see', [pathOf(shift.areaCode)]);
    const area = editions.current()?.areas.get(shift.areaCode);
    return {
      ...shift,
      area: {
        code: shift.areaCode,
        name: area?.name ?? shift.areaCode,
        nameEn: area?.nameEn ?? shift.areaCode,
      },
      from: from.toISOString(),
      to: to.toISOString(),
      person: sees ? person : masked(person),
      phone: sees ? phone : null,
      mayKeep: mayOn(account, 'roster.keep', [pathOf(shift.areaCode)]),
    };
  };
  const part = (account: Account) =>
    rosterPart(config.timeZone, (code) => mayOn(account, 'roster.keep', [pathOf(code)]));
  return new Hono<Environment>()
    .get(
      '/',
      requires('roster.see'),
      describeRoute({ summary: 'Who is on duty at an instant, in an area and those above and below it' }),
      valid('query', rosterQuery),
      async (c) => {
        const { at, area, body, limit } = c.req.valid('query');
        const when = at === undefined ? clock() : new Date(at);
        const shifts = await readOnDuty(sql, {
          at: when,
          areas: area === undefined ? null : [...pathOf(area), ...below(editions.current(), area)],
          body: body ?? null,
          limit,
        });
        return c.json(
          { at: when.toISOString(), shifts: shifts.map((shift) => shown(c.var.account, shift)) },
          200,
        );
      },
    )
    .get(
      '/gaps',
      requires('roster.see'),
      describeRoute({
        summary:
          'Empty 1+5+N posts of one area, or of every area with an open whistle that the reader may see',
      }),
      valid('query', gapsQuery),
      async (c) => {
        const { at, area } = c.req.valid('query');
        const when = at === undefined ? clock() : new Date(at);
        const open = new Map(
          [...(await openAreas())].filter(([code]) => mayOn(c.var.account, 'whistle.see', [pathOf(code)])),
        );
        const codes = area === undefined ? [...open.keys()] : [area];
        const gaps = await findGaps(
          sql,
          codes.map((code) => ({ code, path: pathOf(code) })),
          when,
        );
        const areas = editions.current()?.areas;
        return c.json(
          {
            at: when.toISOString(),
            areas: codes.map((code) => ({
              code,
              name: areas?.get(code)?.name ?? code,
              nameEn: areas?.get(code)?.nameEn ?? code,
              whistles: open.get(code) ?? [],
              gaps: gaps
                .filter((gap) => gap.areaCode === code)
                .map(({ emptySince, ...gap }) => ({ ...gap, emptySince: emptySince?.toISOString() ?? null })),
            })),
          },
          200,
        );
      },
    )
    .get(
      '/table.csv',
      requires('roster.keep'),
      describeRoute({ summary: 'The roster in CSV: what runs, what is to come, and the last seven days' }),
      async (c) => {
        const columns = part(c.var.account);
        const rows = await columns.read(sql, null);
        const mine = rows.filter((row) => mayOn(c.var.account, 'person.see', [pathOf(row.areaCode ?? '')]));
        const text = writeTable(columns.columns, mine, languageOf(c));
        return csvAnswer(c, services, { name: 'roster', text });
      },
    )
    .post(
      '/table',
      requires('roster.keep'),
      describeRoute({ summary: 'Load shifts: a dry run with every fault by line, or for good' }),
      valid('query', loadQuery),
      async (c) => {
        const { commit, ...input } = await loadInput(c, c.req.valid('query'), clock());
        const table = part(c.var.account);
        const added = { ...input, whole: false };
        if (!commit) return c.json(await dryRun(sql, table, added), 200);
        return c.json(await load({ sql, account: c.var.account, now: clock() }, table, added), 201);
      },
    )
    .post(
      '/:id{[0-9]{1,18}}/handover',
      requires('roster.keep'),
      describeRoute({ summary: 'Hand a shift over to the one that follows it, with a note' }),
      valid('json', handoverBody),
      async (c) => {
        const { account } = c.var;
        const shift = await handOver(
          { sql, account, now: clock() },
          c.req.param('id'),
          c.req.valid('json').note,
          (one) => mayOn(account, 'roster.keep', [pathOf(one.areaCode)]),
        );
        if (!shift.handover) throw notFound({ zh: '班次', en: 'shift' }, shift.id);
        return c.json(shown(account, shift), 200);
      },
    );
};

/** 张三丰 → 张**: enough to say that somebody is there. */
const masked = (person: string): string =>
  `${[...person][0] ?? ''}${'*'.repeat([...person].length - 1 || 1)}`;

/** Codes of the areas below one, cells left out: nobody is posted to a cell. */
const below = (coverage: Coverage | null, code: string): string[] =>
  [...(coverage?.areas.values() ?? [])]
    .filter(
      (area) => area.level !== 'cell' && area.code !== code && coverage?.pathOf(area.code).includes(code),
    )
    .map((area) => area.code);
