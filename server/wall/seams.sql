-- Seams of edition $3 that cost most: incidents from $1 until $2 that called both of its sides, per km of the line the two share; those with a side in the area whose code begins with $4, the worst $5.
with pair as (
  select least(a.code, b.code) as left_code, greatest(a.code, b.code) as right_code, count(*)::integer as count
  from incident i
  cross join lateral unnest(i.areas) as a (code)
  cross join lateral unnest(i.areas) as b (code)
  where i.joint and i.occurred_at >= $1::timestamptz and i.occurred_at <= $2::timestamptz
    and i.merged_into is null and a.code < b.code
  group by 1, 2
), line as (
  select left_code, right_code, sum(length_m) as length, min(level) as level, st_extent(shape) as box
  from seam_line where edition_id = $3 group by left_code, right_code
)
select l.left_code || '|' || l.right_code as key, l.length, p.count, l.level,
       x.name as a, x.name_en as "aEn", y.name as b, y.name_en as "bEn",
       array[st_xmin(l.box), st_ymin(l.box), st_xmax(l.box), st_ymax(l.box)] as bounds
from line l
join pair p on p.left_code = l.left_code and p.right_code = l.right_code
join boundary x on x.edition_id = $3 and x.code = l.left_code
join boundary y on y.edition_id = $3 and y.code = l.right_code
where l.length > 0 and (l.left_code like $4 || '%' or l.right_code like $4 || '%')
order by p.count / greatest(l.length, 200) desc, key
limit $5
