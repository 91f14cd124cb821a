-- Who looks after a street or a cell, how often they must look, and when they did.
create table keeper (
  id bigint primary key generated always as identity,
  number text not null unique,
  role text not null check (role in ('laneChief', 'laneKeeper', 'cellOfficer')),
  name text not null,
  initials text not null default '',
  phone text not null default '',
  organisation text not null default '',
  lane_id bigint references lane (id) on delete cascade,
  area_code text not null,
  since date not null,
  until date,
  check ((role = 'cellOfficer') = (lane_id is null)),
  check (until is null or until > since)
);
comment on table keeper is 'Street chiefs and street keepers (街巷长, 小巷管家) of a street, and cell officers (网格员) of an area.';
comment on column keeper.id is 'Number.';
comment on column keeper.number is 'Number in the register it came from.';
comment on column keeper.role is 'laneChief leads a street, laneKeeper is a resident who helps, cellOfficer looks after an area.';
comment on column keeper.name is 'Name of the person: for those who may see it, never on a wall.';
comment on column keeper.initials is 'Pinyin initials of the name, to find it by.';
comment on column keeper.phone is 'Phone for work: for those who may see it, never on a wall.';
comment on column keeper.organisation is 'Where the person comes from; empty if unknown.';
comment on column keeper.lane_id is 'The street; null for a cell officer.';
comment on column keeper.area_code is 'Area of a cell officer; of a chief or keeper the subdistrict for whose part of the street they answer.';
comment on column keeper.since is 'First day, in the city''s time zone.';
comment on column keeper.until is 'First day after; null while it lasts.';
create index keeper_lane on keeper (lane_id) where lane_id is not null;
create index keeper_area on keeper (area_code);

create table patrol_task (
  task text primary key,
  role text not null check (role in ('laneChief', 'laneKeeper')),
  period text not null check (period in ('day', 'week', 'month', 'quarter')),
  name text not null,
  name_en text not null,
  position integer not null
);
comment on table patrol_task is 'What must be done about every street with a chief, once in each period of the calendar.';
comment on column patrol_task.task is 'Short latin name.';
comment on column patrol_task.role is 'Whose it is to do.';
comment on column patrol_task.period is 'day, week (from Monday), month or quarter of the city''s calendar.';
comment on column patrol_task.name is 'Name in Chinese.';
comment on column patrol_task.name_en is 'Name in English.';
comment on column patrol_task.position is 'Order in lists.';
insert into patrol_task (task, role, period, name, name_en, position) values
  ('patrol', 'laneKeeper', 'day', '日巡', 'Daily patrol', 1),
  ('check', 'laneChief', 'week', '周查', 'Weekly check', 2),
  ('review', 'laneChief', 'month', '月评', 'Monthly review', 3),
  ('rollCall', 'laneChief', 'quarter', '季点名', 'Quarterly roll-call', 4);

create table patrol (
  id bigint primary key generated always as identity,
  lane_id bigint not null references lane (id) on delete cascade,
  area_code text not null,
  task text not null references patrol_task (task),
  done_at timestamptz not null,
  logged_at timestamptz not null,
  logged_by text references account (name),
  note text not null default ''
);
comment on table patrol is 'A task done on a street, for the part of it that lies in one subdistrict.';
comment on column patrol.id is 'Number.';
comment on column patrol.lane_id is 'The street.';
comment on column patrol.area_code is 'The subdistrict.';
comment on column patrol.task is 'What was done.';
comment on column patrol.done_at is 'When it was done.';
comment on column patrol.logged_at is 'When it was entered.';
comment on column patrol.logged_by is 'Account that entered it; null for what was loaded.';
comment on column patrol.note is 'What was found.';
create index patrol_latest on patrol (lane_id, area_code, task, done_at desc);
