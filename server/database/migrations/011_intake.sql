-- Incidents that come by the file: where each comes from, who reported it, which were the same, and words to find them by.
alter table incident
  add column source_number text,
  add column origin text,
  add column merged_into bigint references incident (id);
comment on column incident.source_number is 'Number it has at its source; null where it has none.';
comment on column incident.origin is 'What makes it the same when it comes again: source and number there, else file and line; null where neither is known.';
comment on column incident.merged_into is 'The incident it was found to be the same as; it is counted with that one and cannot be blown on. Null for all others.';
create unique index incident_origin on incident (origin) where origin is not null;
create index incident_merged on incident (merged_into) where merged_into is not null;
create index incident_place on incident (place);

create table incident_day (
  day text primary key,
  last integer not null
);
comment on table incident_day is 'The last running number drawn on each day, so that drawing one, or a thousand, looks at one row.';
comment on column incident_day.day is 'Day in the city''s time zone: 20260508.';
comment on column incident_day.last is 'The last number drawn on it.';

create table reporter (
  incident_id bigint primary key references incident (id) on delete cascade,
  name text not null default '',
  phone text not null default ''
);
comment on table reporter is 'Who reported an incident: personal data, kept apart so that nothing that reads incidents meets it by accident.';
comment on column reporter.incident_id is 'The incident.';
comment on column reporter.name is 'Name as given; empty where none was.';
comment on column reporter.phone is 'Telephone as given; empty where none was.';

create table incident_merge (
  id bigint primary key generated always as identity,
  incident_id bigint not null references incident (id) on delete cascade,
  into_id bigint not null references incident (id) on delete cascade,
  reason text not null check (length(trim(reason)) >= 2),
  made_by text not null references account (name),
  made_at timestamptz not null,
  undone_by text references account (name),
  undone_at timestamptz,
  undone_reason text
);
comment on table incident_merge is 'Incidents found to be the same, and those that turned out not to be.';
comment on column incident_merge.id is 'Number.';
comment on column incident_merge.incident_id is 'The incident that was merged.';
comment on column incident_merge.into_id is 'The incident that it is the same as.';
comment on column incident_merge.reason is 'Why they are the same.';
comment on column incident_merge.made_by is 'Account that merged them.';
comment on column incident_merge.made_at is 'When.';
comment on column incident_merge.undone_by is 'Account that parted them again; null while they are merged.';
comment on column incident_merge.undone_at is 'When.';
comment on column incident_merge.undone_reason is 'Why.';
create unique index incident_merge_in_force on incident_merge (incident_id) where undone_at is null;
create index incident_merge_into on incident_merge (into_id);

create table place_word (
  id bigint primary key generated always as identity,
  place text not null unique,
  place_en text not null,
  initials text not null,
  spelling text not null,
  grams text[] not null
);
comment on table place_word is 'Every wording of a place that an incident has, once, with what it is found by.';
comment on column place_word.id is 'Number.';
comment on column place_word.place is 'The wording in Chinese.';
comment on column place_word.place_en is 'The wording in English.';
comment on column place_word.initials is 'First letters of its pinyin: xmclbc for 小马厂路北侧.';
comment on column place_word.spelling is 'Its pinyin without tones or spaces.';
comment on column place_word.grams is 'Pairs of neighbouring characters of all of them: a wording can only contain words of which it has every pair.';
create index place_word_grams on place_word using gin (grams);

create table intake (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  size_bytes bigint not null,
  sha256 text not null,
  account text not null references account (name) on delete cascade,
  at timestamptz not null,
  expires_at timestamptz not null,
  facts jsonb not null,
  state text not null default 'uploaded' check (state in ('uploaded', 'running', 'done', 'failed')),
  options jsonb,
  rows_total integer not null default 0,
  rows_read integer not null default 0,
  rows_loaded integer not null default 0,
  rows_repeated integer not null default 0,
  rows_faulty integer not null default 0,
  started_at timestamptz,
  seen_at timestamptz,
  ended_at timestamptz,
  failure jsonb
);
comment on table intake is 'Files of incidents, and how far each has been loaded.';
comment on column intake.id is 'Name of it in addresses.';
comment on column intake.name is 'Name of the file as it was sent.';
comment on column intake.size_bytes is 'Bytes of it as it was sent.';
comment on column intake.sha256 is 'SHA-256 of its bytes: the same file is known again.';
comment on column intake.account is 'Account that sent it.';
comment on column intake.at is 'When it was sent.';
comment on column intake.expires_at is 'When the file is thrown away; what was loaded from it stays.';
comment on column intake.facts is 'What was seen in it: kind, encoding, sheets, columns, and which column seems to hold what.';
comment on column intake.state is 'uploaded; running; done: read to its end, whatever rows were at fault; failed: given up on the way.';
comment on column intake.options is 'How it was said to be read.';
comment on column intake.rows_total is 'Rows it has, as counted when it was sent.';
comment on column intake.rows_read is 'Rows looked at by the last run.';
comment on column intake.rows_loaded is 'Rows that became incidents by the last run.';
comment on column intake.rows_repeated is 'Rows that are incidents already.';
comment on column intake.rows_faulty is 'Rows that could not be loaded.';
comment on column intake.started_at is 'When the last run began.';
comment on column intake.seen_at is 'When its process last said that it lives.';
comment on column intake.ended_at is 'When it ended.';
comment on column intake.failure is 'Why it was given up, in both languages.';
create index intake_account on intake (account, at desc);
create index intake_same on intake (sha256) where state = 'done';

create table intake_part (
  intake_id uuid not null references intake (id) on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (intake_id, number)
);
comment on table intake_part is 'The bytes of a file of incidents, gzipped, in pieces.';
comment on column intake_part.intake_id is 'The file.';
comment on column intake_part.number is 'Place of the piece, from 0.';
comment on column intake_part.bytes is 'The piece.';

create table intake_fault (
  id bigint primary key generated always as identity,
  intake_id uuid not null references intake (id) on delete cascade,
  line integer not null,
  field text not null,
  got text not null,
  wanted text not null,
  wanted_en text not null,
  cells text[] not null
);
comment on table intake_fault is 'Rows of a file that could not be loaded, with what is wrong in each; gone with the file.';
comment on column intake_fault.id is 'Number.';
comment on column intake_fault.intake_id is 'The file.';
comment on column intake_fault.line is 'Line or row of the file, the header being 1.';
comment on column intake_fault.field is 'Which field is wrong; row for the row as a whole.';
comment on column intake_fault.got is 'What stands there.';
comment on column intake_fault.wanted is 'What was wanted, in Chinese.';
comment on column intake_fault.wanted_en is 'What was wanted, in English.';
comment on column intake_fault.cells is 'The row as it stands in the file.';
create index intake_fault_file on intake_fault (intake_id, line);
