import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { registerColumns } from './register.ts';
import type { KeeperRole, KeeperView, PatrolView, StreetView, TaskView } from './view.ts';

const streetsFile = fileURLToPath(new URL('./streets.sql', import.meta.url));

/** Somebody as a register has them. Days are `YYYY-MM-DD` in the city's time zone. */
export interface KeeperRow {
  readonly number: string;
  readonly role: KeeperRole;
  readonly name: string;
  readonly initials: string;
  readonly phone: string;
  readonly organisation: string;
  /** Number of the street; null for a cell officer. */
  readonly lane: string | null;
  readonly area: string;
  readonly since: string;
  readonly until: string | null;
}

/** What a list may be narrowed by; null leaves it as it is. */
export interface StreetFilter {
  readonly areas: readonly string[] | null;
  readonly words: string | null;
  /** Areas where words may be the name of a person; null for all. */
  readonly peopleIn: readonly string[] | null;
  readonly overdue: boolean;
  readonly id: string | null;
  readonly after: { readonly overdue: number; readonly id: string; readonly area: string } | null;
  readonly limit: number;
}

/** A part of a street as the database has it: its area by its code, its people in full. */
export type StreetRow = Omit<StreetView, 'area' | 'keepers' | 'tasks'> & {
  readonly areaCode: string;
  readonly keepers: readonly (KeeperView & { readonly name: string; readonly phone: string })[];
  readonly tasks: readonly TaskView[];
  readonly overdue: number;
};

/** The moment it is asked for, the day that is in the city's time zone, and the time zone. */
export interface Moment {
  readonly now: Date;
  readonly today: string;
  readonly timeZone: string;
}

export async function readStreets(
  sql: Sql,
  { now, today, timeZone }: Moment,
  f: StreetFilter,
): Promise<{ readonly count: number; readonly overdue: number; readonly streets: readonly StreetRow[] }> {
  const pattern = f.words && `%${f.words.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await sql.file<(StreetRow & { count: number; countOverdue: number })[]>(streetsFile, [
    now,
    today,
    timeZone,
    f.areas && [...f.areas],
    pattern,
    f.words?.toLowerCase() ?? null,
    f.overdue,
    f.id,
    f.after?.overdue ?? null,
    f.after?.id ?? null,
    f.after?.area ?? null,
    f.limit,
    f.peopleIn && [...f.peopleIn],
  ]);
  return {
    count: rows[0]?.count ?? 0,
    overdue: rows[0]?.countOverdue ?? 0,
    streets: rows.map(({ count: _count, countOverdue: _overdue, ...row }) => ({
      ...row,
      tasks: row.tasks.map((task) => ({
        ...task,
        lastAt: task.lastAt && new Date(task.lastAt).toISOString(),
      })),
    })),
  };
}

export async function readPatrols(sql: Sql, lane: string, area: string): Promise<PatrolView[]> {
  const rows = await sql<(Omit<PatrolView, 'doneAt' | 'by'> & { doneAt: Date; by: PatrolView['by'] })[]>`
    select p.id::text, p.task, p.done_at as "doneAt", p.note,
           case when a.name is not null then jsonb_build_object('name', a.display_name, 'nameEn', a.display_name_en) end as by
    from patrol p left join account a on a.name = p.logged_by
    where p.lane_id = ${lane} and p.area_code = ${area}
    order by p.done_at desc, p.id desc limit 50`;
  return rows.map((row) => ({ ...row, doneAt: row.doneAt.toISOString() }));
}

export const insertPatrol = (
  tx: TransactionSql,
  patrol: {
    readonly lane: string;
    readonly area: string;
    readonly task: string;
    readonly doneAt: Date;
    readonly at: Date;
    readonly by: string;
    readonly note: string;
  },
) => tx`
  insert into patrol (lane_id, area_code, task, done_at, logged_at, logged_by, note)
  values (${patrol.lane}, ${patrol.area}, ${patrol.task}, ${patrol.doneAt}, ${patrol.at}, ${patrol.by}, ${patrol.note})`;

const keeperColumns = (sql: Sql) => sql`
  k.id::text, k.role, k.name, k.phone, k.organisation, k.area_code as "areaCode"`;

/** Officers of these areas on a day, in no order. */
export const readOfficers = async (sql: Sql, areas: readonly string[], today: string) =>
  sql<KeeperView[]>`
    select ${keeperColumns(sql)} from keeper k
    where k.role = 'cellOfficer' and k.area_code = any (${[...areas]}) and k.since <= ${today}::date
      and (k.until is null or k.until > ${today}::date)
    order by k.id`;

/** Metres across the widest street there may be, and along a degree of longitude at 44 degrees north: both err on the far side. */
const widest = 120;
const metresPerDegree = 80_000;

/** Streets that pass a place within `metres`, the nearest first, with those who look after them in these areas. */
export async function readStreetsNear(
  sql: Sql,
  {
    at: [lon, lat],
    metres,
    areas,
    today,
  }: { at: Lonlat; metres: number; areas: readonly string[]; today: string },
) {
  return sql<
    { id: string; name: string; nameEn: string; distance: number; keepers: readonly KeeperView[] }[]
  >`
    select n.id::text, n.name, n.name_en as "nameEn", d.metres as distance,
           coalesce((select jsonb_agg(jsonb_build_object('id', k.id::text, 'role', k.role, 'name', k.name, 'phone', k.phone,
                                             'organisation', k.organisation, 'areaCode', k.area_code) order by k.role, k.id)
                     from keeper k where k.lane_id = n.id and k.area_code = any (${[...areas]})
                       and k.since <= ${today}::date and (k.until is null or k.until > ${today}::date)), '[]') as keepers
    from lane n
    cross join lateral (select st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326) as point) p
    cross join lateral (select st_distance(n.shape::geography, p.point::geography) as metres) d
    where n.shape && st_expand(p.point, ${(metres + widest / 2) / metresPerDegree}::float8) and d.metres <= ${metres} + n.width_m / 2
    order by d.metres limit 5`;
}

const batch = 5_000;

/** Puts a register in the place of the one before. */
export async function replaceKeepers(tx: TransactionSql, keepers: readonly KeeperRow[]): Promise<void> {
  await tx`delete from keeper`;
  for (let start = 0; start < keepers.length; start += batch) {
    const some = keepers.slice(start, start + batch);
    await tx`
      insert into keeper (number, role, name, initials, phone, organisation, lane_id, area_code, since, until)
      select * from unnest(
        ${some.map((k) => k.number)}::text[], ${some.map((k) => k.role)}::text[], ${some.map((k) => k.name)}::text[],
        ${some.map((k) => k.initials)}::text[], ${some.map((k) => k.phone)}::text[],
        ${some.map((k) => k.organisation)}::text[], ${some.map((k) => k.lane)}::bigint[],
        ${some.map((k) => k.area)}::text[], ${some.map((k) => k.since)}::date[], ${some.map((k) => k.until)}::date[])`;
  }
}

/** Streets by name or number: those that the rows of a register may mean. */
export const readLanesNamed = (sql: Sql | TransactionSql, wanted: readonly string[]) =>
  sql<{ id: string; name: string; class: StreetView['class'] }[]>`
    select id::text, name, class from lane
    where name = any (${[...new Set(wanted)]}) or id::text = any (${[...new Set(wanted)]}) order by id`;

/** The whole register, as a file has it. */
export const readRegisterRows = (sql: Sql) =>
  sql<Record<(typeof registerColumns)[number], string>[]>`
    select number, role, name, phone, organisation, coalesce(lane_id::text, '') as street, area_code as area,
           since::text, coalesce(until::text, '') as until
    from keeper order by number`;
