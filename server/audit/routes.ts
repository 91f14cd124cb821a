import { stringify } from 'csv-stringify/sync';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/gate.ts';
import { valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { type AuditFilter, type AuditRow, countAudit, listAudit } from './audit-store.ts';
import { handOut } from './hand-out.ts';
import { canonical, type Detail } from './seal.ts';
import { verifyAudit } from './verify.ts';

/** Rows of one file; a longer span is taken out in parts. */
const longestFile = 50_000;

const filterSchema = {
  actor: z.string().trim().max(64).optional(),
  action: z
    .string()
    .regex(/^[a-zA-Z.]{1,40}$/)
    .optional(),
  object: z.string().trim().max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
};
const listSchema = z.object({
  ...filterSchema,
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `/api/audit`: who did what that others may have to answer for; for administrators. */
export const auditRoutes = (services: Pick<Services, 'database' | 'clock'>) => {
  const { sql } = services.database;
  return new Hono<Environment>()
    .use(requires('audit.see'))
    .get(
      '/',
      describeRoute({ summary: 'The audit log, newest first' }),
      valid('query', listSchema),
      async (c) => {
        const { before, limit, ...given } = c.req.valid('query');
        const filter = filterOf(given);
        const rows = await listAudit(sql, filter, before ?? null, limit);
        const next = rows.length === limit ? (rows.at(-1)?.seq ?? null) : null;
        return c.json({ rows, total: await countAudit(sql, filter), next }, 200);
      },
    )
    .get(
      '/file.csv',
      describeRoute({ summary: `The audit log as CSV, newest first, at most ${longestFile} rows` }),
      valid('query', z.object(filterSchema)),
      async (c) => {
        const rows = await listAudit(sql, filterOf(c.req.valid('query')), null, longestFile);
        return handOut(c, services, {
          name: 'audit.csv',
          type: 'text/csv',
          content: csvOf(rows),
          object: 'audit',
          details: { rows: rows.length },
        });
      },
    )
    .post('/verification', describeRoute({ summary: 'Check the whole chain of the audit log' }), async (c) =>
      c.json(await verifyAudit(sql), 200),
    );
};

function filterOf(given: { [K in keyof typeof filterSchema]?: string | undefined }): AuditFilter {
  return {
    actor: given.actor || null,
    action: given.action ?? null,
    object: given.object || null,
    from: given.from ? new Date(given.from) : null,
    to: given.to ? new Date(given.to) : null,
  };
}

function csvOf(rows: readonly AuditRow[]): string {
  return stringify(
    rows.map((row) => [
      row.seq,
      row.at.toISOString(),
      plainCell(row.actor),
      row.action,
      plainCell(row.object),
      plainCell(canonical(row.details as Detail)),
      row.hash,
    ]),
    { header: true, columns: ['seq', 'at', 'actor', 'action', 'object', 'details', 'hash'], bom: true },
  );
}

/** A cell that a spreadsheet would take for a formula is made text. */
const plainCell = (text: string | null): string =>
  text === null ? '' : text.replace(/^(?=[=+\-@\t\r])/, "'");
