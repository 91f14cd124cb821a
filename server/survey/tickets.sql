-- Survey tickets as a list shows them, the latest first: $1 number, $2 status, $3 kind, $4 parties, each where given; after the ticket opened at $5 with number $6; at most $7.
with found as (
  select * from survey_ticket t
  where ($1::bigint is null or t.id = $1)
    and ($2::text is null or t.status = $2)
    and ($3::text is null or t.kind = $3)
    and ($4::text[] is null or t.codes && $4)
)
select t.id::text, t.kind, t.status, t.codes,
       case when t.at is not null then jsonb_build_array(st_x(t.at), st_y(t.at)) end as at,
       t.width_m as width, t.area_m2 as area, t.edition_id as edition, t.opened_at as "openedAt",
       t.last_met_at as "lastMetAt", t.closed_at as "closedAt", t.closed_by as "closedBy", t.closed_note as "closedNote",
       t.resolved_by_edition as "resolvedBy",
       (select count(*)::int from survey_ticket_incident m where m.ticket_id = t.id) as incidents,
       (select count(*)::int from found) as count
from found t
where $5::timestamptz is null or (t.opened_at, t.id) < ($5, $6::bigint)
order by t.opened_at desc, t.id desc
limit $7
