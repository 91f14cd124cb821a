-- Incidents as a list shows them, newest first, filtered by every parameter that is not null.
select i.id::text,
       substr(i.number, 5) as number,
       jsonb_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en, 'kind', c.kind) as category,
       i.source,
       i.place,
       i.place_en as "placeEn",
       i.note,
       i.occurred_at as "occurredAt",
       i.created_at as "createdAt",
       i.status,
       i.joint,
       i.areas,
       jsonb_build_array(st_x(i.location), st_y(i.location)) as location,
       w.id::text as "whistleId",
       i.accepted_at as "acceptedAt",
       i.registered_at as "registeredAt",
       w.blown_at as "blownAt",
       i.closed_at as "closedAt",
       case when i.refused_at is not null then jsonb_build_object(
         'at', i.refused_at, 'reason', i.refusal, 'by', jsonb_build_object('name', f.display_name, 'nameEn', f.display_name_en))
       end as refused,
       (
         select jsonb_object_agg(nearest.step, nearest.minutes)
         from (select distinct on (k.step) k.step, k.minutes
               from step_clock k
               where k.step in ('accept', 'register', 'dispatch') and k.kind in ('', c.kind)
                 and k.category in ('', i.category) and k.since <= i.created_at
               order by k.step, k.category = '', k.kind = '', k.since desc) nearest
       ) as minutes
from incident i
join category c on c.code = i.category
left join whistle w on w.incident_id = i.id
left join account f on f.name = i.refused_by
where ($1::bigint is null or i.id = $1)
  -- What was merged is counted with the other, and found there or by its own number.
  and (i.merged_into is null or $1::bigint is not null)
  and ($2::text is null or i.status = $2)
  and ($3::text[] is null or i.areas && $3)
  and ($4::boolean is null or i.joint = $4)
  and ($5::text is null or i.category = $5)
  and ($11::boolean is null or (w.id is not null) = $11)
  and ($6::float8[] is null or i.location && st_makeenvelope($6[1], $6[2], $6[3], $6[4], 4326))
  and ($7::text is null or i.place ilike $7 or i.place_en ilike $7 or i.number like $7)
  and ($8::timestamptz is null or (i.created_at, i.id) < ($8, $9::bigint))
order by i.created_at desc, i.id desc
limit $10
