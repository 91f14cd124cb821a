import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';
import type { Bounds, FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { notePlaces } from '../search/places.ts';
import { entryClocks, type Minutes } from '../whistle/clocks.ts';
import { incidentStage } from './entry-flow.ts';
import { dayOfNumber, drawNumbers, numberOf } from './number.ts';
import { alreadySubmitted, originOf } from './origin.ts';
import { called, standingsOf } from './override.ts';
import { insertReporter, type Reporter } from './reporter.ts';
import { insertVerdict } from './verdict-store.ts';
import type { IncidentView, Source } from './view.ts';

const incidentsFile = fileURLToPath(new URL('./incidents.sql', import.meta.url));

/** What a list may be narrowed by; null leaves it as it is. `areas` are subdistrict codes. */
export interface IncidentFilter {
  readonly id: string | null;
  readonly status: 'open' | 'closed' | null;
  readonly areas: readonly string[] | null;
  readonly joint: boolean | null;
  /** Whether a whistle was blown on it. */
  readonly blown: boolean | null;
  readonly category: string | null;
  readonly bounds: Bounds | null;
  readonly text: string | null;
  /** The last row of the page before: when it was created, and its number. */
  readonly after: { readonly createdAt: Date; readonly id: string } | null;
  readonly limit: number;
}

export const everyIncident: IncidentFilter = {
  id: null,
  status: null,
  areas: null,
  joint: null,
  blown: null,
  category: null,
  bounds: null,
  text: null,
  after: null,
  limit: 100,
};

export async function readIncidents(sql: Sql | TransactionSql, f: IncidentFilter): Promise<IncidentView[]> {
  const pattern = f.text && `%${f.text.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await sql.file<IncidentRow[]>(incidentsFile, [
    f.id,
    f.status,
    f.areas && [...f.areas],
    f.joint,
    f.category,
    f.bounds && [...f.bounds],
    pattern,
    f.after?.createdAt ?? null,
    f.after?.id ?? null,
    f.limit,
    f.blown,
  ]);
  return rows.map(viewOf);
}

type Times = 'occurredAt' | 'createdAt' | 'acceptedAt' | 'registeredAt';
type IncidentRow = Omit<IncidentView, Times | 'stage' | 'clocks'> & {
  readonly occurredAt: Date;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  readonly registeredAt: Date | null;
  readonly blownAt: Date | null;
  readonly closedAt: Date | null;
  readonly minutes: Minutes;
};

function viewOf({ acceptedAt, registeredAt, blownAt, closedAt, minutes, ...row }: IncidentRow): IncidentView {
  const at = {
    submitted: row.createdAt.toISOString(),
    accepted: acceptedAt?.toISOString() ?? null,
    registered: registeredAt?.toISOString() ?? null,
    dispatched: blownAt?.toISOString() ?? null,
    ended: row.refused?.at ?? closedAt?.toISOString() ?? null,
  };
  return {
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    createdAt: at.submitted,
    acceptedAt: at.accepted,
    registeredAt: at.registered,
    stage: incidentStage({ ...row, acceptedAt: at.accepted, registeredAt: at.registered }),
    clocks: entryClocks(at, minutes),
  };
}

/** The parts of an incident that only its own page and its judge need, with the verdict in use. */
export async function readFootprint(sql: Sql | TransactionSql, id: string): Promise<StoredCase | null> {
  const [row] = await sql<(Omit<StoredCase, 'occurredAt'> & { occurredAt: Date })[]>`
    select st_asgeojson(i.footprint, 9)::jsonb as footprint, i.accuracy_m as accuracy, i.width_m as width, i.category,
           i.occurred_at as "occurredAt", v.body as verdict, v.id::text as "verdictId"
    from incident i join verdict v on v.incident_id = i.id
    where i.id = ${id} order by v.id desc limit 1`;
  return row ? { ...row, occurredAt: row.occurredAt.toISOString() } : null;
}

export interface StoredCase {
  /** WGS84. */
  readonly footprint: FootprintGeometry;
  readonly accuracy: number;
  readonly width: number;
  readonly category: string;
  readonly occurredAt: string;
  readonly verdict: Verdict;
  readonly verdictId: string;
}

export interface NewIncident {
  readonly category: string;
  readonly source: Source;
  readonly place: string;
  readonly placeEn: string;
  readonly note: string;
  readonly occurredAt: Date;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly accuracy: number;
  readonly width: number;
  /** WGS84. */
  readonly footprint: FootprintGeometry;
  readonly verdict: Verdict;
  /** Number it has at its source; null where it has none. The same number of the same source is the same incident. */
  readonly sourceNumber: string | null;
  readonly reporter: Reporter | null;
}

/**
 * Inserts an incident with its first verdict and who reported it.
 * @throws Problem 409 where its source's number is there already.
 */
export async function insertIncident(
  tx: TransactionSql,
  incident: NewIncident,
  timeZone: string,
): Promise<string> {
  const areas = called(standingsOf(incident.verdict, null)).map((s) => s.jurisdiction.code);
  const day = dayOfNumber(timeZone, incident.createdAt);
  const number = numberOf(day, await drawNumbers(tx, day, 1));
  const [row] = await tx<{ id: string }[]>`
    with shape as (
      select st_setsrid(st_geomfromgeojson(${JSON.stringify(incident.footprint)}), 4326) as footprint
    )
    insert into incident (number, category, source, place, place_en, note, occurred_at, created_at, created_by,
                          accuracy_m, width_m, area_code, areas, joint, location, footprint, source_number, origin)
    select ${number}, ${incident.category}, ${incident.source}, ${incident.place},
           ${incident.placeEn}, ${incident.note}, ${incident.occurredAt}, ${incident.createdAt}, ${incident.createdBy},
           ${incident.accuracy}, ${incident.width}, ${areas[0] ?? null}, ${areas}, ${areas.length > 1},
           st_pointonsurface(footprint), footprint, ${incident.sourceNumber}, ${originOf(incident)}
    from shape
    on conflict (origin) where origin is not null do nothing
    returning id`;
  if (!row) throw await alreadySubmitted(tx, incident);
  await insertVerdict(tx, row.id, incident.verdict, { at: incident.createdAt });
  if (incident.reporter) await insertReporter(tx, row.id, incident.reporter);
  await notePlaces(tx, [incident]);
  return row.id;
}

/**
 * Where a position is, in words: the nearest street within 200 m and the side of it, "小马厂路北侧"; empty where there is none.
 */
export async function placeInWords(
  sql: Sql | TransactionSql,
  [lon, lat]: Lonlat,
): Promise<{ zh: string; en: string }> {
  const [lane] = await sql<{ name: string; nameEn: string; bearing: number | null }[]>`
    with here as (select st_setsrid(st_makepoint(${lon}, ${lat}), 4326) as point)
    select name, name_en as "nameEn", degrees(st_azimuth(st_closestpoint(shape, point), point)) as bearing
    from lane, here
    where st_dwithin(shape, point, 0.003) and st_distance(shape::geography, point::geography) <= 200
    order by shape <-> point limit 1`;
  if (!lane) return { zh: '', en: '' };
  if (lane.bearing === null) return { zh: lane.name, en: lane.nameEn };
  const side = sidesOfStreet[Math.round(lane.bearing / 90) % 4] ?? sidesOfStreet[0];
  return { zh: `${lane.name}${side[0]}`, en: `${side[1]} ${lane.nameEn}` };
}

const sidesOfStreet = [
  ['北侧', 'North of'],
  ['东侧', 'East of'],
  ['南侧', 'South of'],
  ['西侧', 'West of'],
] as const;
