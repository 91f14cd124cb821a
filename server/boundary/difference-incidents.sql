-- Incidents that lie on land which changed hands between editions $1 and $2: how many, and how many of them are still open.
-- Pieces come first, so that each is prepared once and asked for the incidents the index has near it.
with piece as materialized (
  select shape from edition_difference_piece where base_id = $1 and edition_id = $2
), found as (
  select distinct i.id, i.status from piece p join incident i on st_intersects(p.shape, i.location)
)
select count(*)::int as affected, count(*) filter (where status = 'open')::int as open from found
