-- Boundaries as somebody would draw them: tried out on last year's incidents, kept by name, never in force.
create table boundary_proposal (
  id bigint primary key generated always as identity,
  name text not null check (length(trim(name)) between 1 and 100),
  note text not null default '',
  author text not null references account (name),
  made_at timestamptz not null,
  edition_id integer not null references edition (id),
  seam_key text not null,
  left_code text not null,
  right_code text not null,
  was geometry(LineString, 4326) not null,
  line geometry(LineString, 4326) not null,
  figures jsonb not null
);
comment on table boundary_proposal is 'A line between two areas drawn otherwise than an edition has it. It decides nothing: only an edition does.';
comment on column boundary_proposal.id is 'Number.';
comment on column boundary_proposal.name is 'What it is called.';
comment on column boundary_proposal.note is 'Why, in words; empty where nothing was said.';
comment on column boundary_proposal.author is 'Account that made it, and that alone may take it back.';
comment on column boundary_proposal.made_at is 'When it was made.';
comment on column boundary_proposal.edition_id is 'Edition it was drawn on.';
comment on column boundary_proposal.seam_key is 'Seam of that edition of which the line is, or is a part.';
comment on column boundary_proposal.left_code is 'Area on the left of the line.';
comment on column boundary_proposal.right_code is 'Area on its right.';
comment on column boundary_proposal.was is 'The line as the edition has it, WGS84.';
comment on column boundary_proposal.line is 'The line as proposed, between the same ends, WGS84.';
comment on column boundary_proposal.figures is 'What both areas had to carry at that time, before and after: {from, to, before, after}.';
create index boundary_proposal_made on boundary_proposal (made_at desc, id desc);
