import type { Sql } from 'postgres';

/** One row of the audit log as it is shown. */
export interface AuditRow {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string | null;
  readonly action: string;
  readonly object: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface AuditFilter {
  readonly actor: string | null;
  readonly action: string | null;
  /** Part of what it was done to. */
  readonly object: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

const fits = (sql: Sql, { actor, action, object, from, to }: AuditFilter) => sql`
  (${actor}::text is null or actor = ${actor})
  and (${action}::text is null or action = ${action} or starts_with(action, ${action} || '.'))
  and (${object}::text is null or strpos(lower(object), lower(${object})) > 0)
  and (${from}::timestamptz is null or at >= ${from})
  and (${to}::timestamptz is null or at < ${to})`;

/** Rows that fit, newest first, below a number. */
export async function listAudit(
  sql: Sql,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditRow[]> {
  const rows = await sql<(Omit<AuditRow, 'seq'> & { seq: string })[]>`
    select seq, at, actor, action, object, details, hash from audit
    where ${fits(sql, filter)} and (${before}::bigint is null or seq < ${before})
    order by seq desc limit ${limit}`;
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** How many rows fit. */
export async function countAudit(sql: Sql, filter: AuditFilter): Promise<number> {
  const [row] = await sql<
    { count: number }[]
  >`select count(*)::int as count from audit where ${fits(sql, filter)}`;
  return row?.count ?? 0;
}
