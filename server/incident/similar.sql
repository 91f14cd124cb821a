-- Incidents near a footprint ($1, GeoJSON) and near in time ($2), the nearest first: within $3 metres and $4 hours, in the areas $5
-- if any, but for the incident $6 itself and those that were merged.
with given as (
  select st_setsrid(st_geomfromgeojson($1), 4326) as shape, $2::timestamptz as at
)
select i.id::text,
       substr(i.number, 5) as number,
       i.category as "categoryCode",
       c.name as "categoryName",
       c.name_en as "categoryNameEn",
       i.source,
       i.place,
       i.place_en as "placeEn",
       i.occurred_at as "occurredAt",
       i.status,
       jsonb_build_array(st_x(i.location), st_y(i.location)) as location,
       st_distance(i.footprint::geography, given.shape::geography) as metres,
       extract(epoch from i.occurred_at - given.at)::float8 / 3600 as hours,
       exists (select from whistle w where w.incident_id = i.id) as blown,
       coalesce((select max(e.id) from event e where e.incident_id = i.id), 0)::text as version
from given, incident i
join category c on c.code = i.category
where i.merged_into is null
  and ($6::bigint is null or i.id <> $6)
  and i.location && st_expand(given.shape, $3::float8 / 40000)
  and i.occurred_at between given.at - make_interval(hours => $4::integer) and given.at + make_interval(hours => $4::integer)
  and ($5::text[] is null or i.areas && $5)
  and st_dwithin(i.footprint::geography, given.shape::geography, $3::float8)
order by metres, abs(extract(epoch from i.occurred_at - given.at)), i.id
limit 50
