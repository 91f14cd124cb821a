-- Incidents around areas $2 of edition $1 that happened from $3 until $4, of categories $5, kind $6, source $7 and with verdict $8 where given: where, joint or not, and days until settled.
select round(st_x(i.location)::numeric, 6)::float8 as lon, round(st_y(i.location)::numeric, 6)::float8 as lat,
       i.joint, round(extract(epoch from i.closed_at - i.occurred_at) / 86400, 3)::float8 as days
from incident i
join category c on c.code = i.category
where i.location && (select st_setsrid(st_extent(b.shape)::geometry, 4326) from boundary b
                     where b.edition_id = $1 and b.code = any ($2::text[]))
  and i.merged_into is null and i.occurred_at >= $3::timestamptz and i.occurred_at < $4::timestamptz
  and ($5::text[] is null or i.category = any ($5)) and ($6::text is null or c.kind = $6)
  and ($7::text is null or i.source = $7)
  and ($8::text is null or $8 = coalesce(
    (select v.body ->> 'outcome' from verdict v where v.incident_id = i.id order by v.id desc limit 1),
    case when cardinality(i.areas) = 0 then 'unassigned' when i.joint then 'joint' else 'sole' end))
order by i.id
