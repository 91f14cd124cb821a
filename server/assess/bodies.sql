-- How bodies came to whistles whose check-in fell due from $1 until $2, for incidents of category $3 where given, as of $4: never typed, worked out from deadline and arrival.
select s.body_code as code,
       max(s.body_name) as name,
       max(s.body_name_en) as "nameEn",
       count(*) filter (where s.checked_in_at is not null or s.due_at <= $4::timestamptz)::int as called,
       count(*) filter (where s.checked_in_at <= s.due_at)::int as "onTime",
       count(*) filter (where s.checked_in_at > s.due_at)::int as late,
       count(*) filter (where s.checked_in_at is null and s.due_at <= $4::timestamptz)::int as missing,
       percentile_cont(0.5) within group (order by extract(epoch from s.checked_in_at - w.blown_at) / 60)
         filter (where s.checked_in_at is not null) as "medianMinutes",
       count(*) filter (where s.checked_in_at is not null and i.satisfied is not null)::int as "calledBack",
       count(*) filter (where s.checked_in_at is not null and i.satisfied)::int as satisfied
from summons s
join whistle w on w.id = s.whistle_id
join incident i on i.id = w.incident_id
where s.due_at >= $1::timestamptz and s.due_at < $2::timestamptz
  and (s.released_at is null or s.checked_in_at is not null)
  and ($3::text is null or i.category = $3)
group by s.body_code
order by s.body_code
