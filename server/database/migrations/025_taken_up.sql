-- Recurring places that somebody has taken up, so that the next report need not come.
create table taken_up (
  id bigint primary key generated always as identity,
  category text not null references category (code),
  location geometry(Point, 4326) not null,
  note text not null default '' check (length(note) <= 500),
  taken_by text not null references account (name),
  taken_at timestamptz not null
);
comment on table taken_up is 'A place to which one matter comes back, taken up by somebody before it is reported again. Taken back, it is gone; the audit log keeps who did what.';
comment on column taken_up.id is 'Number.';
comment on column taken_up.category is 'The matter: what comes back there.';
comment on column taken_up.location is 'The middle of the place on that day, WGS84: whatever filter is asked later, a place of the same category around it is this one.';
comment on column taken_up.note is 'What is done about it, in words; empty where nothing was said.';
comment on column taken_up.taken_by is 'Account that took it up, and that alone may take that back.';
comment on column taken_up.taken_at is 'When it was taken up.';
