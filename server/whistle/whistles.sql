-- Whistles as screens see them, all of them: which ones, and in what order, its reader adds.
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
  'caller', w.caller,
  'taskForce', case when k.id is not null
                 then jsonb_build_object('id', k.id::text, 'name', k.name, 'nameEn', coalesce(nullif(k.name_en, ''), k.name)) end,
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
      'reason', m.reason,
      'dueAt', m.due_at,
      'readAt', m.read_at,
      'checkedInAt', m.checked_in_at,
      'checkIn', m.check_in,
      'onTime', m.checked_in_at <= m.due_at,
      'feedback', m.feedback,
      'feedbackAt', m.feedback_at,
      'nudgedAt', m.nudged_at,
      'releasedAt', m.released_at
    ) order by m.id), '[]')
    from summons m
    where m.whistle_id = w.id and (m.released_at is null or m.checked_in_at is not null)
  )
) || jsonb_build_object(
  'heldLead', w.lead,
  'consultationNeededAt', w.consultation_needed_at,
  'version', coalesce((select max(e.id) from event e where e.incident_id = i.id), 0)::text,
  'minutes', (
    select jsonb_object_agg(nearest.step, nearest.minutes)
    from (select distinct on (k.step) k.step, k.minutes
          from step_clock k
          where k.kind in ('', w.kind) and k.category in ('', i.category) and k.since <= w.blown_at
          order by k.step, k.category = '', k.kind = '', k.since desc) nearest
  ),
  'nudgeMinutes', (select l.value from flow_limit l where l.name = 'nudgeMinutes'),
  'returns', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', q.id::text, 'areaCode', q.area_code, 'summons', q.summons_id::text,
      'who', case when m.id is null
               then jsonb_build_object('name', coalesce(a.name, q.area_code), 'nameEn', coalesce(a.name_en, q.area_code))
               else jsonb_build_object('name', m.body_name, 'nameEn', m.body_name_en) end,
      'reason', q.reason, 'at', q.asked_at, 'by', jsonb_build_object('name', b.display_name, 'nameEn', b.display_name_en),
      'answer', case when q.answered_at is not null then jsonb_build_object(
        'agreed', q.agreed, 'reason', q.answer, 'at', q.answered_at,
        'by', jsonb_build_object('name', n.display_name, 'nameEn', n.display_name_en)) end
    ) order by q.id), '[]')
    from return_request q
    join account b on b.name = q.asked_by
    left join account n on n.name = q.answered_by
    left join summons m on m.id = q.summons_id
    left join boundary a on a.edition_id = v.edition_id and a.code = q.area_code
    where q.whistle_id = w.id
  ),
  'extensions', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', q.id::text, 'areaCode', q.area_code, 'summons', q.summons_id::text, 'step', q.step, 'until', q.until,
      'who', case when m.id is null
               then jsonb_build_object('name', coalesce(a.name, q.area_code), 'nameEn', coalesce(a.name_en, q.area_code))
               else jsonb_build_object('name', m.body_name, 'nameEn', m.body_name_en) end,
      'reason', q.reason, 'at', q.asked_at, 'by', jsonb_build_object('name', b.display_name, 'nameEn', b.display_name_en),
      'answer', case when q.answered_at is not null then jsonb_build_object(
        'agreed', q.agreed, 'reason', q.answer, 'at', q.answered_at,
        'by', jsonb_build_object('name', n.display_name, 'nameEn', n.display_name_en)) end
    ) order by q.id), '[]')
    from extension_request q
    join account b on b.name = q.asked_by
    left join account n on n.name = q.answered_by
    left join summons m on m.id = q.summons_id
    left join boundary a on a.edition_id = v.edition_id and a.code = q.area_code
    where q.whistle_id = w.id
  ),
  'escalations', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', q.id::text, 'overdue', q.overdue, 'note', q.note, 'at', q.made_at,
      'to', jsonb_build_object('code', q.to_code, 'name', coalesce(a.name, q.to_code), 'nameEn', coalesce(a.name_en, q.to_code)),
      'by', jsonb_build_object('name', b.display_name, 'nameEn', b.display_name_en)
    ) order by q.id), '[]')
    from escalation q
    join account b on b.name = q.made_by
    left join boundary a on a.edition_id = v.edition_id and a.code = q.to_code
    where q.whistle_id = w.id
  ),
  'consultations', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', q.id::text, 'whistleId', q.whistle_id::text, 'agenda', q.agenda, 'place', q.place, 'at', q.at,
      'required', q.required, 'calledFor', q.called_for, 'calledAt', q.called_at,
      'by', jsonb_build_object('name', b.display_name, 'nameEn', b.display_name_en),
      'parties', (
        select coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'name', p.name, 'nameEn', p.name_en,
                                                     'role', p.role, 'duty', p.duty) order by p.code), '[]')
        from consultation_party p where p.consultation_id = q.id
      ),
      'held', case when q.held_at is not null then jsonb_build_object(
        'at', q.held_at, 'by', jsonb_build_object('name', h.display_name, 'nameEn', h.display_name_en),
        'minutes', q.minutes, 'plan', q.plan, 'deadline', q.deadline) end,
      'cancelled', case when q.cancelled_at is not null then jsonb_build_object(
        'at', q.cancelled_at, 'by', jsonb_build_object('name', x.display_name, 'nameEn', x.display_name_en),
        'reason', q.cancellation) end
    ) order by q.id), '[]')
    from consultation q
    join account b on b.name = q.called_by
    left join account h on h.name = q.held_by
    left join account x on x.name = q.cancelled_by
    where q.whistle_id = w.id
  )
) as view
from whistle w
join incident i on i.id = w.incident_id
join category c on c.code = i.category
join verdict v on v.id = w.verdict_id
left join boundary f on f.edition_id = v.edition_id and f.code = w.blown_for
left join task_force k on k.id = w.task_force_id
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
      'handleDueAt', r.handle_due_at,
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
