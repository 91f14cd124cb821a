-- The loop in full: stages before a whistle, clocks and limits as data, returns, extensions, escalations and consultations.
alter table incident
  add column accepted_at timestamptz,
  add column accepted_by text references account (name),
  add column registered_at timestamptz,
  add column registered_by text references account (name),
  add column refused_at timestamptz,
  add column refused_by text references account (name),
  add column refusal text check (length(trim(refusal)) >= 5);
comment on column incident.accepted_at is 'When a coordinator took it on; null while it waits.';
comment on column incident.accepted_by is 'Account that took it on; null for what was loaded.';
comment on column incident.registered_at is 'When it was put on file as a case; null before.';
comment on column incident.registered_by is 'Account that put it on file; null for what was loaded.';
comment on column incident.refused_at is 'When it was given back to its source; such an incident is closed without closed_at, since nothing was resolved.';
comment on column incident.refused_by is 'Account that gave it back.';
comment on column incident.refusal is 'Why it was given back.';
update incident i
set accepted_at = coalesce(w.blown_at, i.created_at), registered_at = coalesce(w.blown_at, i.created_at),
    accepted_by = w.blown_by, registered_by = w.blown_by
from incident x left join whistle w on w.incident_id = x.id
where x.id = i.id and (w.id is not null or i.responded_at is not null or i.status = 'closed');

create table step_clock (
  step text not null check (step in ('accept', 'register', 'dispatch', 'checkIn', 'handle', 'verify', 'close')),
  kind text not null default '' check (kind in ('', 'enforcement', 'priority', 'emergency')),
  category text not null default '' check (category = '' or kind <> ''),
  since timestamptz not null default '-infinity',
  minutes integer not null check (minutes > 0),
  primary key (step, kind, category, since)
);
comment on table step_clock is 'Minutes that each step of the loop may take. The nearest row decides: category and kind, then kind, then neither; of several the newest that held when the step''s case began.';
comment on column step_clock.step is 'accept (from submission), register (from acceptance), dispatch (from registration), checkIn (from the whistle), handle (from a side''s first check-in to its feedback), verify (from the last feedback or check-in), close (from verification to the last signature).';
comment on column step_clock.kind is 'Kind of whistle; empty for any.';
comment on column step_clock.category is 'Category; empty for any.';
comment on column step_clock.since is 'From when it holds: a case keeps the minutes of its beginning.';
comment on column step_clock.minutes is 'Minutes. 30 to check in to an emergency is the published figure; the others are defaults of ours.';
insert into step_clock (step, kind, category, minutes) values
  ('accept', '', '', 30), ('accept', 'emergency', '', 5),
  ('register', '', '', 60), ('register', 'emergency', '', 5),
  ('dispatch', '', '', 120), ('dispatch', 'emergency', '', 10),
  ('checkIn', '', '', 240),
  ('handle', '', '', 4320), ('handle', 'emergency', '', 240), ('handle', 'priority', '', 10080),
  ('handle', 'emergency', '04-04', 1440),
  ('verify', '', '', 1440), ('verify', 'emergency', '', 240),
  ('close', '', '', 2880), ('close', 'emergency', '', 1440);
insert into step_clock (step, kind, minutes) select 'checkIn', kind, check_in_minutes from clock;

drop table clock;

create table flow_limit (
  name text primary key check (name in ('onSiteMetres', 'accuracyMetres', 'samePlaceMetres', 'returnsBeforeConsultation', 'nudgeMinutes')),
  value double precision not null check (value > 0)
);
comment on table flow_limit is 'Figures that the steps of a case go by; a city sets its own.';
comment on column flow_limit.name is 'onSiteMetres: how far from the footprint is on site, beside the position''s own accuracy; accuracyMetres: a position rougher than this shows nothing; samePlaceMetres: how near two footprints are at the same place; returnsBeforeConsultation: how many returns there force a consultation; nudgeMinutes: how long a reminder holds before the next.';
comment on column flow_limit.value is 'Metres, times or minutes, as the name says.';
insert into flow_limit (name, value) values
  ('onSiteMetres', 50), ('accuracyMetres', 100), ('samePlaceMetres', 50), ('returnsBeforeConsultation', 2), ('nudgeMinutes', 5);

alter table whistle
  add column lead text,
  add column consultation_needed_at timestamptz;
comment on column whistle.lead is 'Who leads where it is not the side that leads, nor the body that the verdict has lead: a body that led, until their common superior agrees that another does.';
comment on column whistle.consultation_needed_at is 'When its place had been returned across a seam so often that a consultation must be held; null where it was not.';

alter table side add column handle_due_at timestamptz;
comment on column side.handle_due_at is 'Until when it was granted to have fed back; null where the clock decides.';

alter table summons
  add column feedback text,
  add column feedback_at timestamptz,
  add column nudged_at timestamptz;
comment on column summons.feedback is 'What the body says it has done; its side speaks for itself.';
comment on column summons.feedback_at is 'When it said so.';
comment on column summons.nudged_at is 'When it was last reminded; null where it never was.';

