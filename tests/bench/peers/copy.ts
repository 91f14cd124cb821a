import postgres from 'postgres';
import type { BulkIncident } from '../../../server/incident/bulk.ts';

export interface Copying {
  /** Stores incidents as they come, one COPY in a transaction of its own; what is sent is written before time is taken. */
  readonly prepare: (incidents: readonly BulkIncident[]) => () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The least that storing incidents on a server can be: COPY into a table that has the same columns and an index of places,
 * and neither keys nor anything that is checked or judged.
 */
export async function createCopying(server: string, database: string): Promise<Copying> {
  const url = new URL(server);
  url.pathname = `/${database}`;
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  await sql`
    create table bare_incident (
      category text, source text, place text, place_en text, note text, occurred_at timestamptz, accuracy_m double precision,
      area_code text, origin text, location geometry(Point, 4326)
    )`;
  await sql`create index on bare_incident using gist (location)`;
  return {
    prepare(incidents) {
      const text = incidents.map(lineOf).join('');
      return async () => {
        const writable = await sql`copy bare_incident from stdin`.writable();
        await new Promise<void>((resolve, reject) => {
          writable.on('error', reject).on('finish', resolve).end(text);
        });
      };
    },
    close: async () => {
      await sql`drop table bare_incident`;
      await sql.end();
    },
  };
}

const lineOf = (one: BulkIncident): string =>
  `${[
    one.category,
    one.source,
    one.place,
    one.placeEn,
    one.note,
    one.occurredAt,
    one.accuracy,
    one.leaf ?? '\\N',
    one.origin ?? '\\N',
    `SRID=4326;POINT(${one.lon} ${one.lat})`,
  ].join('\t')}\n`;
