-- How the incidents numbered in $1 stand: what they are called, who takes part, who is called, who blew, and whose common superior coordinates.
select i.id::text as "incidentId",
       w.id::text as "whistleId",
       substr(i.number, 5) as number,
       coalesce(w.kind, c.kind) as kind,
       coalesce(w.joint, i.joint) as joint,
       i.place,
       i.place_en as "placeEn",
       jsonb_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en) as category,
       w.due_at as "dueAt",
       w.blown_by as "blownBy",
       w.blown_for as "blownFor",
       coalesce(v.body, m.body) -> 'coordinator' ->> 'code' as superior,
       coalesce(t.sides, '[]') as sides,
       coalesce(b.bodies, '[]') as bodies
from incident i
join category c on c.code = i.category
left join whistle w on w.incident_id = i.id
left join lateral (
  select r.edition_id, r.body from verdict r
  where r.incident_id = i.id and (w.id is null or r.id = w.verdict_id)
  order by r.id desc limit 1
) v on true
left join verdict_model m on m.id = i.verdict_model
left join lateral (
  select jsonb_agg(jsonb_build_object(
           'areaCode', p.code,
           'path', array_to_json(array_remove(array[d.parent, d.code, p.code], null)))) as sides
  from (
    select s.area_code as code from side s where s.whistle_id = w.id
    union
    select unnest(i.areas) where w.id is null
  ) p
  left join boundary a on a.edition_id = coalesce(v.edition_id, m.edition_id) and a.code = p.code
  left join boundary d on d.edition_id = coalesce(v.edition_id, m.edition_id) and d.code = a.parent
) t on true
left join lateral (
  select jsonb_agg(jsonb_build_object(
           'areaCode', m.area_code,
           'bodyCode', m.body_code,
           'excused', m.released_at is not null and m.checked_in_at is null) order by m.id) as bodies
  from summons m where m.whistle_id = w.id
) b on true
where i.id = any ($1::bigint[])
