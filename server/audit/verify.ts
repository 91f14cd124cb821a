import type { Sql } from 'postgres';
import { type Detail, noHash, seal } from './seal.ts';

/** What a check of the whole chain found. */
export interface Verification {
  /** Rows that hold, from the first on. */
  readonly count: number;
  /** Number and hash of the last row that holds; to be kept elsewhere, since a chain does not show that its end is missing. */
  readonly last: { readonly seq: number; readonly hash: string } | null;
  readonly broken: { readonly seq: number; readonly why: 'gap' | 'link' | 'content' } | null;
}

interface Row {
  readonly seq: string;
  readonly at: Date;
  readonly actor: string | null;
  readonly action: string;
  readonly object: string | null;
  readonly details: { readonly [key: string]: Detail };
  readonly previous: string;
  readonly hash: string;
}

const batch = 1000;

/**
 * Reads the audit log from its beginning and stops at the first row that is missing (`gap`), does not follow the one
 * before it (`link`), or is not what was sealed (`content`).
 */
export async function verifyAudit(sql: Sql): Promise<Verification> {
  let last: Verification['last'] = null;
  for (;;) {
    const rows: readonly Row[] = await sql<Row[]>`
      select seq, at, actor, action, object, details, previous, hash
      from audit where seq > ${last?.seq ?? 0} order by seq limit ${batch}`;
    if (!rows.length) return { count: last?.seq ?? 0, last, broken: null };
    for (const row of rows) {
      const why = fault(row, last);
      if (why) return { count: last?.seq ?? 0, last, broken: { seq: Number(row.seq), why } };
      last = { seq: Number(row.seq), hash: row.hash };
    }
  }
}

function fault(row: Row, last: Verification['last']): 'gap' | 'link' | 'content' | null {
  const seq = Number(row.seq);
  if (seq !== (last?.seq ?? 0) + 1) return 'gap';
  if (row.previous !== (last?.hash ?? noHash)) return 'link';
  return seal({ ...row, seq, at: row.at.getTime() }) === row.hash ? null : 'content';
}
