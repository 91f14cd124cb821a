import { fileURLToPath } from 'node:url';
import type { MultiLineString, MultiPolygon } from 'geojson';
import type { Sql, TransactionSql } from 'postgres';
import type { Level } from '../../geodata/area.ts';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import type { Basis } from '../../geodata/jurisdiction/records.ts';
import type { Letter } from './store.ts';
import type {
  AgreementView,
  ContactView,
  SeamDetail,
  SeamIncident,
  SeamPast,
  SeamTicket,
  SeamView,
} from './view.ts';

const file = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
const seamsFile = file('seams.sql');
const incidentsFile = file('incidents.sql');

/** What a list may be narrowed by; null leaves it as it is. */
export interface SeamFilter {
  readonly level: Level | null;
  /** Codes of parties of which one must be a side. */
  readonly parties: readonly string[] | null;
  readonly bounds: Bounds | null;
  readonly basis: Basis | 'none' | null;
  /** Sets of party codes, one a word that was searched for: each must hold a side. */
  readonly words: readonly (readonly string[])[];
  /** The last seam of the page before. */
  readonly after: { readonly length: number; readonly key: string } | null;
  readonly limit: number;
}

/** A seam as the database has it: its sides by their codes. */
export type SeamRow = Omit<SeamView, 'left' | 'right'> & { readonly left: string; readonly right: string };

/** Seams of an edition, longest first, with how many there are in all and their length together. */
export async function readSeams(sql: Sql, edition: number, f: SeamFilter, now: Date) {
  const rows = await sql.file<(SeamRow & { count: number; total: number })[]>(seamsFile, [
    edition,
    f.level,
    f.parties && [...f.parties],
    f.bounds && [...f.bounds],
    f.basis,
    JSON.stringify(f.words),
    f.after?.length ?? null,
    f.after?.key ?? null,
    f.limit,
    now,
  ]);
  return {
    count: rows[0]?.count ?? 0,
    length: rows[0]?.total ?? 0,
    seams: rows.map(({ count: _count, total: _total, ...seam }): SeamRow => seam),
  };
}

/** One line of one edition with its record; null where there is none of that key. */
export async function readSeam(sql: Sql | TransactionSql, edition: number, key: string) {
  const [row] = await sql<
    (Omit<SeamRow, 'agreements' | 'tickets' | 'otherBases'> & {
      readonly leftSide: Letter;
      readonly version: number;
      readonly accuracySource: string;
      readonly note: string;
      readonly updatedAt: Date | null;
      readonly updatedBy: string | null;
      readonly shape: MultiLineString;
    })[]
  >`
    select s.key, s.level, s.left_code as left, s.right_code as right, s.left_side as "leftSide", s.length_m as length,
           s.record_id::text as record, r.basis, r.accuracy_m as accuracy, r.accuracy_source as "accuracySource", r.note,
           r.version, r.updated_at as "updatedAt", r.updated_by as "updatedBy",
           case when r.holder = s.left_side then s.left_code when r.holder is not null then s.right_code end as holder,
           array[st_xmin(s.shape), st_ymin(s.shape), st_xmax(s.shape), st_ymax(s.shape)] as bounds,
           st_asgeojson(s.shape, 7)::jsonb as shape
    from seam_line s join seam_record r on r.id = s.record_id
    where s.edition_id = ${edition} and s.key = ${key}`;
  return row ?? null;
}

/** Shapes of two areas, drawn within two metres: enough for an outline on a map. */
export async function readOutlines(
  sql: Sql,
  edition: number,
  left: string,
  right: string,
): Promise<SeamDetail['outlines']> {
  const rows = await sql<{ code: string; shape: MultiPolygon }[]>`
    select code, st_asgeojson(st_multi(st_simplifypreservetopology(shape, 0.00002)), 6)::jsonb as shape
    from boundary where edition_id = ${edition} and code = any (${[left, right]}::text[])`;
  const shapeOf = (wanted: string) => rows.find(({ code }) => code === wanted)?.shape ?? null;
  return { left: shapeOf(left), right: shapeOf(right) };
}

