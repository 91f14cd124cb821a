-- Closes the open tickets whose fault edition $1, the last one published, does not have any more.
with latest as (
  select id, coalesce(published_at, now()) as at from edition where id = $1 and valid_to is null
), party as (
  select b.shape from boundary b
  where b.edition_id = $1 and (b.level = 'subdistrict' or (b.leaf is not null and b.level in ('city', 'district')))
), gone as (
  select t.id
  from survey_ticket t, latest
  where t.status = 'open' and t.edition_id <> latest.id
    and case t.kind
      when 'gap' then exists (select from party p where st_covers(p.shape, t.at))
      when 'overlap' then (select count(*) from party p where st_covers(p.shape, t.at)) <= 1
      else not exists (
        select from seam_line s join seam_record r on r.id = s.record_id
        where s.edition_id = latest.id and s.key = t.defect_key and r.basis is null
      )
    end
)
update survey_ticket t
set status = 'closed', closed_at = latest.at, resolved_by_edition = latest.id,
    closed_note = '版本 ' || latest.id || ' 已消除 / resolved by edition ' || latest.id
from gone, latest
where t.id = gone.id
returning t.id::text, t.closed_at as at
