-- What the left of the wall shows: whistles in hand, overdue, on site, closed today ($1: now, $2: time zone, $3: what codes of the areas shown begin with), and the rates of this month and the last.
with days as (
  select date_trunc('day', $1::timestamptz at time zone $2) at time zone $2 as today,
         date_trunc('month', $1::timestamptz at time zone $2) at time zone $2 as month,
         (date_trunc('month', $1::timestamptz at time zone $2) - interval '1 month') at time zone $2 as month_before
), rates as (
  select i.created_at >= d.month as current,
         count(*) as received,
         count(*) filter (where i.responded_at is not null) as responded,
         count(*) filter (where i.closed_at is not null or i.created_at < $1::timestamptz - interval '7 days') as due,
         count(*) filter (where i.closed_at is not null) as resolved,
         count(*) filter (where i.satisfied is not null) as called_back,
         count(*) filter (where i.satisfied) as satisfied
  from incident i, days d
  where i.created_at >= d.month_before and i.created_at <= $1 and i.merged_into is null
    and ($3 = '' or exists (select from unnest(i.areas) as called (code) where called.code like $3 || '%'))
  group by 1
)
select
  (select count(*)::integer from whistle where closed_at is null) as open,
  (select count(distinct w.id)::integer from whistle w join summons s on s.whistle_id = w.id
   where w.closed_at is null and s.checked_in_at is null and s.due_at < $1) as overdue,
  (select count(*)::integer from summons s join whistle w on w.id = s.whistle_id
   where w.closed_at is null and s.checked_in_at is not null and s.released_at is null) as on_site,
  (select count(*)::integer from whistle, days where closed_at >= today) as closed_today,
  (select coalesce(jsonb_object_agg(kind, n), '{}') from (select kind, count(*) as n from whistle where closed_at is null group by kind) k) as by_kind,
  (select coalesce(jsonb_agg(to_jsonb(rates)), '[]') from rates) as rates,
  (select month from days) as month,
  (select today from days) as today