create table return_request (
  id bigint primary key generated always as identity,
  whistle_id bigint not null references whistle (id) on delete cascade,
  area_code text not null,
  summons_id bigint references summons (id) on delete cascade,
  reason text not null check (length(trim(reason)) >= 5),
  asked_by text not null references account (name),
  asked_at timestamptz not null,
  agreed boolean,
  answer text,
  answered_by text references account (name),
  answered_at timestamptz,
  check ((answered_at is null) = (agreed is null))
);
comment on table return_request is 'A side or a body that says, before it has come, that this is not its own: the blower decides.';
comment on column return_request.id is 'Number.';
comment on column return_request.whistle_id is 'The whistle.';
comment on column return_request.area_code is 'The side that returns, or to which the body belongs.';
comment on column return_request.summons_id is 'The body''s summons; null where the whole side returns.';
comment on column return_request.reason is 'Why.';
comment on column return_request.asked_by is 'Account that returned it.';
comment on column return_request.asked_at is 'When.';
comment on column return_request.agreed is 'true: let go; false: stays; null: not decided yet.';
comment on column return_request.answer is 'What the blower said to it.';
comment on column return_request.answered_by is 'Account that decided.';
comment on column return_request.answered_at is 'When it was decided.';
create index return_request_whistle on return_request (whistle_id, id);

create table extension_request (
  id bigint primary key generated always as identity,
  whistle_id bigint not null references whistle (id) on delete cascade,
  area_code text not null,
  step text not null check (step in ('checkIn', 'handle')),
  until timestamptz not null,
  reason text not null check (length(trim(reason)) >= 5),
  asked_by text not null references account (name),
  asked_at timestamptz not null,
  agreed boolean,
  answer text,
  answered_by text references account (name),
  answered_at timestamptz,
  check ((answered_at is null) = (agreed is null))
);
comment on table extension_request is 'A side that asks for more time: the blower decides.';
comment on column extension_request.id is 'Number.';
comment on column extension_request.whistle_id is 'The whistle.';
comment on column extension_request.area_code is 'The side that asks.';
comment on column extension_request.step is 'Which deadline: of its bodies'' check-ins, or of its feedback.';
comment on column extension_request.until is 'The deadline asked for.';
comment on column extension_request.reason is 'Why.';
comment on column extension_request.asked_by is 'Account that asked.';
comment on column extension_request.asked_at is 'When.';
comment on column extension_request.agreed is 'true: granted; false: refused; null: not decided yet.';
comment on column extension_request.answer is 'What the blower said to it.';
comment on column extension_request.answered_by is 'Account that decided.';
comment on column extension_request.answered_at is 'When it was decided.';
create index extension_request_whistle on extension_request (whistle_id, id);

create table escalation (
  id bigint primary key generated always as identity,
  whistle_id bigint not null references whistle (id) on delete cascade,
  to_code text not null,
  overdue text,
  note text not null default '',
  made_by text not null references account (name),
  made_at timestamptz not null
);
comment on table escalation is 'A case brought before the common superior of its parties.';
comment on column escalation.id is 'Number.';
comment on column escalation.whistle_id is 'The whistle.';
comment on column escalation.to_code is 'The superior: the coordinator of the verdict in use.';
comment on column escalation.overdue is 'The step that was overdue then; null where none was.';
comment on column escalation.note is 'What was said with it.';
comment on column escalation.made_by is 'Account that brought it there.';
comment on column escalation.made_at is 'When.';
create index escalation_whistle on escalation (whistle_id, id);

create table consultation (
  id bigint primary key generated always as identity,
  whistle_id bigint not null references whistle (id) on delete cascade,
  agenda text not null,
  place text not null default '',
  at timestamptz not null,
  required boolean not null default false,
  called_for text not null,
  called_by text not null references account (name),
  called_at timestamptz not null,
  held_at timestamptz,
  held_by text references account (name),
  minutes text,
  plan text,
  deadline timestamptz,
  cancelled_at timestamptz,
  cancelled_by text references account (name),
  cancellation text,
  check (held_at is null or cancelled_at is null)
);
comment on table consultation is 'The parties of a case at one table (会商): called, then held or cancelled.';
comment on column consultation.id is 'Number.';
comment on column consultation.whistle_id is 'The whistle it is about.';
comment on column consultation.agenda is 'What it is to settle.';
comment on column consultation.place is 'Where; empty where only the time is known.';
comment on column consultation.at is 'When it is to be.';
comment on column consultation.required is 'Whether verification waits for it.';
comment on column consultation.called_for is 'Area on whose behalf it was called.';
comment on column consultation.called_by is 'Account that called it.';
comment on column consultation.called_at is 'When it was called.';
comment on column consultation.held_at is 'When its minutes were entered; null before.';
comment on column consultation.held_by is 'Account that entered them.';
comment on column consultation.minutes is 'What was said and settled.';
comment on column consultation.plan is 'What is to be done.';
comment on column consultation.deadline is 'Until when; null where none was set.';
comment on column consultation.cancelled_at is 'When it was cancelled; null where it was not.';
comment on column consultation.cancelled_by is 'Account that cancelled it.';
comment on column consultation.cancellation is 'Why it was cancelled.';
create index consultation_whistle on consultation (whistle_id, id);

create table consultation_party (
  consultation_id bigint not null references consultation (id) on delete cascade,
  code text not null,
  name text not null,
  name_en text not null,
  role text check (role in ('lead', 'assist', 'inform')),
  duty text not null default '',
  primary key (consultation_id, code)
);
comment on table consultation_party is 'Who is invited to a consultation, and what it took on there.';
comment on column consultation_party.consultation_id is 'The consultation.';
comment on column consultation_party.code is 'An area or a body.';
comment on column consultation_party.name is 'Its name in Chinese, as it was then.';
comment on column consultation_party.name_en is 'Its name in English, as it was then.';
comment on column consultation_party.role is 'lead, assist or inform, as agreed; null before it was held, or where none was given.';
comment on column consultation_party.duty is 'The named duty it took on.';
