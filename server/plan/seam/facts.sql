-- What friction looks at of incidents of numbers $1: merged ones are left out.
select i.id::float8 as id, i.category, c.kind, i.source, i.place, i.place_en as "placeEn", i.areas, i.joint,
       extract(epoch from i.occurred_at)::float8 as time,
       extract(epoch from i.closed_at - i.occurred_at)::float8 / 86400 as days,
       st_x(i.location) as lon, st_y(i.location) as lat,
       -- Degrees from its place that the footprint reaches at most.
       greatest(st_xmax(i.footprint) - st_x(i.location), st_x(i.location) - st_xmin(i.footprint),
                st_ymax(i.footprint) - st_y(i.location), st_y(i.location) - st_ymin(i.footprint))::float8 as reach,
       coalesce((select v.body ->> 'outcome' from verdict v where v.incident_id = i.id order by v.id desc limit 1),
                case when cardinality(i.areas) = 0 then 'unassigned' when i.joint then 'joint' else 'sole' end) as outcome,
       -- Returned by a whole side: a body that returns is named besides.
       (select count(*)::int from event e
        where e.incident_id = i.id and e.step = 'return.asked' and e.body ->> 'whoCode' = e.area_code) as returns,
       exists (select from event e where e.incident_id = i.id and e.step = 'whistle.blown') as blown
from incident i
join category c on c.code = i.category
where i.id = any ($1::bigint[]) and i.merged_into is null
