-- Looking back on closed cases: how their parties score each other, what counts how much, and the cases kept to learn from.
create table score_item (
  direction text not null check (direction in ('body', 'area')),
  code text not null,
  position integer not null,
  name text not null,
  name_en text not null,
  primary key (direction, code)
);
comment on table score_item is 'What is scored from 1 to 5 once a case is closed. A sample set; a city may have its own.';
comment on column score_item.direction is 'body: the blower scores a body that was called. area: a body scores the area that blew.';
comment on column score_item.code is 'Short latin code.';
comment on column score_item.position is 'Order on the screen.';
comment on column score_item.name is 'What is scored, in Chinese.';
comment on column score_item.name_en is 'What is scored, in English.';
insert into score_item (direction, code, position, name, name_en) values
  ('body', 'arrival', 1, '到场及时', 'Came in time'),
  ('body', 'handling', 2, '处置有力', 'Did what was needed'),
  ('body', 'cooperation', 3, '配合协同', 'Worked with the others'),
  ('area', 'calling', 1, '吹哨得当', 'Called the right bodies'),
  ('area', 'command', 2, '现场指挥', 'Commanded on site'),
  ('area', 'support', 3, '保障到位', 'Gave the support needed');

create table score (
  whistle_id bigint not null references whistle (id),
  direction text not null check (direction in ('body', 'area')),
  from_code text not null,
  to_code text not null,
  item text not null,
  points integer not null check (points between 1 and 5),
  word text not null default '',
  made_by text not null references account (name),
  made_at timestamptz not null,
  primary key (whistle_id, from_code, to_code, item),
  foreign key (direction, item) references score_item (direction, code)
);
comment on table score is 'What a party of a closed case gave another. Given once, never changed.';
comment on column score.whistle_id is 'The closed whistle.';
comment on column score.direction is 'body: the blower scores a body. area: a body scores the area that blew.';
comment on column score.from_code is 'Who scores: the area that blew, or a body that was called.';
comment on column score.to_code is 'Who is scored.';
comment on column score.item is 'What is scored.';
comment on column score.points is '1 to 5, 5 the best.';
comment on column score.word is 'Why, in words; the same on each item of one scoring. Read by the parties alone.';
comment on column score.made_by is 'Account that scored.';
comment on column score.made_at is 'When.';
create index score_made on score (made_at);

create table assessment_weight (
  of text not null check (of in ('area', 'body')),
  part text not null check (part in ('response', 'resolution', 'satisfaction', 'punctuality', 'score')),
  weight double precision not null check (weight > 0 and weight <= 1),
  primary key (of, part)
);
comment on table assessment_weight is 'How much each part counts in an assessment. That scores by the other side count 30 % is the published figure; the rest are defaults of ours.';
comment on column assessment_weight.of is 'Whom it holds for: areas, or bodies.';
comment on column assessment_weight.part is 'One of the three rates, arrival on time, or the scores given by the other side.';
comment on column assessment_weight.weight is '0 to 1; those of one kind add up to 1.';
insert into assessment_weight (of, part, weight) values
  ('area', 'response', 0.2),
  ('area', 'resolution', 0.3),
  ('area', 'satisfaction', 0.2),
  ('area', 'score', 0.3),
  ('body', 'punctuality', 0.4),
  ('body', 'satisfaction', 0.3),
  ('body', 'score', 0.3);
create index summons_due on summons (due_at);

create table kept_case (
  id bigint primary key generated always as identity,
  whistle_id bigint unique references whistle (id),
  document_hash text not null unique,
  title text not null,
  lesson text not null,
  tags text[] not null default '{}',
  number text not null,
  place text not null,
  place_en text not null,
  kind text not null check (kind in ('enforcement', 'priority', 'emergency')),
  joint boolean not null,
  areas text[] not null,
  closed_at timestamptz not null,
  document jsonb not null,
  kept_by text not null,
  kept_at timestamptz not null
);
comment on table kept_case is 'The case library: closed cases kept to learn from, each with everything to replay it and nobody''s personal data.';
comment on column kept_case.id is 'Number.';
comment on column kept_case.whistle_id is 'The whistle it was; null for a case that came from another installation.';
comment on column kept_case.document_hash is 'SHA-256 of the document, so that the same file is not read in twice.';
comment on column kept_case.title is 'What it is called.';
comment on column kept_case.lesson is 'What is to be learnt from it.';
comment on column kept_case.tags is 'Words to find it by.';
comment on column kept_case.number is 'The incident''s number, as people say it.';
comment on column kept_case.place is 'Where it was, in Chinese.';
comment on column kept_case.place_en is 'Where it was, in English.';
comment on column kept_case.kind is 'Kind of whistle.';
comment on column kept_case.joint is 'Whether more than one area had to sign.';
comment on column kept_case.areas is 'Codes of the areas that took part.';
comment on column kept_case.closed_at is 'When it was closed.';
comment on column kept_case.document is 'The exported file: footprints, seam, parties, bodies called, and every step in order.';
comment on column kept_case.kept_by is 'Account that kept it or read it in.';
comment on column kept_case.kept_at is 'When.';
create index kept_case_newest on kept_case (kept_at desc, id desc);
