-- Incidents on seam $2 of edition $1: their verdict met it under any of its names, or, where a verdict names no seams, their footprint lies within 15 m of it.
with line as (
  select record_id, shape, shape::geography as ground from seam_line where edition_id = $1 and key = $2
), names as (
  select s.edition_id, s.key from seam_line s join line using (record_id)
)
select i.id::text, substr(i.number, 5) as number, i.occurred_at as "occurredAt", i.status, i.joint, i.areas,
       i.place, i.place_en as "placeEn", w.id::text as "whistleId",
       jsonb_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en, 'kind', c.kind) as category,
       jsonb_build_array(st_x(i.location), st_y(i.location)) as location
from line
-- Half a kilometre: a footprint on the line has a point of its own no further from it, but for very large ones.
join incident i on i.location && st_expand(line.shape, 0.006)
join category c on c.code = i.category
left join whistle w on w.incident_id = i.id
left join lateral (
  select v.body, v.edition_id from verdict v where v.incident_id = i.id order by v.id desc limit 1
) v on true
where case
  when v.body ? 'seams' then exists (
    select from jsonb_array_elements(v.body->'seams') as met
    join names n on n.edition_id = v.edition_id and n.key = met->>'key'
  )
  else st_dwithin(i.footprint, line.shape, 0.0003) and st_dwithin(i.footprint::geography, line.ground, 15)
end
order by i.occurred_at desc, i.id desc
limit $3
