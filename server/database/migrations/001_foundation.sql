-- Everything the joint whistle stands on: editions of boundaries, incidents with their verdicts, whistles, and the event log.
create extension if not exists postgis;

create table edition (
  id integer primary key generated always as identity,
  status text not null default 'draft' check (status in ('draft', 'checked', 'published', 'retired')),
  name text not null,
  schematic boolean not null default false,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  valid_from timestamptz,
  valid_to timestamptz,
  report jsonb not null default '{}',
  geography bytea
);
comment on table edition is 'All boundaries that were valid together. At most one is in force now: published with valid_to null.';
comment on column edition.id is 'Edition number as shown to people and used in tile addresses.';
comment on column edition.status is 'draft: loaded; checked: report without unaccepted errors; published: in force or once in force; retired: never to be used.';
comment on column edition.name is 'What it is called: the file it came from, or a title given to it.';
comment on column edition.schematic is 'True where shapes are schematic and must be labelled so on every screen.';
comment on column edition.created_at is 'When the draft was made.';
comment on column edition.published_at is 'When it was published; null for a draft.';
comment on column edition.valid_from is 'From when its lines decide; null until published.';
comment on column edition.valid_to is 'Until when they decided; null while in force.';
comment on column edition.report is 'Import report: counts, defects with their places, what was accepted by name and what was dropped.';
comment on column edition.geography is 'Packed arrangement and areas, as geodata/jurisdiction packs them; made at publish, null before.';
create unique index edition_in_force on edition ((true)) where status = 'published' and valid_to is null;

create table area (
  code text primary key,
  level text not null check (level in ('city', 'district', 'subdistrict', 'community', 'cell')),
  first_edition integer references edition (id) on delete set null
);
comment on table area is 'A place that lasts; its name, parent and boundary belong to editions.';
comment on column area.code is 'Official code: 6 digits for city and district, 9 subdistrict or township, 12 community, 15 cell.';
comment on column area.level is 'Rank of the area; a township has the rank of a subdistrict.';
comment on column area.first_edition is 'Edition in which it first appeared.';

create table boundary (
  edition_id integer not null references edition (id) on delete cascade,
  code text not null references area (code),
  parent text,
  name text not null,
  name_en text not null,
  leaf integer,
  area_m2 double precision not null,
  label geometry(Point, 4326),
  shape geometry(MultiPolygon, 4326) not null,
  primary key (edition_id, code)
);
comment on table boundary is 'An area in one edition: its name, its parent and its shape.';
comment on column boundary.edition_id is 'The edition.';
comment on column boundary.code is 'The area.';
comment on column boundary.parent is 'Code of the area it belongs to in this edition; null for the city.';
comment on column boundary.name is 'Name in Chinese.';
comment on column boundary.name_en is 'Name in English: given, or pinyin.';
comment on column boundary.leaf is 'Feature number in the arrangement if it is a finest area, else null.';
comment on column boundary.area_m2 is 'Square metres on the ellipsoid.';
comment on column boundary.label is 'Where to write its name, WGS84.';
comment on column boundary.shape is 'Its shape, WGS84; for an upper level dissolved from its children.';
create index boundary_shape on boundary using gist (shape);

create table seam (
  edition_id integer not null references edition (id) on delete cascade,
  key text not null,
  level text not null,
  left_code text not null,
  right_code text not null,
  length_m double precision not null,
  basis text check (basis in ('centreline', 'kerb', 'wallFoot')),
  accuracy_m double precision,
  shape geometry(MultiLineString, 4326) not null,
  primary key (edition_id, key)
);
comment on table seam is 'The line two areas share, at the highest level at which they differ.';
comment on column seam.edition_id is 'The edition.';
comment on column seam.key is 'Stable name: the two finest codes, smaller first, and a number where they meet more than once.';
comment on column seam.level is 'Highest level at which the two sides differ: district for a line between districts.';
comment on column seam.left_code is 'Area on the left of its direction.';
comment on column seam.right_code is 'Area on the right of its direction.';
comment on column seam.length_m is 'Metres along it on the ellipsoid.';
comment on column seam.basis is 'What it follows on the ground; null where nobody has recorded it.';
comment on column seam.accuracy_m is 'Metres within which it is known; null where nobody has recorded it.';
comment on column seam.shape is 'The line, WGS84.';

