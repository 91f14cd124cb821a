-- Incidents at the seams of edition $1, once for each: their footprint lies within $2 metres (of which $3 are more degrees), or their verdict calls both sides.
with line as materialized (
  select key, record_id, shape from seam_line where edition_id = $1
), piece as materialized (
  -- Short pieces: the box around a long line would find most of the city.
  select key, shape, shape::geography as ground
  from (select key, st_subdivide(shape, 16) as shape from line) as cut
), found as (
  -- Most incidents are points, which the index of locations finds; the others have one of their own.
  select p.key, i.id, false as across
  from piece p
  join incident i on i.location && st_expand(p.shape, $3) and st_dimension(i.footprint) = 0
    and st_dwithin(i.location::geography, p.ground, $2)
  union all
  select p.key, i.id, false
  from piece p
  join incident i on i.footprint && st_expand(p.shape, $3) and st_dimension(i.footprint) > 0
    and st_dwithin(i.footprint::geography, p.ground, $2)
  union all
  -- A verdict names the seams of its own edition; the record says which of today's each of them is.
  select l.key, i.id, true
  from incident i
  cross join lateral (select v.edition_id, v.met_seams from verdict v where v.incident_id = i.id order by v.id desc limit 1) v
  cross join lateral jsonb_array_elements_text(v.met_seams) as met (key)
  join seam_line name on name.edition_id = v.edition_id and name.key = met.key
  join line l on l.record_id = name.record_id
  where i.joint
)
select key, id::float8 as id, bool_or(across) as across from found group by key, found.id
