-- Editions checked, kept and published over time: spans that never overlap, uploads, defects with their shapes, and differences between editions.
alter table edition
  add column base_id integer references edition (id) on delete set null,
  add column created_by text,
  add column published_by text,
  add constraint edition_published_from check (status <> 'published' or valid_from is not null),
  add constraint edition_spans exclude using gist (tstzrange(valid_from, valid_to) with &&) where (status = 'published');
drop index edition_in_force;
comment on table edition is 'All boundaries that were valid together. Published editions follow each other without overlap; the last has valid_to null, and may begin in the future.';
comment on column edition.status is 'draft: loaded; checked: report without unaccepted errors; published: in force, once in force, or about to be; retired: withdrawn before it came into force.';
comment on column edition.valid_from is 'From when its lines decide, that instant included; null until published.';
comment on column edition.valid_to is 'Until when they decide, that instant not included; null while no later edition is published.';
comment on column edition.geography is 'Packed arrangement and areas, as geodata/jurisdiction packs them; made with the draft.';
comment on column edition.base_id is 'Edition it was checked against: the last one published at that time; null where there was none.';
comment on column edition.created_by is 'Account or command that loaded it.';
comment on column edition.published_by is 'Account or command that published it.';

alter table boundary add column level text;
update boundary b set level = a.level from area a where a.code = b.code;
alter table boundary
  alter column level set not null,
  add constraint boundary_level check (level in ('city', 'district', 'subdistrict', 'community', 'cell'));
comment on column boundary.level is 'Rank of the area in this edition.';
comment on column area.level is 'Rank of the area in the edition last published; a township has the rank of a subdistrict.';

create table edition_acceptance (
  edition_id integer not null references edition (id) on delete cascade,
  kind text not null,
  at timestamptz not null,
  actor text not null,
  primary key (edition_id, kind)
);
comment on table edition_acceptance is 'A kind of error that somebody accepted by name, so that the edition may be published with it.';
comment on column edition_acceptance.edition_id is 'The edition.';
comment on column edition_acceptance.kind is 'The kind, as the import report names it.';
comment on column edition_acceptance.at is 'When it was accepted.';
comment on column edition_acceptance.actor is 'Account or command that accepted it.';

create table edition_defect (
  edition_id integer not null references edition (id) on delete cascade,
  number integer not null,
  kind text not null,
  severity text not null check (severity in ('error', 'warning')),
  area_m2 double precision,
  width_m double precision,
  codes text[] not null default '{}',
  names text[] not null default '{}',
  features integer[] not null default '{}',
  about jsonb not null default '{}',
  shape geometry(Geometry, 4326),
  primary key (edition_id, number)
);
comment on table edition_defect is 'What the check of an edition found, place by place, with its shape.';
comment on column edition_defect.edition_id is 'The edition.';
comment on column edition_defect.number is 'From 1, the kinds in the order of the report, the largest of each first.';
comment on column edition_defect.kind is 'The kind, as the import report names it.';
comment on column edition_defect.severity is 'Error or warning.';
comment on column edition_defect.area_m2 is 'Square metres; null where the kind has none.';
comment on column edition_defect.width_m is 'Mean width in metres; null where the kind has none.';
comment on column edition_defect.codes is 'Areas concerned: those that claim an overlap, those around a gap.';
comment on column edition_defect.names is 'Their names.';
comment on column edition_defect.features is 'Places of the features concerned in their file, from 1.';
comment on column edition_defect.about is 'What was found, in both languages; the neighbours; the area of the edition in force that seems to be missing.';
comment on column edition_defect.shape is 'The gap, overlap or feature itself, or the place of the fault, WGS84; null where it has no place.';

