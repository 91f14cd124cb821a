-- Posts of the 1+5+N platforms of areas $1 (with the codes above each, $2) that nobody is on duty for at $3.
with place as (
  select code, string_to_array(path, ' ') as path
  from unnest($1::text[], $2::text[]) as given (code, path)
), post as (
  -- A unit is posted where it acts; whoever is on call serves all below.
  select p.code as area_code, p.path, b.code, b.name, b.name_en, b.short, b.short_en, b.posting, b.department
  from place p join body b on b.area_code = p.code or (b.posting = 'onCall' and b.area_code = any (p.path))
  where b.posting is not null and b.ended_at is null
)
select post.area_code as "areaCode", post.code as "bodyCode", post.name as "bodyName", post.name_en as "bodyNameEn",
       post.short, post.short_en as "shortEn", post.posting, post.department,
       (select max(s.to_at) from shift s
        where s.body_code = post.code and s.area_code = any (post.path) and s.to_at <= $3::timestamptz) as "emptySince"
from post
where not exists (
  select from shift s
  where s.body_code = post.code and s.area_code = any (post.path) and s.from_at <= $3::timestamptz and s.to_at > $3::timestamptz
)
order by post.area_code, array_position(array['body', 'resident', 'onCall'], post.posting), post.code
