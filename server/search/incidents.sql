-- Incidents by the wordings of their places ($1) or by their own or their source's number ($2, $3), in the areas $4 if any, the newest first.
with found as (
  (select id from incident where place = any ($1::text[]) and merged_into is null and ($4::text[] is null or areas && $4)
   order by created_at desc limit $5)
  union
  select id from incident where number = any ($2::text[]) and ($4::text[] is null or areas && $4)
  union
  select id from incident where origin = any ($3::text[]) and ($4::text[] is null or areas && $4)
)
select i.id::text,
       substr(i.number, 5) as number,
       i.place,
       i.place_en as "placeEn",
       i.status,
       i.occurred_at as "occurredAt",
       jsonb_build_array(st_x(i.location), st_y(i.location)) as location,
       c.name as category,
       c.name_en as "categoryEn"
from found join incident i using (id) join category c on c.code = i.category
order by i.created_at desc, i.id desc
limit $5
