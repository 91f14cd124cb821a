-- Verdicts that stand for a drawing of their own, what coordinators decided beside them, and sides that come and go.
alter table verdict
  add column footprint geometry(Geometry, 4326),
  add column accuracy_m double precision,
  add column width_m double precision,
  add column reason text,
  add column made_by text references account (name);
update verdict v
set footprint = i.footprint, accuracy_m = i.accuracy_m, width_m = i.width_m
from incident i where i.id = v.incident_id;
alter table verdict
  alter column footprint set not null,
  alter column accuracy_m set not null,
  alter column width_m set not null;
comment on column verdict.footprint is 'The footprint it was given for, WGS84: the incident''s own as it was then.';
comment on column verdict.accuracy_m is 'The accuracy it was given for: 95 % radius in metres.';
comment on column verdict.width_m is 'The width it was given for: metres of a line, 0 for other shapes.';
comment on column verdict.reason is 'Why the footprint was drawn anew; null where the verdict is of the footprint before it.';
comment on column verdict.made_by is 'Account that drew the footprint anew; null otherwise.';

create table verdict_override (
  id bigint primary key generated always as identity,
  incident_id bigint not null references incident (id) on delete cascade,
  verdict_id bigint not null references verdict (id) on delete cascade,
  parties jsonb not null,
  reason text not null check (length(trim(reason)) >= 5),
  made_by text not null references account (name),
  made_at timestamptz not null
);
comment on table verdict_override is 'What a coordinator decided otherwise than the resolver. Kept for ever beside the verdict; the newest since the footprint was last drawn is in force.';
comment on column verdict_override.id is 'Number.';
comment on column verdict_override.incident_id is 'The incident.';
comment on column verdict_override.verdict_id is 'The verdict it was made against.';
comment on column verdict_override.parties is 'The areas that must respond and their roles: [{jurisdiction, role}], the leading one first.';
comment on column verdict_override.reason is 'Why.';
comment on column verdict_override.made_by is 'Account that decided it.';
comment on column verdict_override.made_at is 'When.';
create index verdict_override_incident on verdict_override (incident_id, id desc);

alter table side
  add column state text not null default 'kept' check (state in ('kept', 'added', 'leaving', 'left'));
comment on column side.state is 'kept since the whistle was blown, added later, leaving (fell out, but stays until verification since a body of it has come), or left.';
comment on column whistle.verdict_id is 'The verdict in use: the one it was blown on, until the footprint is drawn anew.';
comment on column summons.released_at is 'When the blower let it go; without a check-in, when it was told that it need not come any more.';
