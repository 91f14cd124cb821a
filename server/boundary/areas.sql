-- Areas of edition $1, of level $2 and under parent $3 where these are given.
select b.code, b.name, b.name_en as "nameEn", b.level, b.parent, b.area_m2 as area,
       case when b.label is not null then array[st_x(b.label), st_y(b.label)] end as label,
       array[st_xmin(b.shape), st_ymin(b.shape), st_xmax(b.shape), st_ymax(b.shape)] as bounds
from boundary b
where b.edition_id = $1
  and ($2::text is null or b.level = $2)
  and ($3::text is null or b.parent = $3)
order by array_position(array['city', 'district', 'subdistrict', 'community', 'cell'], b.level), b.code
