-- Deadlines that have passed by $1 with nobody told yet, the oldest first, at most $2: of check-ins with bodies missing, of feedback, verification and signatures of open whistles, and of the steps before a whistle of what was submitted by itself.
with clock (step, kind, category, since, minutes) as (select step, kind, category, since, minutes from step_clock),
checked_in as (
  select 'overdue:' || w.id || ':' || extract(epoch from m.due_at)::bigint as key,
         'summons.overdue' as step, w.incident_id, null::text as area_code, m.due_at as at,
         array_agg(m.body_code order by m.id) as about,
         jsonb_agg(jsonb_build_object('name', m.body_name, 'nameEn', m.body_name_en) order by m.id) as missing
  from whistle w
  join summons m on m.whistle_id = w.id
  where w.closed_at is null and m.checked_in_at is null and m.released_at is null and m.due_at < $1::timestamptz
  group by w.id, w.incident_id, m.due_at
),
-- Sides with a duty of open whistles, with what their clocks start from.
duty as (
  select w.id as whistle_id, w.incident_id, w.kind, i.category, w.blown_at, w.verified_at, s.area_code,
         s.feedback_at, s.handle_due_at, b.name, b.name_en, came.first, came.last, came.absent
  from whistle w
  join incident i on i.id = w.incident_id
  join verdict v on v.id = w.verdict_id
  join side s on s.whistle_id = w.id and s.role <> 'inform' and s.state in ('kept', 'added')
  left join boundary b on b.edition_id = v.edition_id and b.code = s.area_code
  cross join lateral (
    select min(m.checked_in_at) filter (where m.area_code = s.area_code) as first, max(m.checked_in_at) as last,
           coalesce(bool_or(m.checked_in_at is null and m.released_at is null), false) as absent
    from summons m where m.whistle_id = w.id
  ) came
  where w.closed_at is null
),
running as (
  select 'handle' as step, whistle_id, incident_id, kind, category, blown_at as since, area_code, first as started, handle_due_at as due,
         name, name_en
  from duty where feedback_at is null and first is not null and verified_at is null
  union all
  select 'verify', whistle_id, incident_id, kind, category, blown_at, null, greatest(max(last), max(feedback_at)), null, null, null
  from duty where verified_at is null
  group by whistle_id, incident_id, kind, category, blown_at
  having bool_and(feedback_at is not null) and not bool_or(absent)
  union all
  select 'close', whistle_id, incident_id, kind, category, blown_at, null, verified_at, null, null, null
  from duty where verified_at is not null
  group by whistle_id, incident_id, kind, category, blown_at, verified_at
  union all
  select case when i.accepted_at is null then 'accept' when i.registered_at is null then 'register' else 'dispatch' end,
         null, i.id, c.kind, i.category, i.created_at, null, coalesce(i.registered_at, i.accepted_at, i.created_at), null, null, null
  from incident i
  join category c on c.code = i.category
  join event e on e.incident_id = i.id and e.step = 'incident.submitted'
  where i.status = 'open' and i.refused_at is null and i.merged_into is null and i.closed_at is null
    and not exists (select from whistle w where w.incident_id = i.id)
),
due as (
  select r.*, coalesce(r.due, r.started + make_interval(mins => nearest.minutes)) as due_at
  from running r
  cross join lateral (
    select k.minutes from clock k
    where k.step = r.step and k.kind in ('', r.kind) and k.category in ('', r.category) and k.since <= r.since
    order by k.category = '', k.kind = '', k.since desc limit 1
  ) nearest
),
passed as (
  select * from checked_in
  union all
  select 'overdue:' || step || ':' || incident_id || ':' || coalesce(area_code, '') || ':' || extract(epoch from due_at)::bigint,
         step || '.overdue', incident_id, area_code, due_at,
         case when area_code is null then '{}' else array[area_code] end,
         case when area_code is null then '[]'::jsonb
              else jsonb_build_array(jsonb_build_object('name', coalesce(name, area_code), 'nameEn', coalesce(name_en, area_code))) end
  from due where due_at < $1::timestamptz
)
select key, step, incident_id::text as "incidentId", area_code as "areaCode", at, about, missing
from passed
where not exists (select from notice n where n.key = passed.key)
order by at
limit $2
