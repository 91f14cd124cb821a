-- Seams of edition $1, longest first, filtered by level $2, parties $3, box $4, basis $5 of the line or of a stretch of it ('none' for unrecorded) and sets of codes $6 of which each must hold a side; after length $7 and key $8, at most $9; agreements in force at $10.
with found as (
  select s.key, s.level, s.left_code, s.right_code, s.length_m, s.record_id, s.left_side, s.shape, r.basis, r.holder,
         r.accuracy_m
  from seam_line s
  join seam_record r on r.id = s.record_id
  where s.edition_id = $1
    and ($2::text is null or s.level = $2)
    and ($3::text[] is null or s.left_code = any ($3) or s.right_code = any ($3))
    and ($4::float8[] is null or s.shape && st_makeenvelope($4[1], $4[2], $4[3], $4[4], 4326))
    and (
      $5::text is null
      or coalesce(r.basis, 'none') = $5
      or exists (
        select from seam_stretch t where t.record_id = s.record_id and coalesce(t.basis, 'none') = $5
      )
    )
    and not exists (
      select from jsonb_array_elements($6::text::jsonb) as word
      where not word ?| array[s.left_code, s.right_code]
    )
), page as (
  select * from found
  where $7::float8 is null or length_m < $7 or (length_m = $7 and key collate "C" > $8::text)
  order by length_m desc, key collate "C"
  limit $9
)
select p.key, p.level, p.left_code as left, p.right_code as right, p.length_m as length, p.record_id::text as record,
       p.basis, p.accuracy_m as accuracy,
       array(
         select distinct t.basis from seam_stretch t
         where t.record_id = p.record_id and t.basis is distinct from p.basis
         order by t.basis
       ) as "otherBases",
       case when p.holder = p.left_side then p.left_code when p.holder is not null then p.right_code end as holder,
       array[st_xmin(p.shape), st_ymin(p.shape), st_xmax(p.shape), st_ymax(p.shape)] as bounds,
       (select count(*)::int from seam_agreement a
        where a.record_id = p.record_id and a.from_at <= $10 and a.ended_at is null
          and (a.until_at is null or a.until_at > $10)) as agreements,
       (select count(*)::int from survey_ticket t
        where t.status = 'open' and t.codes @> array[p.left_code, p.right_code]) as tickets,
       (select count(*)::int from found) as count,
       (select sum(length_m) from found) as total
from page p
order by p.length_m desc, p.key collate "C"
