-- Incidents on seam $2 of edition $1, newest first: their verdict in use met it under any of its names, or, where no verdict of theirs names seams, their footprint lies within 15 m of it.
with line as (
  select record_id, shape, shape::geography as ground from seam_line where edition_id = $1 and key = $2
), found as (
  select v.incident_id as id
  from line
  join seam_line name using (record_id)
  join verdict v on v.edition_id = name.edition_id and v.met_seams ? name.key
  where not exists (select from verdict later where later.incident_id = v.incident_id and later.id > v.id)
  union all
  select near.id
  from line
  cross join lateral (
    -- 0.0003 degrees are more than 15 m wherever people live; what is left of them is measured. Most incidents are
    -- points, which the index of locations finds; the others have one of their own.
    select i.id, i.footprint, i.verdict_model from incident i
    where st_dwithin(i.location, line.shape, 0.0003) and st_dimension(i.footprint) = 0
    union all
    select i.id, i.footprint, i.verdict_model from incident i
    where st_dwithin(i.footprint, line.shape, 0.0003) and st_dimension(i.footprint) > 0
  ) near
  where st_dwithin(near.footprint::geography, line.ground, 15)
    -- A verdict that many share meets no seam.
    and near.verdict_model is null
    and not exists (select from verdict v where v.incident_id = near.id and v.met_seams is not null)
)
select i.id::text, i.status, i.joint, i.areas, jsonb_build_array(st_x(i.location), st_y(i.location)) as location,
       exists (select from whistle w where w.incident_id = i.id) as whistled
from found
join incident i using (id)
order by i.occurred_at desc, i.id desc
