-- Seams of edition $1 that differ at level $2, touch area $3 or one below it, and meet the box $4 to $7, each where given; the longest $8.
with recursive within as (
  select code from boundary where edition_id = $1 and code = $3
  union all
  select b.code from boundary b join within w on b.parent = w.code where b.edition_id = $1
)
select s.key, s.level,
       json_build_object('code', s.left_code, 'name', l.name, 'nameEn', l.name_en) as left,
       json_build_object('code', s.right_code, 'name', r.name, 'nameEn', r.name_en) as right,
       s.length_m as length, s.basis, s.accuracy_m as accuracy,
       array[st_xmin(s.shape), st_ymin(s.shape), st_xmax(s.shape), st_ymax(s.shape)] as bounds,
       (count(*) over ())::int as count, sum(s.length_m) over () as total
from seam s
join boundary l on l.edition_id = s.edition_id and l.code = s.left_code
join boundary r on r.edition_id = s.edition_id and r.code = s.right_code
where s.edition_id = $1
  and ($2::text is null or s.level = $2)
  and ($3::text is null or s.left_code in (select code from within) or s.right_code in (select code from within))
  and ($4::float8 is null or s.shape && st_makeenvelope($4, $5::float8, $6::float8, $7::float8, 4326))
order by s.length_m desc, s.key
limit $8
