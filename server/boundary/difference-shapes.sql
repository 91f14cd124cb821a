-- The largest $3 pieces of land that changed hands between editions $1 and $2, as GeoJSON simplified by about half a metre, with names of both sides.
select p.number, p.from_code as "from", p.to_code as "to", coalesce(f.name, '') as "fromName", coalesce(t.name, '') as "toName",
       p.area_m2 as area,
       st_asgeojson(st_multi(st_simplifypreservetopology(p.shape, 5e-6)), 6)::json as geometry
from edition_difference_piece p
left join boundary f on f.edition_id = p.base_id and f.code = p.from_code
left join boundary t on t.edition_id = p.edition_id and t.code = p.to_code
where p.base_id = $1 and p.edition_id = $2
order by p.number
limit $3
