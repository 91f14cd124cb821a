-- Incidents that lie on land which changed hands between editions $1 and $2: how many, and how many of them are still open.
select count(*)::int as affected, count(*) filter (where i.status = 'open')::int as open
from incident i
where exists (
  select from edition_difference_piece p
  where p.base_id = $1 and p.edition_id = $2 and st_intersects(p.shape, i.location)
)
