-- What each subdistrict had in hand among incidents entered from $1 until $2, of category $3 where given, as of $4: an incident of several areas counts in each by its share. Where $5 is true a row is one incident's part in one subdistrict, with where it is; else a row is a subdistrict.
with counted as (
  -- The one place that says which incidents count.
  select i.id, i.areas, cardinality(i.areas) as parties, i.location, i.footprint, i.accuracy_m, i.width_m,
         i.responded_at is not null as responded,
         i.closed_at is not null as resolved,
         i.closed_at is not null or i.created_at < $4::timestamptz - interval '7 days' as due,
         i.satisfied
  from incident i
  where i.created_at >= $1::timestamptz and i.created_at < $2::timestamptz and ($3::text is null or i.category = $3)
    -- Merged incidents are counted with the one they were found to be the same as.
    and i.merged_into is null
), shared as (
  select c.id, a.code, coalesce(s.share, (p.party ->> 'probability')::float8, (p.party ->> 'share')::float8, 0) as share, c.parties
  from counted c
  cross join lateral unnest(c.areas) as a (code)
  left join whistle w on w.incident_id = c.id
  left join side s on s.whistle_id = w.id and s.area_code = a.code and s.share > 0
  left join lateral (
    select v.body from verdict v where v.incident_id = c.id and s.share is null order by v.id desc limit 1
  ) v on true
  left join lateral (
    select t.party from jsonb_array_elements(v.body -> 'parties') as t (party)
    where t.party -> 'jurisdiction' ->> 'code' = a.code limit 1
  ) p on true
  where c.parties > 1
), part as (
  select id, areas[1] as code, 1::float8 as share from counted where parties = 1
  union all
  select id, null, 1 from counted where parties = 0
  union all
  -- Shares of an incident add up to 1, whatever lies outside its areas; where nobody has one, each has the same.
  select id, code, coalesce(share / nullif(sum(share) over (partition by id), 0), 1.0 / parties) from shared
)
select part.code,
       sum(part.share) as received,
       coalesce(sum(part.share) filter (where c.responded), 0) as responded,
       coalesce(sum(part.share) filter (where c.due), 0) as due,
       coalesce(sum(part.share) filter (where c.resolved), 0) as resolved,
       coalesce(sum(part.share) filter (where c.satisfied is not null), 0) as "calledBack",
       coalesce(sum(part.share) filter (where c.satisfied), 0) as satisfied,
       count(*) filter (where c.parties > 1)::int as shared,
       case when $5::boolean then min(st_x(c.location)) end as longitude,
       case when $5::boolean then min(st_y(c.location)) end as latitude,
       case when $5::boolean then min(st_asgeojson(c.footprint, 9)) end as footprint,
       case when $5::boolean then max(c.accuracy_m) end as accuracy,
       case when $5::boolean then max(c.width_m) end as width
from part join counted c on c.id = part.id
group by part.code, case when $5::boolean then c.id end
