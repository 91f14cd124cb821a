-- Parts of streets with a chief or keeper on day $2, and how each task stands at $1 in time zone $3, worst first.
-- $4 areas, $5 pattern of names, $6 initials of people ($13: in these areas; null: in any), $7 only overdue, $8 one street, $9-$11 after, $12 limit.
with task as (
  select t.*, date_trunc(t.period, $1::timestamptz at time zone $3) at time zone $3 as starts,
         date_trunc(t.period, (date_trunc(t.period, $1::timestamptz at time zone $3) - interval '1 hour')) at time zone $3 as before
  from patrol_task t
), part as (
  select k.lane_id, k.area_code,
         array_agg(distinct k.role) as roles, min(k.since) as since,
         jsonb_agg(jsonb_build_object('id', k.id::text, 'role', k.role, 'name', k.name, 'phone', k.phone,
                                      'organisation', k.organisation, 'areaCode', k.area_code) order by k.role, k.id) as keepers
  from keeper k
  where k.lane_id is not null and k.since <= $2::date and (k.until is null or k.until > $2::date)
    and ($4::text[] is null or k.area_code = any ($4::text[])) and ($8::bigint is null or k.lane_id = $8::bigint)
  group by k.lane_id, k.area_code
), judged as (
  select p.lane_id, p.area_code, p.keepers,
         count(*) filter (where s.state = 'overdue')::int as overdue,
         jsonb_agg(jsonb_build_object('task', t.task, 'name', t.name, 'nameEn', t.name_en, 'period', t.period,
                                      'state', s.state, 'lastAt', l.done_at) order by t.position) as tasks
  from part p
  join task t on t.role = any (p.roles)
  left join lateral (
    select d.done_at from patrol d
    where d.lane_id = p.lane_id and d.area_code = p.area_code and d.task = t.task
    order by d.done_at desc limit 1
  ) l on true
  cross join lateral (
    select case when l.done_at >= t.starts then 'done'
                when l.done_at >= t.before or (p.since::timestamp at time zone $3) > t.before then 'due'
                else 'overdue' end as state
  ) s
  group by p.lane_id, p.area_code, p.keepers
), found as (
  select j.*, n.name, n.name_en, n.class, n.shape
  from judged j join lane n on n.id = j.lane_id
  where ($5::text is null or n.name ilike $5 or n.name_en ilike $5
         or exists (select from keeper k where k.lane_id = j.lane_id and k.area_code = j.area_code
                    and $6::text is not null and (k.name ilike $5 or k.initials = $6)
                    and ($13::text[] is null or k.area_code = any ($13::text[]))))
    and (not $7::boolean or j.overdue > 0)
)
select f.lane_id::text as id, f.name, f.name_en as "nameEn", f.class, st_length(f.shape::geography) as length,
       f.area_code as "areaCode", f.tasks, f.keepers, f.overdue, st_asgeojson(f.shape, 6)::jsonb as geometry,
       (select count(*)::int from found) as count, (select count(*)::int from found where overdue > 0) as "countOverdue"
from found f
where $9::int is null or (-f.overdue, f.lane_id, f.area_code) > (-$9::int, $10::bigint, $11::text)
order by -f.overdue, f.lane_id, f.area_code
limit $12
