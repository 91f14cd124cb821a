-- Whistles as screens see them, newest first: those numbered in $1 or, where $1 is null, the open ones and those closed since $2.
select jsonb_build_object(
  'id', w.id::text,
  'number', substr(i.number, 5),
  'incidentId', i.id::text,
  'kind', w.kind,
  'joint', w.joint,
  'place', i.place,
  'placeEn', i.place_en,
  'category', jsonb_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en),
  'note', w.note,
  'blownAt', w.blown_at,
  'blownFor', jsonb_build_object('code', w.blown_for, 'name', coalesce(f.name, w.blown_for), 'nameEn', coalesce(f.name_en, w.blown_for)),
  'dueAt', coalesce((select min(m.due_at) from summons m
                     where m.whistle_id = w.id and m.checked_in_at is null and m.released_at is null), w.due_at),
  'verifiedAt', w.verified_at,
  'closedAt', w.closed_at,
  'location', jsonb_build_array(st_x(i.location), st_y(i.location)),
  'footprint', st_asgeojson(i.footprint, 9)::jsonb,
  'accuracy', i.accuracy_m,
  'width', i.width_m,
  'occurredAt', i.occurred_at,
  'verdict', v.body,
  'verdictId', v.id::text,
  'override', o.view,
  'sides', coalesce(t.present, '[]'),
  'leftSides', coalesce(t.gone, '[]'),
  'summonses', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', m.id::text,
      'areaCode', m.area_code,
      'bodyCode', m.body_code,
      'bodyName', m.body_name,
      'bodyNameEn', m.body_name_en,
      'short', m.short,
      'shortEn', m.short_en,
      'posting', m.posting,
      'dueAt', m.due_at,
      'readAt', m.read_at,
      'checkedInAt', m.checked_in_at,
      'checkIn', m.check_in,
      'releasedAt', m.released_at
    ) order by m.id), '[]')
    from summons m
    where m.whistle_id = w.id and (m.released_at is null or m.checked_in_at is not null)
  )
) as view
from whistle w
join incident i on i.id = w.incident_id
join category c on c.code = i.category
join verdict v on v.id = w.verdict_id
left join boundary f on f.edition_id = v.edition_id and f.code = w.blown_for
left join lateral (
  select jsonb_agg(s.view order by s.share desc, s.area_code) filter (where s.state <> 'left') as present,
         jsonb_agg(s.view order by s.area_code) filter (where s.state = 'left') as gone
  from (
    select r.area_code, r.share, r.state, jsonb_build_object(
      'areaCode', r.area_code,
      'path', array_to_json(array_remove(array[d.parent, d.code, r.area_code], null)),
      'name', coalesce(a.name, r.area_code),
      'nameEn', coalesce(a.name_en, r.area_code),
      'district', case when d.code is not null then jsonb_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en) end,
      'party', (row_number() over (order by r.state in ('leaving', 'left'), r.area_code) - 1) % 6 + 1,
      'role', r.role,
      'share', r.share,
      'area', r.area_m2,
      'state', r.state,
      'feedback', r.feedback,
      'feedbackAt', r.feedback_at,
      'signedAt', r.signed_at
    ) as view
    from side r
    left join boundary a on a.edition_id = v.edition_id and a.code = r.area_code
    left join boundary d on d.edition_id = v.edition_id and d.code = a.parent
    where r.whistle_id = w.id
  ) s
) t on true
left join lateral (
  select jsonb_build_object(
    'id', n.id::text, 'verdictId', n.verdict_id::text, 'parties', n.parties, 'reason', n.reason, 'at', n.made_at,
    'by', jsonb_build_object('name', b.display_name, 'nameEn', b.display_name_en), 'inForce', true) as view
  from verdict_override n
  join account b on b.name = n.made_by
  where n.incident_id = i.id
    and not exists (select from verdict r where r.incident_id = i.id and r.id > n.verdict_id and r.reason is not null)
  order by n.id desc limit 1
) o on true
where case when $1::bigint[] is null then w.closed_at is null or w.closed_at >= $2::timestamptz else w.id = any ($1::bigint[]) end
order by w.blown_at desc, w.id desc
