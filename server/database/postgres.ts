import postgres, { type Sql } from 'postgres';
import { createLines, padding } from './line.ts';
import { DatabaseRefusal } from './refusal.ts';
import { arrayOf, arrayTypes } from './types.ts';

/** The driver over sockets of ours, as both engines use it. Notices go nowhere: postgres.js would print them. */
export function createDriver(databaseUrl: string, options: Record<string, unknown>): Sql {
  const sql = postgres(databaseUrl, {
    connection: { application_name: 'shaotu', TimeZone: 'UTC', ...padding },
    onnotice: () => {},
    types: arrayTypes,
    fetch_types: false,
    ...options,
  });
  const { shared } = sql.options as unknown as { shared: { typeArrayMap: object } };
  Object.assign(shared.typeArrayMap, arrayOf);
  return sql as Sql;
}

/**
 * Connects to a PostgreSQL server and makes sure that it will do. Throws DatabaseRefusal 'url', 'unreachable' or
 * 'unsuitable', naming what was found. With several hosts the one that takes writes is sought, unless the address says
 * otherwise by `target_session_attrs`.
 */
export async function openPostgres(databaseUrl: string): Promise<Sql> {
  const place = describeUrl(databaseUrl);
  const { host, port, ssl } = readUrl(databaseUrl);
  const many = host.length > 1 && !databaseUrl.includes('target_session_attrs');
  const sql = createDriver(databaseUrl, {
    socket: createLines({ host, port, ssl }),
    // Hosts and TLS are the lines' business; several hosts here would make postgres.js keep their errors to itself.
    host: host[0],
    port: port[0],
    ssl: false,
    ...(many ? { target_session_attrs: 'primary' } : {}),
  });
  try {
    const [server] = await sql<Server[]>`
      select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
             current_setting('server_encoding') as encoding,
             coalesce((select extversion from pg_extension where extname = 'postgis'),
                      (select default_version from pg_available_extensions where name = 'postgis')) as postgis`;
    const unfit = server && findUnfit(server);
    if (unfit)
      throw new DatabaseRefusal('unsuitable', `The database at ${place} will not do: ${unfit}.`, { place });
    return sql;
  } catch (error) {
    await sql.end({ timeout: 0 });
    if (error instanceof DatabaseRefusal) throw error;
    const reason = (error as Error).message || (error as { code?: string }).code;
    throw new DatabaseRefusal('unreachable', `No connection to the database at ${place}: ${reason}.`, {
      place,
    });
  }
}

interface Server {
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly postgis: string | null;
}

function findUnfit({ number, version, encoding, postgis }: Server): string | null {
  if (number < 150_000) return `it is PostgreSQL ${version}, wanted is 15 or newer`;
  if (encoding !== 'UTF8') return `it keeps text as ${encoding}, wanted is UTF8`;
  if (postgis === null) return `PostgreSQL ${version} has no PostGIS, wanted is PostGIS 3.3 or newer`;
  const [major = 0, minor = 0] = postgis.split('.').map(Number);
  if (major < 3 || (major === 3 && minor < 3)) return `it has PostGIS ${postgis}, wanted is 3.3 or newer`;
  return null;
}

/** The address without user, password and options, for messages. Never puts the address itself into an error. */
function describeUrl(databaseUrl: string): string {
  const parts = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^@/?#]*)(\/[^@?#]*)?(?:\?[^@#]*)?$/.exec(databaseUrl);
  return parts?.[1] === undefined ? refuseUrl() : `${parts[1] || 'localhost'}${parts[2] ?? ''}`;
}

/** The address as postgres.js reads it. */
function readUrl(databaseUrl: string) {
  try {
    return postgres(databaseUrl).options;
  } catch {
    return refuseUrl();
  }
}

function refuseUrl(): never {
  throw new DatabaseRefusal(
    'url',
    'DATABASE_URL cannot be read. Wanted is postgres://user:password@host:port/database, with @ : / ? # in user and password written as %40 %3A %2F %3F %23.',
  );
}
