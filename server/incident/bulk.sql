-- Inserts many incidents with their verdicts and reporters at once, but for those whose origin is there already; answers the
-- place of each one inserted among those given, and its id. Bodies of verdicts are given once (a list, $1) with the areas each
-- calls ($2), and named by their place; what is particular to a row is the hash of its geometry.
with body as materialized (
  select number, value, string_to_array(areas, ',') as areas
  from rows from (jsonb_array_elements($1::text::jsonb), unnest($2::text[])) with ordinality as b (value, areas, number)
), given as materialized (
  select g.*, st_setsrid(st_makepoint(lon, lat), 4326) as point, nextval(pg_get_serial_sequence('incident', 'id')) as id
  from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::float8[], $11::float8[],
              $12::float8[], $13::text[], $14::integer[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[])
    with ordinality as g (number, category, source, place, place_en, note, occurred_at, accuracy, lon, lat, leaf, body, hash,
                          source_number, origin, reporter_name, reporter_phone, ordinal)
), inserted as (
  insert into incident (id, number, category, source, place, place_en, note, occurred_at, created_at, created_by, accuracy_m, area_code,
                        areas, joint, location, footprint, source_number, origin)
  overriding system value
  select g.id, g.number, g.category, g.source, g.place, g.place_en, g.note, g.occurred_at, $20::timestamptz, $21::text, g.accuracy,
         g.leaf, b.areas, cardinality(b.areas) > 1, g.point, g.point, g.source_number, g.origin
  from given g join body b on b.number = g.body
  on conflict (origin) where origin is not null do nothing
  returning id
), judged as (
  insert into verdict (incident_id, edition_id, rules, geometry_hash, created_at, body, footprint, accuracy_m, width_m)
  select g.id, (b.value ->> 'edition')::integer, b.value ->> 'rules', g.hash, $20::timestamptz,
         b.value || jsonb_build_object('geometryHash', g.hash), g.point, g.accuracy, 0
  from given g join inserted i on i.id = g.id join body b on b.number = g.body
), reported as (
  insert into reporter (incident_id, name, phone)
  select g.id, g.reporter_name, g.reporter_phone
  from given g join inserted i on i.id = g.id
  where g.reporter_name <> '' or g.reporter_phone <> ''
)
select g.id::text, (g.ordinal - 1)::integer as place
from given g join inserted i on i.id = g.id
