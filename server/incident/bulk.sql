-- Inserts many incidents at once ($8 to $22), entered at $6 by $7, with their reporters ($3 to $5) and the verdicts that are each one's own ($1 and $2), but for those whose origin is there already; answers number and id of each one inserted.
with inserted as (
  insert into incident (number, category, source, place, place_en, note, occurred_at, created_at, created_by, accuracy_m, area_code,
                        areas, joint, location, footprint, source_number, origin, verdict_model)
  select g.number, g.category, g.source, g.place, g.place_en, g.note, g.occurred_at, $6::timestamptz, $7::text, g.accuracy,
         g.leaf, string_to_array(g.areas, ','), strpos(g.areas, ',') > 0, p.point, p.point, g.source_number, g.origin, g.model
  from unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::float8[],
              $16::float8[], $17::float8[], $18::text[], $19::text[], $20::integer[], $21::text[], $22::text[])
    as g (number, category, source, place, place_en, note, occurred_at, accuracy, lon, lat, leaf, areas, model, source_number, origin)
  cross join lateral (select st_setsrid(st_makepoint(g.lon, g.lat), 4326) as point offset 0) p
  on conflict (origin) where origin is not null do nothing
  returning id, number, location, accuracy_m
), judged as (
  insert into verdict (incident_id, edition_id, rules, geometry_hash, created_at, body, footprint, accuracy_m, width_m)
  select i.id, (own.body ->> 'edition')::integer, own.body ->> 'rules', own.body ->> 'geometryHash', $6::timestamptz, own.body,
         i.location, i.accuracy_m, 0
  from rows from (jsonb_array_elements($1::text::jsonb), unnest($2::text[])) as own (body, number)
  join inserted i using (number)
), reported as (
  insert into reporter (incident_id, name, phone)
  select i.id, given.name, given.phone
  from unnest($3::text[], $4::text[], $5::text[]) as given (number, name, phone)
  join inserted i using (number)
)
select id::text, number from inserted
