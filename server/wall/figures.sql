-- The rates of this month and the last, of the areas whose codes begin with $3 ($1: now, $2: time zone), and when the month and the day began.
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
  (select coalesce(jsonb_agg(to_jsonb(rates)), '[]') from rates) as rates,
  (select month from days) as month,
  (select today from days) as today
