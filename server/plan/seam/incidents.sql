-- Incidents at the seams of edition $1, once for each: their footprint lies within $2 metres (of which $3 are more degrees), or their verdict calls both sides; that happened from $4 until $5, of categories $6, kind $7, source $8 and with verdict $9 where given.
with line as materialized (
  select key, record_id, left_code, right_code, shape from seam_line where edition_id = $1
), piece as materialized (
  -- Short pieces: the box around a long line would find most of the city.
  select key, shape, shape::geography as ground
  from (select key, st_subdivide(shape, 16) as shape from line) as cut
), counted as not materialized (
  select i.id, i.category, i.location, i.footprint, i.areas, i.joint
  from incident i
  join category c on c.code = i.category
  where i.occurred_at >= $4::timestamptz and i.occurred_at < $5::timestamptz
    and ($6::text[] is null or i.category = any ($6)) and ($7::text is null or c.kind = $7)
    and ($8::text is null or i.source = $8) and i.merged_into is null
    and ($9::text is null or $9 = coalesce(
      (select v.body ->> 'outcome' from verdict v where v.incident_id = i.id order by v.id desc limit 1),
      case when cardinality(i.areas) = 0 then 'unassigned' when i.joint then 'joint' else 'sole' end))
), found as (
  -- Most incidents are points, which the index of locations finds; the others have one of their own.
  select p.key, i.id, false as across
  from piece p
  join counted i on i.location && st_expand(p.shape, $3) and st_dimension(i.footprint) = 0
    and st_dwithin(i.location::geography, p.ground, $2)
  union all
  select p.key, i.id, false
  from piece p
  join counted i on i.footprint && st_expand(p.shape, $3) and st_dimension(i.footprint) > 0
    and st_dwithin(i.footprint::geography, p.ground, $2)
  union all
  -- A verdict names the seams of its own edition; the record says which of today's each of them is.
  select l.key, i.id, true
  from counted i
  cross join lateral (select v.edition_id, v.met_seams from verdict v where v.incident_id = i.id order by v.id desc limit 1) v
  cross join lateral jsonb_array_elements_text(v.met_seams) as met (key)
  join seam_line name on name.edition_id = v.edition_id and name.key = met.key
  join line l on l.record_id = name.record_id
  where i.joint
), pair as (
  select key, id, bool_or(across) as across from found group by key, id
)
select p.key, i.id::text, i.category, i.place, i.place_en as "placeEn",
       case when cardinality(i.areas) = 1 then i.areas[1] end as party,
       extract(epoch from i.closed_at - i.occurred_at)::float8 / 86400 as days,
       i.joint and (p.across or i.areas @> array[l.left_code, l.right_code]) as joint,
       st_x(i.location) as lon, st_y(i.location) as lat,
       -- Returned by a whole side: a body that returns is named besides.
       (select count(*)::int from event e
        where e.incident_id = i.id and e.step = 'return.asked' and e.body ->> 'whoCode' = e.area_code) as returns,
       blown.at is not null and exists (
         select from incident o
         join event b on b.incident_id = o.id and b.step = 'whistle.blown' and b.at < blown.at
         where o.id <> i.id and o.category = i.category and o.footprint && st_expand(i.footprint, $3)
           and st_dwithin(o.footprint::geography, i.footprint::geography, $2)
       ) as again
from pair p
join line l on l.key = p.key
join incident i on i.id = p.id
left join lateral (
  select min(e.at) as at from event e where e.incident_id = i.id and e.step = 'whistle.blown'
) blown on true
order by p.key collate "C", i.id
