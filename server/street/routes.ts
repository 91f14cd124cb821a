import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { requires } from '../access/routes.ts';
import { type Account, grant, mayOn } from '../access/session.ts';
import { handOut } from '../audit/hand-out.ts';
import { dayIn } from '../calendar.ts';
import { conflict, forbidden, invalid, notFound, valid } from '../errors.ts';
import { readCsv, writeCsv } from '../exchange/csv.ts';
import { append } from '../live/log.ts';
import type { Environment, Services } from '../services.ts';
import { readRegister, registerColumns } from './register.ts';
import {
  insertPatrol,
  type Moment,
  readLanesNamed,
  readOfficers,
  readPatrols,
  readRegisterRows,
  readStreets,
  readStreetsNear,
  replaceKeepers,
  type StreetRow,
} from './store.ts';
import type { KeeperView, Responsible, StreetDetail, StreetList, StreetView } from './view.ts';

const code = z.string().regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits');
const listSchema = z.object({
  area: code.optional(),
  q: z.string().trim().min(1).max(60).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,3}~\d{1,18}~\d{6,15}$/, 'must be a cursor of an earlier answer')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
const placeSchema = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
});
const patrolSchema = z.object({
  task: z.string().max(20),
  doneAt: z.iso.datetime({ offset: true }).optional(),
  note: z.string().trim().max(2000).default(''),
});
const loadSchema = z.object({ commit: z.enum(['true', 'false']).default('false') });

/** Rows of a register, and bytes of its file. */
const mostRows = 200_000;
/** Metres within which a street is said to pass a place, beside half its own width. */
const nearMetres = 30;
/** A task may be entered this long after it was done. */
const lateDays = 31;

const words = { street: { zh: '街巷', en: 'street' } } as const;

