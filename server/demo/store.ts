import type { Sql, TransactionSql } from 'postgres';
import type { CityIncident, CityKeeper, CityLane, Ground } from '../../geodata/city/index.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { daysIn } from '../calendar.ts';
import { numberOf } from '../incident/number.ts';
import { initialsOf } from '../street/register.ts';
import { readLanesNamed, replaceKeepers } from '../street/store.ts';

const batch = 10_000;

/** Inserts what the map shows under the boundaries. */
export async function insertGround(tx: TransactionSql, ground: readonly Ground[]): Promise<void> {
  for (const some of batches(ground))
    await tx`
      insert into ground (class, name, name_en, storeys, shape)
      select class, name, name_en, storeys, st_setsrid(st_geomfromgeojson(shape), 4326)
      from unnest(${some.map((g) => g.class)}::text[], ${some.map((g) => g.name)}::text[], ${some.map((g) => g.nameEn)}::text[],
                  ${some.map((g) => g.storeys)}::integer[], ${some.map((g) => JSON.stringify(g.geometry))}::text[])
           as given (class, name, name_en, storeys, shape)`;
}

export async function insertLanes(tx: TransactionSql, lanes: readonly CityLane[]): Promise<void> {
  const shape = (lane: CityLane) => JSON.stringify({ type: 'MultiLineString', coordinates: lane.lines });
  for (const some of batches(lanes))
    await tx`
      insert into lane (name, name_en, class, width_m, shape)
      select name, name_en, class, width, st_setsrid(st_geomfromgeojson(shape), 4326)
      from unnest(${some.map((l) => l.name)}::text[], ${some.map((l) => l.nameEn)}::text[], ${some.map((l) => l.class)}::text[],
                  ${some.map((l) => l.width)}::float8[], ${some.map(shape)}::text[])
           as given (name, name_en, class, width, shape)`;
}

/**
 * Puts the register of chiefs, keepers and officers in force since a quarter before `now`, with their tasks done in the
 * hours before it but for about one street in twelve.
 */
export async function insertKeepers(
  tx: TransactionSql,
  keepers: readonly CityKeeper[],
  now: Date,
): Promise<void> {
  const lanes = await readLanesNamed(
    tx,
    keepers.flatMap(({ lane }) => lane?.name ?? []),
  );
  const numbers = new Map(lanes.map((lane) => [`${lane.name} ${lane.class}`, lane.id]));
  const since = new Date(now.getTime() - 100 * 86_400_000).toISOString().slice(0, 10);
  await replaceKeepers(
    tx,
    keepers.map(({ lane, ...keeper }) => ({
      ...keeper,
      initials: initialsOf(keeper.name),
      lane: lane && (numbers.get(`${lane.name} ${lane.class}`) ?? null),
      since,
      until: null,
    })),
  );
  await tx`
    insert into patrol (lane_id, area_code, task, done_at, logged_at)
    select distinct k.lane_id, k.area_code, t.task, d.at, d.at
    from keeper k
    join patrol_task t on t.role = k.role
    cross join lateral (select ${now}::timestamptz - make_interval(hours => 1 + (k.id % 20)::int) as at) d
    where (k.lane_id + t.position) % 12 <> 0`;
}

/**
 * Inserts past incidents with the finest area of each, found in bulk, and numbers each day's anew; in one transaction.
 * Instants and booleans travel as text: the driver takes the type of an array from its first element.
 */
export async function insertIncidents(
  sql: Sql,
  coverage: Coverage,
  incidents: readonly CityIncident[],
  timeZone: string,
): Promise<void> {
  const leaves = coverage.locateAll(Float64Array.from(incidents.flatMap((i) => [i.lon, i.lat])));
  const placed = incidents
    .map((incident, index) => {
      const leaf = leaves[index] ?? -1;
      return {
        ...incident,
        leaf: coverage.leaves[leaf] ?? null,
        party: coverage.parties[coverage.partyOfLeaf[leaf] ?? -1]?.code ?? null,
      };
    })
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const numbers = numberByDay(
    placed.map((i) => i.occurredAt),
    timeZone,
  );
  await sql.begin(async (tx) => {
    for (let start = 0; start < placed.length; start += batch) {
      const some = placed.slice(start, start + batch);
      await tx`
        insert into incident (number, category, source, place, place_en, occurred_at, created_at, area_code, areas,
                              status, accepted_at, registered_at, responded_at, closed_at, satisfied, location, footprint)
        select number, category, source, place, place_en, occurred_at, occurred_at, leaf,
               case when party is null then '{}' else array[party] end,
               case when closed_at is null then 'open' else 'closed' end,
               case when responded_at is not null then occurred_at end,
               case when responded_at is not null then occurred_at end, responded_at, closed_at, satisfied, point, point
        from (
          select given.*, st_setsrid(st_makepoint(lon, lat), 4326) as point
          from unnest(${numbers.slice(start, start + batch)}::text[], ${some.map((i) => i.category)}::text[],
                      ${some.map((i) => i.source)}::text[], ${some.map((i) => i.place)}::text[],
                      ${some.map((i) => i.placeEn)}::text[], ${some.map((i) => i.occurredAt.toISOString())}::timestamptz[],
                      ${some.map((i) => i.leaf)}::text[], ${some.map((i) => i.party)}::text[],
                      ${some.map((i) => i.respondedAt?.toISOString() ?? null)}::timestamptz[], ${some.map((i) => i.closedAt?.toISOString() ?? null)}::timestamptz[],
                      ${some.map((i) => i.satisfied?.toString() ?? null)}::boolean[], ${some.map((i) => i.lon)}::float8[], ${some.map((i) => i.lat)}::float8[])
               as given (number, category, source, place, place_en, occurred_at, leaf, party, responded_at, closed_at, satisfied, lon, lat)
        ) located`;
    }
  });
}

/** Residents of the finest areas, made up from their size: dense where they are small. Said to be schematic. */
export const insertPeople = (tx: TransactionSql, edition: number) => tx`
  insert into population (code, people, source)
  select code, round(9000 * power(area_m2 / 1e6, 0.6) * (0.6 + 0.8 * ((right(code, 6)::bigint * 7919) % 1000) / 1000.0)), 'schematic'
  from boundary where edition_id = ${edition} and leaf is not null
  on conflict (code) do nothing`;

/** 20260508-0001, …-0002 for instants in order, from 0001 each day of the time zone. */
function numberByDay(instants: readonly Date[], timeZone: string): string[] {
  const dayOf = daysIn(timeZone);
  let [day, running] = ['', 0];
  return instants.map((at) => {
    const today = dayOf(at).replaceAll('-', '');
    running = today === day ? running + 1 : 1;
    day = today;
    return numberOf(today, running);
  });
}

function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += batch) yield items.slice(start, start + batch);
}
