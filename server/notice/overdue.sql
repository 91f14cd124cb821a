-- Deadlines of open whistles that have passed by $1 with bodies missing and nobody told yet, the oldest first, at most $2.
select 'overdue:' || w.id || ':' || extract(epoch from m.due_at)::bigint as key,
       w.incident_id::text as "incidentId",
       m.due_at as at,
       array_agg(m.body_code order by m.id) as about,
       jsonb_agg(jsonb_build_object('name', m.body_name, 'nameEn', m.body_name_en) order by m.id) as missing
from whistle w
join summons m on m.whistle_id = w.id
where w.closed_at is null and m.checked_in_at is null and m.released_at is null and m.due_at < $1::timestamptz
  and not exists (select from notice n where n.key = 'overdue:' || w.id || ':' || extract(epoch from m.due_at)::bigint)
group by w.id, w.incident_id, m.due_at
order by m.due_at
limit $2
