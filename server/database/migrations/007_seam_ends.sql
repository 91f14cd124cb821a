-- Seams that end stay on record, tickets follow their seams, verdicts name the seams they met where an index finds them, and incidents are found by their footprints.
create table seam_end (
  edition_id integer not null references edition (id) on delete cascade,
  record_id bigint not null references seam_record (id),
  key text not null,
  into_key text,
  primary key (edition_id, record_id)
);
comment on table seam_end is 'Lines of the edition before that no line of an edition continues.';
comment on column seam_end.edition_id is 'First edition without the line.';
comment on column seam_end.record_id is 'What was recorded about it.';
comment on column seam_end.key is 'Its key in the edition before.';
comment on column seam_end.into_key is 'Key of the line of edition_id that most of it lies on; null where there is no line any more.';
create index seam_end_record on seam_end (record_id);
create index seam_end_into on seam_end (edition_id, into_key);

-- Editions published before this table was there; three metres are some 0.00003 degrees.
insert into seam_end (edition_id, record_id, key, into_key)
select e.id, s.record_id, s.key, heir.key
from edition e
join edition b on b.status = 'published' and b.valid_to = e.valid_from
join seam_line s on s.edition_id = b.id
left join lateral (
  select n.key, st_length(st_intersection(s.shape, st_buffer(n.shape, 0.00003))) as common
  from seam_line n where n.edition_id = e.id and n.shape && s.shape
  order by common desc limit 1
) heir on heir.common >= 0.5 * st_length(s.shape)
where e.status = 'published'
  and exists (select from seam_line n where n.edition_id = e.id)
  and not exists (select from seam_line n where n.edition_id = e.id and n.record_id = s.record_id);

alter table survey_ticket_incident add column defect_key text;
update survey_ticket_incident m set defect_key = t.defect_key from survey_ticket t where t.id = m.ticket_id;
alter table survey_ticket_incident alter column defect_key set not null;
comment on column survey_ticket_incident.defect_key is 'Names the fault as the incident''s verdict does; the ticket''s own key follows the fault into later editions.';

alter table verdict add column met_seams jsonb generated always as (
  case when body ? 'seams' then jsonb_path_query_array(body, '$.seams[*].key') end
) stored;
comment on column verdict.met_seams is 'Keys, in its edition, of the seams it met; null for verdicts of rules that did not name them.';
create index verdict_met_seams on verdict using gin (met_seams);
create index incident_footprint on incident using gist (footprint) where st_dimension(footprint) > 0;
