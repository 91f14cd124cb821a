-- Where incidents $1 are, in words, and how often a whole side has returned each across a seam.
select i.id::float8 as id, substr(i.number, 5) as number, i.place, i.place_en as "placeEn", i.joint,
       (select count(*)::int from whistle w join return_request q on q.whistle_id = w.id
        where w.incident_id = i.id and q.summons_id is null) as returns
from incident i
where i.id = any ($1::bigint[])