create table upload (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  size_bytes integer not null check (size_bytes > 0),
  account text not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  facts jsonb not null,
  state text not null default 'uploaded' check (state in ('uploaded', 'checking', 'checked', 'refused', 'failed')),
  options jsonb,
  step jsonb,
  fraction double precision not null default 0,
  started_at timestamptz,
  seen_at timestamptz,
  ended_at timestamptz,
  edition_id integer references edition (id) on delete set null,
  refusal jsonb
);
comment on table upload is 'A file of boundaries that somebody sent in, and the check of it; kept for a day.';
comment on column upload.id is 'Name in addresses.';
comment on column upload.name is 'Name of the file.';
comment on column upload.size_bytes is 'Bytes of the file as it came.';
comment on column upload.account is 'Who sent it.';
comment on column upload.at is 'When it came.';
comment on column upload.expires_at is 'From when it may be deleted.';
comment on column upload.facts is 'What was seen in it: features, reference system, fields, guesses, bounds.';
comment on column upload.state is 'uploaded; checking; checked: a draft was made; refused: the file cannot be read as asked; failed: the check did not end.';
comment on column upload.options is 'How it was asked to be read: level, fields, reference system.';
comment on column upload.step is 'What the check is doing, in both languages.';
comment on column upload.fraction is 'How far the check is, 0 to 1.';
comment on column upload.started_at is 'When the check was asked for.';
comment on column upload.seen_at is 'When the process that checks it was last heard of; long ago means that it is gone.';
comment on column upload.ended_at is 'When the check ended.';
comment on column upload.edition_id is 'The draft it became.';
comment on column upload.refusal is 'Why it was refused or failed, in both languages.';
create index upload_account on upload (account, at);

create table upload_part (
  upload_id uuid not null references upload (id) on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (upload_id, number)
);
comment on table upload_part is 'The bytes of an upload: gzipped, then cut into parts.';
comment on column upload_part.upload_id is 'The upload.';
comment on column upload_part.number is 'From 0.';
comment on column upload_part.bytes is 'One part; together, in order, they are one gzip file.';

create table edition_map (
  edition_id integer not null references edition (id) on delete cascade,
  level text not null,
  body bytea not null,
  primary key (edition_id, level)
);
comment on table edition_map is 'The areas of one level of an edition, drawn for a map once and kept: editions never change.';
comment on column edition_map.edition_id is 'The edition.';
comment on column edition_map.level is 'The level asked for.';
comment on column edition_map.body is 'A gzipped GeoJSON FeatureCollection.';

create table edition_difference (
  base_id integer not null references edition (id) on delete cascade,
  edition_id integer not null references edition (id) on delete cascade,
  body jsonb not null,
  primary key (base_id, edition_id)
);
comment on table edition_difference is 'What changed from one edition to another, worked out once and kept: editions never change.';
comment on column edition_difference.base_id is 'The edition before.';
comment on column edition_difference.edition_id is 'The edition after.';
comment on column edition_difference.body is 'Counts, and areas with what they gained and lost.';

create table edition_difference_piece (
  base_id integer not null,
  edition_id integer not null,
  number integer not null,
  from_code text,
  to_code text,
  area_m2 double precision not null,
  shape geometry(MultiPolygon, 4326) not null,
  primary key (base_id, edition_id, number),
  foreign key (base_id, edition_id) references edition_difference (base_id, edition_id) on delete cascade
);
comment on table edition_difference_piece is 'Land that changed hands from one edition to another.';
comment on column edition_difference_piece.base_id is 'The edition before.';
comment on column edition_difference_piece.edition_id is 'The edition after.';
comment on column edition_difference_piece.number is 'From 1, the largest first.';
comment on column edition_difference_piece.from_code is 'Area that had it; null for nobody.';
comment on column edition_difference_piece.to_code is 'Area that has it; null for nobody.';
comment on column edition_difference_piece.area_m2 is 'Square metres on the ellipsoid.';
comment on column edition_difference_piece.shape is 'The land, WGS84.';
create index edition_difference_piece_shape on edition_difference_piece using gist (shape);
