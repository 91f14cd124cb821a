-- Incidents as the planner counts them: each once (what was merged is counted with the other), after id $1, at most $2 of them, or those of ids $3.
select i.id::float8 as id, extract(epoch from i.occurred_at)::float8 as time, i.category, i.source,
       coalesce(w.kind, c.kind) as kind,
       coalesce(v.outcome, case when cardinality(i.areas) = 0 then 'unassigned' when i.joint then 'joint' else 'sole' end) as outcome,
       w.id is not null and exists (select from return_request r where r.whistle_id = w.id) as returned,
       st_x(i.location) as longitude, st_y(i.location) as latitude
from incident i
join category c on c.code = i.category
left join whistle w on w.incident_id = i.id
left join lateral (
  select v.body ->> 'outcome' as outcome from verdict v where v.incident_id = i.id order by v.id desc limit 1
) v on true
where i.id > $1::bigint and ($3::bigint[] is null or i.id = any ($3::bigint[])) and i.merged_into is null
order by i.id
limit $2