create table ground (
  id bigint primary key generated always as identity,
  class text not null check (class in ('park', 'water', 'building', 'rail')),
  name text not null default '',
  name_en text not null default '',
  storeys integer not null default 0,
  shape geometry(Geometry, 4326) not null
);
comment on table ground is 'What the map shows under the boundaries: parks, water, buildings, railways.';
comment on column ground.id is 'Number.';
comment on column ground.class is 'What it is.';
comment on column ground.name is 'Name in Chinese, empty if it has none.';
comment on column ground.name_en is 'Name in English, empty if it has none.';
comment on column ground.storeys is 'Storeys of a building, 0 if unknown.';
comment on column ground.shape is 'Polygon, or line for a railway, WGS84.';
create index ground_shape on ground using gist (shape);

create table lane (
  id bigint primary key generated always as identity,
  name text not null,
  name_en text not null,
  class text not null check (class in ('arterial', 'secondary', 'lane')),
  width_m double precision not null check (width_m > 0),
  shape geometry(MultiLineString, 4326) not null
);
comment on table lane is 'One street or alley (街巷).';
comment on column lane.id is 'Number.';
comment on column lane.name is 'Name in Chinese.';
comment on column lane.name_en is 'Name in English.';
comment on column lane.class is 'Rank of the street, for drawing.';
comment on column lane.width_m is 'Width in metres, kerb to kerb.';
comment on column lane.shape is 'Centreline, WGS84.';
create index lane_shape on lane using gist (shape);

create table category (
  code text primary key,
  name text not null,
  name_en text not null,
  kind text not null check (kind in ('enforcement', 'priority', 'emergency'))
);
comment on table category is 'What an incident is about; a sample list in the shape of GB/T 30428.';
comment on column category.code is 'Class and item: 01-01.';
comment on column category.name is 'Name in Chinese.';
comment on column category.name_en is 'Name in English.';
comment on column category.kind is 'The kind of whistle it usually calls for.';

create table department (
  code text primary key,
  name text not null,
  name_en text not null,
  short text not null,
  short_en text not null
);
comment on table department is 'A line of work with a body in every district: urban management, housing, planning.';
comment on column department.code is 'Short latin code.';
comment on column department.name is 'Name in Chinese.';
comment on column department.name_en is 'Name in English.';
comment on column department.short is 'Name for a ring or a chip, in Chinese.';
comment on column department.short_en is 'Name for a ring or a chip, in English.';

create table duty (
  category text not null references category (code),
  area_code text not null default '',
  department text not null references department (code),
  posting text not null check (posting in ('body', 'resident', 'onCall')),
  position integer not null default 0,
  primary key (category, area_code, department)
);
comment on table duty is 'Duty list: which departments answer for a category in an area.';
comment on column duty.category is 'The category.';
comment on column duty.area_code is 'District or subdistrict the row holds for; empty for the whole city. The nearest row decides.';
comment on column duty.department is 'The department.';
comment on column duty.posting is 'Its place in the subdistrict''s 1+5+N platform.';
comment on column duty.position is 'Order in which departments are listed.';

create table clock (
  kind text primary key check (kind in ('enforcement', 'priority', 'emergency')),
  check_in_minutes integer not null check (check_in_minutes > 0)
);
comment on table clock is 'Minutes from whistle to check-in, by kind.';
comment on column clock.kind is 'Kind of whistle.';
comment on column clock.check_in_minutes is 'Minutes. Emergency 30 is the published figure; the others are defaults of ours.';

create table account (
  name text primary key,
  display_name text not null,
  display_name_en text not null,
  role text not null check (role in ('wall', 'coordinator', 'officer', 'planner', 'engineer', 'admin')),
  area_code text,
  body_code text,
  password_hash text not null
);
comment on table account is 'Who may sign in.';
comment on column account.name is 'Sign-in name.';
comment on column account.display_name is 'How a screen names the holder, in Chinese.';
comment on column account.display_name_en is 'The same in English.';
comment on column account.role is 'What the holder may do, by the policy table in server/access.';
comment on column account.area_code is 'Area a coordinator acts for, with all below it; null for the whole city.';
comment on column account.body_code is 'Body an officer belongs to.';
comment on column account.password_hash is 'scrypt, with its parameters and salt.';

