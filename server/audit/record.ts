import type { TransactionSql } from 'postgres';
import { lockLog } from '../live/lock.ts';
import type { AuditAction } from './actions.ts';
import { type Detail, noHash, seal } from './seal.ts';

/** One thing somebody may have to answer for. No names, phones or passwords of anybody belong into `details`. */
export interface AuditEntry {
  readonly at: Date;
  /** Account that did it; null for the server itself, or for somebody unknown. */
  readonly actor: string | null;
  readonly action: AuditAction;
  /** What it was done to: `account:name`, `key:prefix`, `edition:3`. */
  readonly object?: string | null;
  readonly details?: Readonly<Record<string, Detail | undefined>>;
}

/** Characters of a text in the details; longer ones are cut. */
const longestText = 500;

/**
 * Writes one row into the audit log, in the transaction that does what it records, sealed with the row before. Holds the
 * lock of the logs until commit, so it is best called last.
 */
export async function record(tx: TransactionSql, entry: AuditEntry): Promise<void> {
  await lockLog(tx);
  const [last] = await tx<{ seq: string; hash: string }[]>`
    select seq, hash from audit order by seq desc limit 1`;
  const row = {
    seq: Number(last?.seq ?? 0) + 1,
    at: entry.at.getTime(),
    actor: entry.actor === null ? null : storable(entry.actor),
    action: entry.action,
    object: entry.object == null ? null : storable(entry.object),
    details: storableAll(entry.details ?? {}),
    previous: last?.hash ?? noHash,
  };
  await tx`
    insert into audit (seq, at, actor, action, object, details, previous, hash)
    values (${row.seq}, ${entry.at}, ${row.actor}, ${row.action}, ${row.object},
            ${tx.json(row.details as never)}, ${row.previous}, ${seal(row)})`;
}

/** The database keeps neither NUL nor halves of surrogate pairs: what is sealed must be what is stored. */
const storable = (text: string): string =>
  text.slice(0, longestText).replace(/[\p{Surrogate}\0]/gu, '\ufffd');

function storableAll(details: Readonly<Record<string, Detail | undefined>>): {
  readonly [key: string]: Detail;
} {
  const kept = Object.entries(details).filter((entry): entry is [string, Detail] => entry[1] !== undefined);
  return Object.fromEntries(kept.map(([key, value]) => [storable(key), storableDetail(value)]));
}

function storableDetail(value: Detail): Detail {
  if (typeof value === 'string') return storable(value);
  // JSON has neither infinities nor a negative zero.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(storableDetail);
  return storableAll(value as Readonly<Record<string, Detail>>);
}
