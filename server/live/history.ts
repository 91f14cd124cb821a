import type { Sql } from 'postgres';
import { type LiveEvent, type Step, steps } from './event.ts';

/** Entries of the log after a number, in order, up to another where given; without their whistles. */
export async function readEvents(
  sql: Sql,
  after: number,
  upTo: number | null,
  limit: number,
): Promise<LiveEvent[]> {
  return (
    await sql<Row[]>`
      ${selected(sql)}
      where e.step = any(${[...steps]}::text[]) and e.id > ${after} and (${upTo}::bigint is null or e.id <= ${upTo})
      order by e.id limit ${limit}`
  ).map(eventOf);
}

/** The last entries of the log that belong to whistles, newest first. */
export const readLatest = async (sql: Sql, limit: number): Promise<LiveEvent[]> =>
  (
    await sql<Row[]>`
      ${selected(sql)} where e.step = any(${[...steps]}::text[]) and e.whistle_id is not null
      order by e.id desc limit ${limit}`
  ).map(eventOf);

/** Everything written down about one incident, in order. */
export const readLogOf = async (sql: Sql, incidentId: string): Promise<LiveEvent[]> =>
  (
    await sql<Row[]>`
      ${selected(sql)} where e.step = any(${[...steps]}::text[]) and e.incident_id = ${incidentId} order by e.id`
  ).map(eventOf);

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly step: Step;
  readonly incidentId: string | null;
  readonly whistleId: string | null;
  readonly body: Readonly<Record<string, string | number | boolean | null>>;
  readonly place: string | null;
  readonly placeEn: string | null;
  readonly areas: readonly string[] | null;
  readonly category: LiveEvent['category'];
  readonly kind: LiveEvent['kind'];
  readonly joint: boolean | null;
}

const selected = (sql: Sql) => sql`
  select e.id, e.at, e.step, e.incident_id as "incidentId", e.whistle_id as "whistleId", e.body,
         i.place, i.place_en as "placeEn", i.areas, w.kind, coalesce(w.joint, i.joint) as joint,
         case when c.code is not null then jsonb_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en) end as category
  from event e
  left join incident i on i.id = e.incident_id
  left join category c on c.code = i.category
  left join whistle w on w.id = e.whistle_id`;

function eventOf(row: Row): LiveEvent {
  const { whoCode, whoName, whoNameEn, distance, text, edition } = row.body;
  return {
    id: Number(row.id),
    at: row.at.toISOString(),
    step: row.step,
    incidentId: row.incidentId,
    whistleId: row.whistleId,
    kind: row.kind,
    joint: row.joint ?? false,
    who:
      typeof whoCode === 'string'
        ? { code: whoCode, name: String(whoName), nameEn: String(whoNameEn) }
        : null,
    place: row.place ?? '',
    placeEn: row.placeEn ?? '',
    areas: row.areas ?? [],
    category: row.category,
    distance: typeof distance === 'number' ? distance : null,
    text: typeof text === 'string' ? text : '',
    edition: typeof edition === 'number' ? edition : null,
    whistle: null,
  };
}