create table session (
  token_hash text primary key,
  account text not null references account (name) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table session is 'Signed-in browsers.';
comment on column session.token_hash is 'SHA-256 of the cookie''s token; the token itself is never stored.';
comment on column session.account is 'Whose it is.';
comment on column session.created_at is 'When it began.';
comment on column session.expires_at is 'When it ends.';

create table incident (
  id bigint primary key generated always as identity,
  number text not null unique,
  category text not null references category (code),
  source text not null check (source in ('hotline12345', 'petition', 'committee', 'cellOfficer', 'chat', 'patrol')),
  place text not null default '',
  place_en text not null default '',
  note text not null default '',
  occurred_at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by text,
  accuracy_m double precision not null default 0,
  width_m double precision not null default 0,
  area_code text,
  areas text[] not null default '{}',
  joint boolean not null default false,
  status text not null default 'open' check (status in ('open', 'closed')),
  responded_at timestamptz,
  closed_at timestamptz,
  satisfied boolean,
  location geometry(Point, 4326) not null,
  footprint geometry(Geometry, 4326) not null
);
comment on table incident is 'Something that happened at a place.';
comment on column incident.id is 'Number.';
comment on column incident.number is 'Day in the city''s time zone, then a running number: 20260508-0117; people leave out the year.';
comment on column incident.category is 'What it is about.';
comment on column incident.source is 'Where it came from.';
comment on column incident.place is 'Where it is, in words, Chinese.';
comment on column incident.place_en is 'Where it is, in words, English.';
comment on column incident.note is 'What was said about it; no personal data.';
comment on column incident.occurred_at is 'When it happened.';
comment on column incident.created_at is 'When it was entered.';
comment on column incident.created_by is 'Account that entered it; null for what was loaded.';
comment on column incident.accuracy_m is '95 % radius of the position in metres, 0 if surveyed.';
comment on column incident.width_m is 'Width in metres of a line, 0 for other shapes.';
comment on column incident.area_code is 'Finest area of its location in the edition of its day; null outside the city.';
comment on column incident.areas is 'Codes of the subdistricts its verdict calls, leading one first.';
comment on column incident.joint is 'Whether more than one area must respond.';
comment on column incident.status is 'open or closed.';
comment on column incident.responded_at is 'When somebody first answered it.';
comment on column incident.closed_at is 'When it was closed.';
comment on column incident.satisfied is 'What the resident said when called back; null if not called.';
comment on column incident.location is 'A point on it, WGS84.';
comment on column incident.footprint is 'Where it is, as given, WGS84.';
create index incident_location on incident using gist (location);
create index incident_created on incident (created_at desc, id desc);
create index incident_open on incident (created_at desc) where status = 'open';

create table verdict (
  id bigint primary key generated always as identity,
  incident_id bigint not null references incident (id) on delete cascade,
  edition_id integer not null references edition (id),
  rules text not null,
  geometry_hash text not null,
  created_at timestamptz not null default now(),
  body jsonb not null
);
comment on table verdict is 'An immutable answer of the resolver; the newest of an incident is the one in use.';
comment on column verdict.id is 'Number.';
comment on column verdict.incident_id is 'The incident judged.';
comment on column verdict.edition_id is 'Edition it was judged under.';
comment on column verdict.rules is 'Version of the rules.';
comment on column verdict.geometry_hash is 'SHA-256 of the canonical footprint.';
comment on column verdict.created_at is 'When it was judged.';
comment on column verdict.body is 'The whole verdict.';
create index verdict_incident on verdict (incident_id, id desc);

create table whistle (
  id bigint primary key generated always as identity,
  incident_id bigint not null unique references incident (id),
  verdict_id bigint not null references verdict (id),
  kind text not null check (kind in ('enforcement', 'priority', 'emergency')),
  joint boolean not null,
  catalogue_item text references category (code),
  note text not null default '',
  blown_at timestamptz not null,
  blown_by text not null references account (name),
  blown_for text not null,
  due_at timestamptz not null,
  verified_at timestamptz,
  closed_at timestamptz
);
comment on table whistle is 'A call to every body that has a duty at an incident. One per incident.';
comment on column whistle.id is 'Number.';
comment on column whistle.incident_id is 'The incident.';
comment on column whistle.verdict_id is 'The verdict it was blown on.';
comment on column whistle.kind is 'enforcement, priority or emergency.';
comment on column whistle.joint is 'Whether more than one area must sign before it closes.';
comment on column whistle.catalogue_item is 'Item of the catalogue it cites; null for an emergency.';
comment on column whistle.note is 'What the blower said.';
comment on column whistle.blown_at is 'When it was blown; clocks run from here.';
comment on column whistle.blown_by is 'Account that blew it.';
comment on column whistle.blown_for is 'Area it was blown for: one of its parties.';
comment on column whistle.due_at is 'Deadline of check-in.';
comment on column whistle.verified_at is 'When the blower verified that the work is done.';
comment on column whistle.closed_at is 'When the last side signed.';
create index whistle_open on whistle (blown_at desc) where closed_at is null;

create table side (
  whistle_id bigint not null references whistle (id) on delete cascade,
  area_code text not null,
  role text not null check (role in ('lead', 'assist', 'inform')),
  share double precision not null,
  area_m2 double precision,
  feedback text,
  feedback_at timestamptz,
  signed_at timestamptz,
  signed_by text references account (name),
  primary key (whistle_id, area_code)
);
comment on table side is 'An area that takes part in a whistle.';
comment on column side.whistle_id is 'The whistle.';
comment on column side.area_code is 'The area.';
comment on column side.role is 'Its role in the verdict; only lead and assist must sign.';
comment on column side.share is 'Its part of the footprint, 0 to 1.';
comment on column side.area_m2 is 'Its part in square metres; null for a point.';
comment on column side.feedback is 'What it says it has done.';
comment on column side.feedback_at is 'When it said so.';
comment on column side.signed_at is 'When it agreed that the whistle is closed.';
comment on column side.signed_by is 'Who signed.';

create table summons (
  id bigint primary key generated always as identity,
  whistle_id bigint not null references whistle (id) on delete cascade,
  area_code text not null,
  body_code text not null,
  body_name text not null,
  body_name_en text not null,
  short text not null,
  short_en text not null,
  posting text not null check (posting in ('body', 'resident', 'onCall')),
  due_at timestamptz not null,
  read_at timestamptz,
  checked_in_at timestamptz,
  check_in jsonb,
  released_at timestamptz,
  unique (whistle_id, area_code, body_code)
);
comment on table summons is 'One per whistle and body.';
comment on column summons.id is 'Number.';
comment on column summons.whistle_id is 'The whistle.';
comment on column summons.area_code is 'The side it belongs to.';
comment on column summons.body_code is 'The body called: an area''s code for its office, or district code and department for a department.';
comment on column summons.body_name is 'Name of the body in Chinese.';
comment on column summons.body_name_en is 'Name of the body in English.';
comment on column summons.short is 'Name for a ring, in Chinese.';
comment on column summons.short_en is 'Name for a ring, in English.';
comment on column summons.posting is 'Its place in the platform.';
comment on column summons.due_at is 'When it must have checked in.';
comment on column summons.read_at is 'When it was first opened.';
comment on column summons.checked_in_at is 'When it checked in.';
comment on column summons.check_in is 'Form, position, accuracy, distance to the footprint in metres, whether on site, reason if not.';
comment on column summons.released_at is 'When the blower let it go.';

create table event (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  step text not null,
  incident_id bigint references incident (id),
  whistle_id bigint references whistle (id),
  area_code text,
  actor text,
  body jsonb not null default '{}'
);
comment on table event is 'The log: one row a step, appended in the transaction that changes the state, numbered in commit order.';
comment on column event.id is 'Number; readers never see a smaller one appear after a larger one.';
comment on column event.at is 'When the step was taken.';
comment on column event.step is 'Which step: whistle.blown, summons.checkedIn and so on, as server/live lists them.';
comment on column event.incident_id is 'Incident it belongs to.';
comment on column event.whistle_id is 'Whistle it belongs to.';
comment on column event.area_code is 'Side that took it.';
comment on column event.actor is 'Account that took it; never shown on a wall.';
comment on column event.body is 'What is particular to the step.';
create index event_incident on event (incident_id, id);
create index event_whistle on event (whistle_id, id);
