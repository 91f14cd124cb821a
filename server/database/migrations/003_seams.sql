-- Seams as things: the lines between two parties of each edition, what is recorded about them from one edition to the next, and survey tickets.
create table seam_record (
  id bigint primary key generated always as identity,
  basis text check (basis in ('centreline', 'kerb', 'wallFoot')),
  holder text check (holder in ('a', 'b')),
  accuracy_m double precision check (accuracy_m >= 0),
  accuracy_source text not null default '',
  note text not null default '',
  updated_at timestamptz,
  updated_by text,
  version integer not null default 0,
  descends_from bigint references seam_record (id),
  check (holder is null or basis in ('kerb', 'wallFoot'))
);
comment on table seam_record is 'What is recorded about a line between two parties, whatever its shape and the codes of its sides in one edition. Its two sides are called a and b and keep these letters.';
comment on column seam_record.id is 'Number.';
comment on column seam_record.basis is 'What the line was drawn along on the ground; null where nobody has recorded it.';
comment on column seam_record.holder is 'Where the basis is kerb or wall foot: the side that has the whole carriageway; null where nobody is named.';
comment on column seam_record.accuracy_m is 'Metres within which the line is known; null where nobody has recorded it.';
comment on column seam_record.accuracy_source is 'Where the accuracy comes from: a survey, a plan, a file.';
comment on column seam_record.note is 'What was said when basis or accuracy were last recorded.';
comment on column seam_record.updated_at is 'When basis or accuracy were last recorded; null for never.';
comment on column seam_record.updated_by is 'Account that did it.';
comment on column seam_record.version is 'Counts the changes of basis, holder and accuracy; who changes them names the one they saw.';
comment on column seam_record.descends_from is 'Record of the line that this one was cut off from when a side was split; what was recorded then was copied.';

create table seam_line (
  edition_id integer not null references edition (id) on delete cascade,
  key text not null,
  record_id bigint not null references seam_record (id),
  level text not null check (level in ('city', 'district', 'subdistrict')),
  left_code text not null,
  right_code text not null,
  left_side text not null check (left_side in ('a', 'b')),
  origin text not null check (origin in ('kept', 'renamed', 'split', 'new')),
  origin_key text,
  length_m double precision not null,
  shape geometry(MultiLineString, 4326) not null,
  primary key (edition_id, key),
  unique (edition_id, record_id)
);
comment on table seam_line is 'The line two parties (areas of subdistrict rank) share in one edition, as far as it is connected; derived when the edition is published.';
comment on column seam_line.edition_id is 'The edition.';
comment on column seam_line.key is 'Smaller code|larger code, with #2, #3 … from the second line of the same pair on, from west to east.';
comment on column seam_line.record_id is 'What is recorded about it.';
comment on column seam_line.level is 'Highest level at which its sides differ.';
comment on column seam_line.left_code is 'Party on the left of its direction: the smaller code.';
comment on column seam_line.right_code is 'Party on the right of its direction: the larger code.';
comment on column seam_line.left_side is 'Letter that the left side has in the record.';
comment on column seam_line.origin is 'How it came by its record: kept (the same pair), renamed (the same line, other codes), split (cut off from a line, the record copied), new.';
comment on column seam_line.origin_key is 'Key of the line in the edition before that it got its record from; null for a new one.';
comment on column seam_line.length_m is 'Metres along it on the ellipsoid.';
comment on column seam_line.shape is 'The line, WGS84.';
create index seam_line_shape on seam_line using gist (shape);
create index seam_line_record on seam_line (record_id);

