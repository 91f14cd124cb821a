-- Points given from $1 until $2 in cases of category $3 where given: one row for each direction and who was scored, its scorings each as the mean of their items, from 0 to 1.
select g.direction, g.code, count(*)::int as count, sum(g.points) as points
from (
  select s.direction, s.to_code as code, (avg(s.points) - 1)::float8 / 4 as points
  from score s
  join whistle w on w.id = s.whistle_id
  join incident i on i.id = w.incident_id
  where s.made_at >= $1::timestamptz and s.made_at < $2::timestamptz and ($3::text is null or i.category = $3)
  group by s.direction, s.whistle_id, s.from_code, s.to_code
) g
group by g.direction, g.code