/** All agreements on a record, those in force first, then by when they begin; `codeOf` names a side of the record. */
export async function readAgreements(
  sql: Sql | TransactionSql,
  record: string,
  codeOf: (letter: Letter) => string,
  now: Date,
): Promise<AgreementView[]> {
  const rows = await sql<
    {
      id: string;
      category: AgreementView['category'];
      leadSide: Letter;
      text: string;
      from: Date;
      until: Date | null;
      madeBy: string;
      madeAt: Date;
      endedAt: Date | null;
      endedBy: string | null;
      endedReason: string | null;
    }[]
  >`
    select a.id::text, a.lead_side as "leadSide", a.text, a.from_at as from, a.until_at as until, a.made_by as "madeBy",
           a.made_at as "madeAt", a.ended_at as "endedAt", a.ended_by as "endedBy", a.ended_reason as "endedReason",
           case when c.code is not null then jsonb_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en) end as category
    from seam_agreement a left join category c on c.code = a.category
    where a.record_id = ${record}
    order by a.from_at desc, a.id desc`;
  const order = ['current', 'future', 'ended'];
  return rows
    .map(
      ({ leadSide, endedAt, endedBy, endedReason, ...row }): AgreementView => ({
        ...row,
        lead: codeOf(leadSide),
        from: row.from.toISOString(),
        until: row.until?.toISOString() ?? null,
        madeAt: row.madeAt.toISOString(),
        state: endedAt || (row.until && row.until <= now) ? 'ended' : row.from > now ? 'future' : 'current',
        ended: endedAt && { at: endedAt.toISOString(), by: endedBy ?? '', reason: endedReason ?? '' },
      }),
    )
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

export async function readContacts(
  sql: Sql,
  record: string,
  codeOf: (letter: Letter) => string,
): Promise<ContactView[]> {
  const rows = await sql<(Omit<ContactView, 'side'> & { side: Letter })[]>`
    select side, office, office_en as "officeEn", phone from seam_contact
    where record_id = ${record} order by position`;
  return rows.map((row) => ({ ...row, side: codeOf(row.side) }));
}

/** The line in every edition it was in, newest first. */
export async function readHistory(sql: Sql, record: string): Promise<SeamPast[]> {
  const rows = await sql<(Omit<SeamPast, 'from'> & { from: Date })[]>`
    select s.edition_id as edition, e.name, e.valid_from as from, s.key, s.length_m as length, s.origin,
           jsonb_build_object('code', s.left_code, 'name', l.name, 'nameEn', l.name_en) as left,
           jsonb_build_object('code', s.right_code, 'name', r.name, 'nameEn', r.name_en) as right
    from seam_line s
    join edition e on e.id = s.edition_id
    join boundary l on l.edition_id = s.edition_id and l.code = s.left_code
    join boundary r on r.edition_id = s.edition_id and r.code = s.right_code
    where s.record_id = ${record}
    order by e.valid_from desc, e.id desc`;
  return rows.map((row) => ({ ...row, from: row.from.toISOString() }));
}

/** Survey tickets between two parties, open ones first, the latest twenty. */
export async function readTickets(sql: Sql, left: string, right: string): Promise<SeamTicket[]> {
  const rows = await sql<(Omit<SeamTicket, 'openedAt'> & { openedAt: Date })[]>`
    select t.id::text, t.kind, t.status, t.opened_at as "openedAt",
           (select count(*)::int from survey_ticket_incident m where m.ticket_id = t.id) as incidents
    from survey_ticket t
    where t.codes @> ${[left, right]}::text[]
    order by t.status = 'closed', t.opened_at desc, t.id desc
    limit 20`;
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
}

/** An incident on a seam as it is counted: where it is, what became of it, and which parties its verdict calls. */
export interface IncidentRow {
  readonly id: string;
  readonly status: 'open' | 'closed';
  readonly joint: boolean;
  readonly areas: readonly string[];
  readonly location: Lonlat;
  readonly whistled: boolean;
}

/** All incidents on a seam, newest first, and how often verdicts there were overridden or drawn anew. */
export async function readIncidents(sql: Sql, edition: number, key: string) {
  const incidents = [...(await sql.file<IncidentRow[]>(incidentsFile, [edition, key]))];
  const [changes] = await sql<{ overrides: number; redraws: number }[]>`
    select (count(*) filter (where step = 'incident.overridden'))::int as overrides,
           (count(*) filter (where step = 'incident.redrawn'))::int as redraws
    from event where incident_id = any (${incidents.map(({ id }) => id)}::bigint[])`;
  return { incidents, overrides: changes?.overrides ?? 0, redraws: changes?.redraws ?? 0 };
}

/** These incidents as a list shows them, newest first. */
export async function readLatest(sql: Sql, ids: readonly string[]): Promise<SeamIncident[]> {
  const rows = await sql<(Omit<SeamIncident, 'occurredAt'> & { occurredAt: Date })[]>`
    select i.id::text, substr(i.number, 5) as number, i.occurred_at as "occurredAt", i.status, i.joint, i.place,
           i.place_en as "placeEn", w.id::text as "whistleId",
           jsonb_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en, 'kind', c.kind) as category,
           jsonb_build_array(st_x(i.location), st_y(i.location)) as location
    from incident i
    join category c on c.code = i.category
    left join whistle w on w.incident_id = i.id
    where i.id = any (${[...ids]}::bigint[])
    order by i.occurred_at desc, i.id desc`;
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }));
}