create table seam_agreement (
  id bigint primary key generated always as identity,
  record_id bigint not null references seam_record (id),
  category text references category (code),
  lead_side text not null check (lead_side in ('a', 'b')),
  text text not null,
  from_at timestamptz not null,
  until_at timestamptz check (until_at > from_at),
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null))
);
comment on table seam_agreement is 'Who leads on a seam, as its two sides agreed. Rows are never deleted: an agreement is ended early with a reason.';
comment on column seam_agreement.id is 'Number.';
comment on column seam_agreement.record_id is 'The seam''s record.';
comment on column seam_agreement.category is 'Category it holds for; null for all of them.';
comment on column seam_agreement.lead_side is 'Letter of the side that leads.';
comment on column seam_agreement.text is 'What was agreed, in words.';
comment on column seam_agreement.from_at is 'From when it holds.';
comment on column seam_agreement.until_at is 'Until when it holds; null without end.';
comment on column seam_agreement.made_by is 'Account that entered it.';
comment on column seam_agreement.made_at is 'When it was entered.';
comment on column seam_agreement.ended_by is 'Account that ended it early.';
comment on column seam_agreement.ended_at is 'When it was ended early.';
comment on column seam_agreement.ended_reason is 'Why it was ended early.';
create index seam_agreement_record on seam_agreement (record_id);

create table seam_contact (
  record_id bigint not null references seam_record (id),
  position integer not null,
  side text not null check (side in ('a', 'b')),
  office text not null,
  office_en text not null default '',
  phone text not null,
  primary key (record_id, position)
);
comment on table seam_contact is 'Whom to call about a seam: offices and their duty phones, never private persons.';
comment on column seam_contact.record_id is 'The seam''s record.';
comment on column seam_contact.position is 'Order in which they are shown.';
comment on column seam_contact.side is 'Letter of the side the office belongs to.';
comment on column seam_contact.office is 'Office or post, in Chinese.';
comment on column seam_contact.office_en is 'Office or post, in English; empty where it has no such name.';
comment on column seam_contact.phone is 'The office''s duty phone.';

create table survey_ticket (
  id bigint primary key generated always as identity,
  kind text not null check (kind in ('gap', 'overlap', 'no-basis')),
  defect_key text not null,
  at geometry(Point, 4326),
  codes text[] not null,
  width_m double precision,
  area_m2 double precision,
  edition_id integer not null references edition (id),
  status text not null default 'open' check (status in ('open', 'closed')),
  opened_at timestamptz not null,
  last_met_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  closed_note text,
  resolved_by_edition integer references edition (id),
  check ((status = 'closed') = (closed_at is not null))
);
comment on table survey_ticket is 'A fault of the boundaries that an incident has met, for the surveyors. One open ticket a fault.';
comment on column survey_ticket.id is 'Number.';
comment on column survey_ticket.kind is 'gap: land of nobody; overlap: land of two; no-basis: a line of which nobody has recorded what it follows.';
comment on column survey_ticket.defect_key is 'Names the fault, as verdicts do.';
comment on column survey_ticket.at is 'A place in the fault, or where it was first met, WGS84.';
comment on column survey_ticket.codes is 'Parties concerned, ascending.';
comment on column survey_ticket.width_m is 'Mean width of the gap or overlap in metres; null for a line.';
comment on column survey_ticket.area_m2 is 'Square metres of the gap or overlap; null for a line.';
comment on column survey_ticket.edition_id is 'Edition under which it was first met.';
comment on column survey_ticket.status is 'open or closed.';
comment on column survey_ticket.opened_at is 'When the first incident met it.';
comment on column survey_ticket.last_met_at is 'When the latest incident met it.';
comment on column survey_ticket.closed_at is 'When it was closed.';
comment on column survey_ticket.closed_by is 'Account that closed it; null where an edition or a recorded basis did.';
comment on column survey_ticket.closed_note is 'What was found.';
comment on column survey_ticket.resolved_by_edition is 'Edition in which the fault is gone; null where a person closed it.';
create unique index survey_ticket_open on survey_ticket (defect_key) where status = 'open';
create index survey_ticket_codes on survey_ticket using gin (codes) where status = 'open';

create table survey_ticket_incident (
  ticket_id bigint not null references survey_ticket (id),
  incident_id bigint not null references incident (id) on delete cascade,
  met_at timestamptz not null,
  primary key (ticket_id, incident_id)
);
comment on table survey_ticket_incident is 'Incidents that met a fault of the boundaries.';
comment on column survey_ticket_incident.ticket_id is 'The ticket.';
comment on column survey_ticket_incident.incident_id is 'The incident.';
comment on column survey_ticket_incident.met_at is 'When it was judged there.';
create index survey_ticket_incident_incident on survey_ticket_incident (incident_id);
