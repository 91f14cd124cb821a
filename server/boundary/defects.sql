-- Places where the check of edition $1 found something, of kind $2 where it is given, with their shapes as GeoJSON.
select number, kind, severity, area_m2 as area, width_m as width, codes, names, features,
       about->'neighbours' as neighbours, about->'missing' as missing, about->'detail' as detail,
       st_asgeojson(shape, 7)::json as geometry
from edition_defect
where edition_id = $1 and ($2::text is null or kind = $2)
order by number