/** `/api/streets`, `/api/keepers`, `/api/responsible`: who looks after streets and cells, and how well they are looked after. */
export const streetRoutes = (services: Services) => {
  const { database, editions, clock, config } = services;
  const { sql } = database;
  const moment = (): Moment => {
    const now = clock();
    return { now, today: dayIn(config.timeZone, now), timeZone: config.timeZone };
  };
  const coverage = (): Coverage => {
    const current = editions.current();
    if (!current)
      throw conflict('no-edition', {
        zh: '还没有发布边界，无法按辖区查找街巷',
        en: 'No boundaries are published yet, so that streets cannot be found by area',
      });
    return current;
  };
  const pathOf = (area: string): readonly string[] =>
    coverage().areas.has(area) ? coverage().pathOf(area) : [area];
  const shown = (account: Account, keeper: KeeperView): KeeperView =>
    mayOn(account, 'person.see', [pathOf(keeper.areaCode)]) ? keeper : { ...keeper, name: null, phone: null };
  const viewOf = (
    account: Account,
    { areaCode, overdue: _overdue, keepers, ...street }: StreetRow,
  ): StreetView => {
    const area = coverage().areas.get(areaCode);
    return {
      ...street,
      area: { code: areaCode, name: area?.name ?? areaCode, nameEn: area?.nameEn ?? areaCode },
      keepers: keepers.map((keeper) => shown(account, keeper)),
    };
  };
  /** Codes of the areas at or under one. */
  const under = (root: string): string[] =>
    [...coverage().areas.keys()].filter((one) => pathOf(one).includes(root));
  /** Areas whose people an account may see that does not see all. */
  const own = (account: Account): string[] =>
    grant(account, 'person.see') && account.areaCode ? under(account.areaCode) : [];
  const detail = async (account: Account, id: string, area: string): Promise<StreetDetail> => {
    const { streets } = await readStreets(sql, moment(), {
      areas: [area],
      words: null,
      peopleIn: [],
      overdue: false,
      id,
      after: null,
      limit: 1,
    });
    const [street] = streets;
    if (!street) throw notFound(words.street, `${id}/${area}`);
    return { ...viewOf(account, street), patrols: await readPatrols(sql, id, area) };
  };

  return new Hono<Environment>()
    .get(
      '/streets',
      requires('map.see'),
      describeRoute({
        summary:
          'Streets with a chief or a keeper, those with overdue tasks first; names of people only for who may see them',
      }),
      valid('query', listSchema),
      async (c) => {
        const { account } = c.var;
        const { area, q, overdue, cursor, limit } = c.req.valid('query');
        const [worst, id, last] = cursor?.split('~') ?? [];
        const found = await readStreets(sql, moment(), {
          areas: area === undefined ? null : under(area),
          words: q ?? null,
          peopleIn: grant(account, 'person.see') === 'all' ? null : own(account),
          overdue: overdue === 'true',
          id: null,
          after: worst && id && last ? { overdue: Number(worst), id, area: last } : null,
          // One more than asked for tells whether there is a page after this one.
          limit: limit + 1,
        });
        const page = found.streets.slice(0, limit);
        const end = found.streets.length > limit ? page.at(-1) : undefined;
        const list: StreetList = {
          count: found.count,
          overdue: found.overdue,
          streets: page.map((street) => viewOf(account, street)),
          next: end ? `${end.overdue}~${end.id}~${end.areaCode}` : null,
        };
        return c.json(list, 200);
      },
    )
    .get(
      '/streets/:id{[0-9]{1,18}}/:area{[0-9]{6,15}}',
      requires('map.see'),
      describeRoute({ summary: 'The part of a street in a subdistrict, with what was done there' }),
      async (c) => c.json(await detail(c.var.account, c.req.param('id'), c.req.param('area')), 200),
    )
    .post(
      '/streets/:id{[0-9]{1,18}}/:area{[0-9]{6,15}}/patrols',
      requires('patrol.log'),
      describeRoute({ summary: 'Enter a task that was done on a street' }),
      valid('json', patrolSchema),
      async (c) => {
        const { account } = c.var;
        const [id, area] = [c.req.param('id'), c.req.param('area')];
        if (!mayOn(account, 'patrol.log', [pathOf(area)], bodiesOf(account, pathOf(area))))
          throw forbidden({
            zh: `“${account.displayName}”不负责辖区 ${area}，没有登记`,
            en: `"${account.displayNameEn}" does not act for the area ${area}; nothing was entered`,
          });
        const street = await detail(account, id, area);
        const { task, doneAt, note } = c.req.valid('json');
        const at = clock();
        const done = doneAt === undefined ? at : new Date(doneAt);
        if (!street.tasks.some((one) => one.task === task)) {
          const known = street.tasks.map((one) => one.task).join(', ');
          const wanted = { zh: `此街巷的任务：${known}`, en: `a task of this street: ${known}` };
          throw invalid(wanted, [{ pointer: '#/task', got: task, detail: wanted }]);
        }
        if (done > at || at.getTime() - done.getTime() > lateDays * 86_400_000) {
          const wanted = {
            zh: `不晚于现在，且在最近 ${lateDays} 天内`,
            en: `a time that is not to come, within the last ${lateDays} days`,
          };
          throw invalid(wanted, [{ pointer: '#/doneAt', got: doneAt ?? '', detail: wanted }]);
        }
        await sql.begin(async (tx) => {
          await insertPatrol(tx, { lane: id, area, task, doneAt: done, at, by: account.name, note });
          await append(tx, {
            at,
            step: 'patrol.logged',
            areaCode: area,
            actor: account.name,
            body: { lane: id, task },
          });
        });
        return c.json(await detail(account, id, area), 201);
      },
    )
    .get(
      '/responsible',
      requires('map.see'),
      describeRoute({ summary: 'Who answers for a place: its streets and its cell officers' }),
      valid('query', placeSchema),
      async (c) => {
        const { account } = c.var;
        const { lon, lat } = c.req.valid('query');
        const paths = coverage()
          .locate(lon, lat)
          .map((leaf) => pathOf(leaf).toReversed());
        const codes = [...new Set(paths.flat())];
        const { today } = moment();
        const [officers, near] = await Promise.all([
          readOfficers(sql, codes, today),
          readStreetsNear(sql, { at: [lon, lat], metres: nearMetres, areas: codes, today }),
        ]);
        const answer: Responsible = {
          areas: codes.map((one) => {
            const { name, nameEn } = coverage().jurisdictionOf(one);
            return { code: one, name, nameEn };
          }),
          officers: officers
            .map((officer) => shown(account, officer))
            .toSorted((a, b) => codes.indexOf(a.areaCode) - codes.indexOf(b.areaCode)),
          streets: near.map((street) => ({
            ...street,
            keepers: street.keepers.map((keeper) => shown(account, keeper)),
          })),
        };
        return c.json(answer, 200);
      },
    )
    .get(
      '/keepers.csv',
      requires('person.load'),
      describeRoute({ summary: 'The register of chiefs, keepers and officers as a table' }),
      async (c) => {
        const rows = await readRegisterRows(sql);
        return handOut(c, services, {
          name: 'keepers.csv',
          type: 'text/csv',
          content: writeCsv(
            registerColumns,
            rows.map((row) => registerColumns.map((column) => row[column])),
          ),
          object: 'keepers',
          details: { rows: rows.length },
        });
      },
    )
    .post(
      '/keepers',
      requires('person.load'),
      describeRoute({
        summary:
          'Check a register of chiefs, keepers and officers (text/csv); with commit=true put it in force',
      }),
      valid('query', loadSchema),
      async (c) => {
        const table = readCsv(new Uint8Array(await c.req.arrayBuffer()), {
          wanted: registerColumns,
          mostRows,
        });
        if ('refusal' in table)
          throw invalid(table.refusal.message, [
            { pointer: `line/${table.refusal.line ?? 1}`, detail: table.refusal.message },
          ]);
        const named = await readLanesNamed(
          sql,
          table.rows.map(({ cells }) => cells.street ?? ''),
        );
        const lanes = new Map<string, string[]>();
        for (const { id, name } of named)
          for (const key of [name, id]) lanes.set(key, [...new Set([...(lanes.get(key) ?? []), id])]);
        const { keepers, errors } = readRegister(table, {
          lanes: (wanted) => lanes.get(wanted) ?? [],
          isArea: (area) => coverage().areas.has(area),
        });
        const committed = c.req.valid('query').commit === 'true' && errors.length === 0;
        if (committed)
          await sql.begin(async (tx) => {
            await replaceKeepers(tx, keepers);
            await append(tx, {
              at: clock(),
              step: 'people.loaded',
              actor: c.var.account.name,
              body: { count: keepers.length },
            });
          });
        return c.json(
          { rows: table.rows.length, sound: keepers.length, encoding: table.encoding, committed, errors },
          200,
        );
      },
    );
};

/** The account's own body, where it works in the district or for the area of this path. */
const bodiesOf = ({ bodyCode }: Account, path: readonly string[]): readonly string[] =>
  bodyCode !== null && path.some((one) => bodyCode === one || bodyCode.startsWith(`${one}-`))
    ? [bodyCode]
    : [];
