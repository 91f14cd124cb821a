import type { Context } from 'hono';
import type { Environment, Services } from '../services.ts';
import { record } from './record.ts';
import type { Detail } from './seal.ts';

/** A file that leaves the system. */
export interface HandedOut {
  readonly name: string;
  readonly type: 'text/csv' | 'application/json' | 'application/geo+json' | 'application/pdf';
  readonly content: string | Uint8Array<ArrayBuffer>;
  /** What it is taken from, as the audit log names things: `duties:bodies`, `case:12`. */
  readonly object: string;
  readonly details?: Readonly<Record<string, Detail | undefined>>;
}

/** Answers with a file to be kept, once the audit log says who took it. */
export async function handOut(
  c: Context<Environment>,
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  { name, type, content, object, details = {} }: HandedOut,
): Promise<Response> {
  await database.sql.begin((tx) =>
    record(tx, { at: clock(), actor: c.var.account.name, action: 'export.made', object, details }),
  );
  const plain = /^[\x20-\x7e]*$/.test(name) && !name.includes('"');
  return c.body(content, 200, {
    'content-type': typeof content === 'string' ? `${type}; charset=utf-8` : type,
    'content-disposition': plain
      ? `attachment; filename="${name}"`
      : `attachment; filename="file.${name.split('.').at(-1)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  });
}
