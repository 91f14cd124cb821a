import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { invalid, notFound, Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { areaLookup } from './area-lookup.ts';
import { requires } from './gate.ts';
import { acceptPairing, type DisplayRow, listDisplays, revokeDisplay } from './pairing-store.ts';
import type { Presences } from './presence.ts';
import { attemptSucceeded, beginAttempt, type Counted } from './throttle.ts';

const newSchema = z.object({
  code: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(60),
  areaCode: z
    .string()
    .regex(/^\d{6,12}$/, 'must be an area code of 6 to 12 digits')
    .nullable()
    .default(null),
});
const idParam = z.object({ id: z.string().regex(/^\d{1,18}$/, 'must be the number of a display') });

/** `/api/displays`: the walls that are let in; for administrators. */
export const displayRoutes = (services: Services, presences: Presences) => {
  const { database, clock } = services;
  const { sql } = database;
  const areaExists = areaLookup(services);
  /** With the name of its area in the edition in force; null where it has none of that code. */
  const shown = (display: DisplayRow) => {
    const area = services.editions.current()?.areas.get(display.areaCode ?? '');
    return { ...display, area: area ? { name: area.name, nameEn: area.nameEn } : null };
  };
  /** Whether an area is called to cases, or holds areas that are: a wall of a finer one would show nothing for ever. */
  const isCalled = (code: string): boolean => {
    const coverage = services.editions.current();
    return coverage?.parties.some((party) => coverage.pathOf(party.code).includes(code)) ?? true;
  };
  const list = async (now: Date) => (await listDisplays(sql, now)).map(shown);
  return new Hono<Environment>()
    .use(requires('display.manage'))
    .get('/', describeRoute({ summary: 'Wall displays, those let in first' }), async (c) =>
      c.json({ displays: await list(clock()) }, 200),
    )
    .post(
      '/',
      describeRoute({ summary: 'Let in the wall that shows a code' }),
      valid('json', newSchema),
      async (c) => {
        const given = c.req.valid('json');
        const by = c.var.account.name;
        const now = clock();
        if (given.areaCode !== null && !areaExists(given.areaCode)) throw noSuchArea(given.areaCode);
        if (given.areaCode !== null && !isCalled(given.areaCode)) throw tooFine(given.areaCode);
        // A space is in no account's name: these failures are counted apart from those of signing in.
        const counted: readonly Counted[] = [{ by: 'account', name: `${by} pairing` }];
        const seconds = await beginAttempt(sql, counted, now);
        if (seconds > 0) throw waiting(seconds);
        const display = await sql.begin(async (tx) => {
          const row = await acceptPairing(tx, { ...given, by }, now);
          if (row)
            await record(tx, {
              at: now,
              actor: by,
              action: 'display.paired',
              object: `display:${row.id}`,
              details: { name: row.name, ...(row.areaCode && { areaCode: row.areaCode }) },
            });
          return row;
        });
        if (!display) throw codeUnknown(given.code);
        await attemptSucceeded(sql, counted);
        return c.json({ display: shown(display) }, 201);
      },
    )
    .delete('/:id', describeRoute({ summary: 'Shut a wall out' }), valid('param', idParam), async (c) => {
      const { id } = c.req.valid('param');
      const by = c.var.account.name;
      const now = clock();
      await sql.begin(async (tx) => {
        const gone = await revokeDisplay(tx, id, by, now);
        if (!gone) throw notFound({ zh: '在用的大屏', en: 'display in use' }, id);
        await record(tx, {
          at: now,
          actor: by,
          action: 'display.revoked',
          object: `display:${id}`,
          details: { name: gone.name },
        });
      });
      presences.changed();
      return c.json({ displays: await list(now) }, 200);
    });
};

function noSuchArea(code: string): Problem {
  const detail = { zh: `没有编码为 ${code} 的辖区`, en: `There is no area with the code ${code}` };
  return invalid(detail, [{ pointer: '#/areaCode', got: code, detail }]);
}

function tooFine(code: string): Problem {
  const detail = {
    zh: `大屏的辖区应为街道、乡镇或其上级；编码为 ${code} 的辖区不单独出动`,
    en: `The area of a wall must be a subdistrict, a township or one above; ${code} is not called by itself`,
  };
  return invalid(detail, [{ pointer: '#/areaCode', got: code, detail }]);
}

function codeUnknown(code: string): Problem {
  const detail = {
    zh: '没有大屏正显示这个代码，或它已过期、已用过；请看着大屏再输一次',
    en: 'No wall shows this code now, or it has expired or been used; read it from the wall again',
  };
  return invalid(detail, [{ pointer: '#/code', got: code, detail }]);
}

const waiting = (seconds: number): Problem =>
  new Problem(
    429,
    'pairing-throttled',
    { zh: '尝试次数过多', en: 'Too many attempts' },
    {
      zh: `代码多次输错，请等 ${seconds} 秒后再试`,
      en: `The code was wrong too often; try again in ${seconds} seconds`,
    },
    [],
    seconds,
  );
