-- Settled incidents of one party alone: all of them, or those of numbers $1.
select i.id::float8 as id, i.areas[1] as party, i.category, c.kind, i.source,
       extract(epoch from i.occurred_at)::float8 as time,
       extract(epoch from i.closed_at - i.occurred_at)::float8 / 86400 as days,
       coalesce((select v.body ->> 'outcome' from verdict v where v.incident_id = i.id order by v.id desc limit 1), 'sole') as outcome
from incident i
join category c on c.code = i.category
where ($1::bigint[] is null or i.id = any ($1::bigint[]))
  and i.closed_at is not null and cardinality(i.areas) = 1 and i.merged_into is null
