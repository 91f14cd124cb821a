-- What a closed whistle ($1) leaves beside its view and its log: each footprint it had with its verdict, the lines between its sides within 1 km, and which bodies are owners.
select (
         select jsonb_agg(jsonb_build_object(
                  'at', v.created_at,
                  'footprint', st_asgeojson(v.footprint, 7)::jsonb,
                  'accuracy', v.accuracy_m,
                  'parties', v.body -> 'parties') order by v.id)
         from verdict v
         where v.incident_id = w.incident_id
           and (v.reason is not null or v.id = (select min(f.id) from verdict f where f.incident_id = w.incident_id))
       ) as drawings,
       (
         select st_asgeojson(st_multi(st_collectionextract(st_union(near.line), 2)), 7)::jsonb
         from (
           select st_intersection(s.shape, st_buffer(i.location::geography, 1000)::geometry) as line
           from verdict v
           join seam s on s.edition_id = v.edition_id and s.shape && st_buffer(i.location::geography, 1000)::geometry
           where v.id = w.verdict_id
             -- Between two of its sides: lines within one are nobody's seam.
             and exists (select from side l join side r on r.whistle_id = l.whistle_id and r.area_code <> l.area_code
                         where l.whistle_id = w.id
                           and s.left_code like l.area_code || '%' and s.right_code like r.area_code || '%')
         ) near
         where not st_isempty(near.line)
       ) as seam,
       (
         select coalesce(jsonb_agg(distinct p.party -> 'jurisdiction' ->> 'code'), '[]')
         from verdict v, jsonb_array_elements(v.body -> 'parties') as p (party)
         where v.incident_id = w.incident_id and p.party -> 'holding' ->> 'kind' = 'parcel'
       ) as owners
from whistle w
join incident i on i.id = w.incident_id
where w.id = $1
