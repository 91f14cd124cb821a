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
  'dueAt', w.due_at,
  'verifiedAt', w.verified_at,
  'closedAt', w.closed_at,
  'location', jsonb_build_array(st_x(i.location), st_y(i.location)),
  'footprint', st_asgeojson(i.footprint, 9)::jsonb,
  'verdict', v.body,
  'sides', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'areaCode', s.area_code,
      'name', coalesce(a.name, s.area_code),
      'nameEn', coalesce(a.name_en, s.area_code),
      'district', case when d.code is not null then jsonb_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en) end,
      'party', s.party,
      'role', s.role,
      'share', s.share,
      'area', s.area_m2,
      'feedback', s.feedback,
      'feedbackAt', s.feedback_at,
      'signedAt', s.signed_at
    ) order by s.share desc, s.area_code), '[]')
    from (select side.*, (row_number() over (order by area_code) - 1) % 6 + 1 as party from side where whistle_id = w.id) s
    left join boundary a on a.edition_id = v.edition_id and a.code = s.area_code
    left join boundary d on d.edition_id = v.edition_id and d.code = a.parent
  ),
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
    from summons m where m.whistle_id = w.id
  )
) as view
from whistle w
join incident i on i.id = w.incident_id
join category c on c.code = i.category
join verdict v on v.id = w.verdict_id
left join boundary f on f.edition_id = v.edition_id and f.code = w.blown_for
where case when $1::bigint[] is null then w.closed_at is null or w.closed_at >= $2::timestamptz else w.id = any ($1::bigint[]) end
order by w.blown_at desc, w.id desc
