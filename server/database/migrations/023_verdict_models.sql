-- A verdict that is the same for every point of an area but for its hash is kept once, until somebody opens the incident.
create table verdict_model (
  id integer primary key generated always as identity,
  edition_id integer not null references edition (id),
  rules text not null,
  digest text not null unique,
  body jsonb not null
);
comment on table verdict_model is 'Verdicts that many incidents share, each once. They are added to, and neither changed nor deleted.';
comment on column verdict_model.id is 'Number.';
comment on column verdict_model.edition_id is 'Edition they were judged under.';
comment on column verdict_model.rules is 'Version of the rules.';
comment on column verdict_model.digest is 'SHA-256 of the body as it was written: the same verdict is known again.';
comment on column verdict_model.body is 'The whole verdict but for the hash of the footprint, which is each incident''s own.';

-- No foreign key: it would cost each row of a file as much as all its indexes, and nothing deletes what it would guard.
alter table incident add column verdict_model integer;
comment on column incident.verdict_model is 'The verdict it shares with others, until it is opened and has one of its own; null for all that have, and for those that were never judged.';

create trigger verdict_model_only_grows before update or delete or truncate on verdict_model
  for each statement execute function refuse_change();
