-- Incidents of today by party ($1: beginning of the day, $2: now) on the lines of edition $3, for the parties with the codes $4; one of several areas counts in each.
with today as (
  select code, count(*)::integer as count
  from incident i cross join lateral unnest(i.areas) as called (code)
  where i.occurred_at >= $1::timestamptz and i.occurred_at <= $2::timestamptz and i.merged_into is null
  group by 1
)
select b.code, b.name, b.name_en as "nameEn", p.name as district, p.name_en as "districtEn", b.area_m2 as area,
       coalesce(t.count, 0) as count,
       st_x(coalesce(b.label, st_pointonsurface(b.shape))) as lon, st_y(coalesce(b.label, st_pointonsurface(b.shape))) as lat
from boundary b
left join boundary p on p.edition_id = b.edition_id and p.code = b.parent
left join today t on t.code = b.code
where b.edition_id = $3 and b.code = any($4::text[]) and b.area_m2 > 0
order by coalesce(t.count, 0) / b.area_m2 desc, b.code
