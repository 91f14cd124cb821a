-- The same as near.sql for incidents of numbers $4 alone: few, and each looks for its seams.
with line as materialized (
  select key, record_id, shape from seam_line where edition_id = $1
), wanted as materialized (
  select id, footprint, joint from incident where id = any ($4::bigint[])
), found as (
  select l.key, i.id, false as across
  from wanted i
  join line l on l.shape && st_expand(i.footprint, $3) and st_dwithin(i.footprint::geography, l.shape::geography, $2)
  union all
  select l.key, i.id, true
  from wanted i
  cross join lateral (select v.edition_id, v.met_seams from verdict v where v.incident_id = i.id order by v.id desc limit 1) v
  cross join lateral jsonb_array_elements_text(v.met_seams) as met (key)
  join seam_line name on name.edition_id = v.edition_id and name.key = met.key
  join line l on l.record_id = name.record_id
  where i.joint
)
select key, id::float8 as id, bool_or(across) as across from found group by key, found.id
