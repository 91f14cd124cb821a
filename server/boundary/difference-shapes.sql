-- The largest $3 pieces of land that changed hands between editions $1 and $2, as GeoJSON simplified by about half a metre.
select number, from_code as "from", to_code as "to", area_m2 as area,
       st_asgeojson(st_multi(st_simplifypreservetopology(shape, 5e-6)), 6)::json as geometry
from edition_difference_piece
where base_id = $1 and edition_id = $2
order by number
limit $3
