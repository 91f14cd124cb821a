-- Notices: who is told of which step of the log, and how each of them is carried to those who are not in front of a screen.
create table notice_cursor (
  single boolean primary key default true check (single),
  last_event bigint not null
);
comment on table notice_cursor is 'How far the log has been read for notices. One row: who holds its lock is the one process that writes notices.';
comment on column notice_cursor.single is 'True, so that there can be one row alone.';
comment on column notice_cursor.last_event is 'Number of the last event whose notices are written; they are written in the transaction that moves it.';
insert into notice_cursor (last_event) select coalesce(max(id), 0) from event;

create table notice_setting (
  account text primary key references account (name) on delete cascade,
  language text not null default 'zh' check (language in ('zh', 'en')),
  email text check (email ~ '^[^\s@<>,;]+@[^\s@<>,;]+$')
);
comment on table notice_setting is 'How somebody wants to be told, beside in the app. Personal data: read by its owner and by the sending alone.';
comment on column notice_setting.account is 'Whose setting it is.';
comment on column notice_setting.language is 'Language of what is sent.';
comment on column notice_setting.email is 'Where mail goes; null for no mail.';

create table notice (
  id bigint primary key generated always as identity,
  key text not null,
  account text not null references account (name) on delete cascade,
  step text not null,
  audience text not null check (audience in ('bodies', 'body', 'sides', 'side', 'blower', 'superior')),
  event_id bigint references event (id),
  incident_id bigint references incident (id),
  whistle_id bigint references whistle (id),
  at timestamptz not null,
  facts jsonb not null,
  read_at timestamptz,
  unique (key, account)
);
comment on table notice is 'Somebody is told of something, in the app. Written once for each event and account.';
comment on column notice.id is 'Number; ascending in the order in which things happened.';
comment on column notice.key is 'What it is about: event: and its number, or overdue: with whistle and deadline.';
comment on column notice.account is 'Who is told.';
comment on column notice.step is 'Step of the log, or summons.overdue for a deadline that passed with somebody missing.';
comment on column notice.audience is 'As what the account is told: one of the bodies called, the body or side of the step, one of the sides, the blower, or the common superior.';
comment on column notice.event_id is 'The event; null for a deadline that passed.';
comment on column notice.incident_id is 'The incident.';
comment on column notice.whistle_id is 'The whistle; null where none was blown.';
comment on column notice.at is 'When the step was taken, or the deadline passed.';
comment on column notice.facts is 'What its sentence is made of: number, place, kind, areas and bodies by code and name, deadline. No free text, nobody''s name.';
comment on column notice.read_at is 'When the account marked it as read.';
create index notice_account on notice (account, id desc);
create index notice_unread on notice (account) where read_at is null;

create table notice_endpoint (
  id bigint primary key generated always as identity,
  name text not null,
  url text not null,
  secret text not null,
  steps text[] not null default '{}',
  active boolean not null default true,
  created_at timestamptz not null,
  created_by text not null
);
comment on table notice_endpoint is 'Another system that is told by a signed request (webhook).';
comment on column notice_endpoint.id is 'Number.';
comment on column notice_endpoint.name is 'What people call it.';
comment on column notice_endpoint.url is 'Where requests go: http or https, without a user or password.';
comment on column notice_endpoint.secret is 'Key of its signatures: whsec_ and base64. Needed to sign, so kept as it is; shown once, when made.';
comment on column notice_endpoint.steps is 'Steps it is told of; empty for all that tell anybody.';
comment on column notice_endpoint.active is 'Whether new deliveries are made for it.';
comment on column notice_endpoint.created_at is 'When it was set up.';
comment on column notice_endpoint.created_by is 'Who set it up.';

create table notice_delivery (
  id bigint primary key generated always as identity,
  key text not null,
  channel text not null check (channel in ('webhook', 'email')),
  recipient text not null,
  endpoint_id bigint references notice_endpoint (id) on delete cascade,
  notice_id bigint references notice (id) on delete cascade,
  message_id uuid not null default gen_random_uuid(),
  step text not null,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
  created_at timestamptz not null,
  next_at timestamptz not null,
  leased_until timestamptz,
  attempts integer not null default 0,
  last_error text,
  last_status integer,
  settled_at timestamptz,
  unique (key, channel, recipient),
  check ((channel = 'webhook') = (endpoint_id is not null)),
  check ((channel = 'email') = (notice_id is not null))
);
comment on table notice_delivery is 'One thing to carry to one recipient by one channel. Recipients are served each in the order of these numbers.';
comment on column notice_delivery.id is 'Number.';
comment on column notice_delivery.key is 'What it is about, as of the notice; test: and a number for a trial.';
comment on column notice_delivery.channel is 'webhook or email.';
comment on column notice_delivery.recipient is 'Number of the endpoint, or name of the account.';
comment on column notice_delivery.endpoint_id is 'The endpoint of a webhook.';
comment on column notice_delivery.notice_id is 'The notice that mail is about.';
comment on column notice_delivery.message_id is 'Name of the message, the same at every attempt, so that a receiver can tell a repetition.';
comment on column notice_delivery.step is 'Step it tells of.';
comment on column notice_delivery.payload is 'What a webhook carries: codes and numbers, no personal data. Empty for mail, which is written when it is sent.';
comment on column notice_delivery.state is 'waiting; sent: the receiver took it; dead: given up, until somebody asks for it again.';
comment on column notice_delivery.created_at is 'When it was written down.';
comment on column notice_delivery.next_at is 'Not to be tried before.';
comment on column notice_delivery.leased_until is 'A process is sending it until then; later, the process is taken for gone.';
comment on column notice_delivery.attempts is 'How often it was tried.';
comment on column notice_delivery.last_error is 'Why the last attempt failed.';
comment on column notice_delivery.last_status is 'HTTP status of the last attempt, where there was an answer.';
comment on column notice_delivery.settled_at is 'When it was sent or given up.';
create index notice_delivery_waiting on notice_delivery (channel, recipient, id) where state = 'waiting';
create index notice_delivery_newest on notice_delivery (state, id desc);
