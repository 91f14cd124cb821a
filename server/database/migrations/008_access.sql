-- Who may come in and how: accounts that are closed but kept, sessions that can be ended, identities from elsewhere, keys for other systems, waiting after failures, and the audit log.
alter table account
  alter column password_hash drop not null,
  add column demo boolean not null default false,
  add column system boolean not null default false,
  add column must_change boolean not null default false,
  add column disabled_at timestamptz,
  add column created_at timestamptz not null default now(),
  add column signed_in_at timestamptz,
  add column version integer not null default 1;
comment on column account.password_hash is 'argon2id in PHC form, or scrypt where nobody has signed in since; null for who has no password here.';
comment on column account.demo is 'Made for the demo, with a public password: closed wherever the demo is off.';
comment on column account.system is 'Another system, which comes with a key and cannot sign in.';
comment on column account.must_change is 'Its password was given by an administrator: nothing is open to it until it has chosen its own.';
comment on column account.disabled_at is 'When it was closed; null while it is open. Accounts are never deleted: steps of old cases name them.';
comment on column account.created_at is 'When it was made.';
comment on column account.signed_in_at is 'When it last signed in.';
comment on column account.version is 'Counts changes of role, area, body and standing, so that open live feeds notice them.';

-- Until now nothing but the demo made accounts of these names.
update account set demo = true
where name in ('coordinator-xicheng', 'coordinator-fengtai', 'wall', 'officer', 'planner', 'engineer', 'admin');

alter table session
  add column id bigint generated always as identity unique,
  add column seen_at timestamptz not null default now(),
  add column idle_until timestamptz,
  add column method text not null default 'password' check (method in ('password', 'openid')),
  add column address text not null default '',
  add column agent text not null default '';
update session set idle_until = expires_at;
alter table session alter column idle_until set not null;
create index session_account on session (account);
comment on column session.id is 'Number by which it is listed and ended.';
comment on column session.seen_at is 'When it was last used, to the minute.';
comment on column session.idle_until is 'When it ends unless it is used before; never after expires_at.';
comment on column session.method is 'Signed in by password here, or by an OpenID provider.';
comment on column session.address is 'Address it was begun from.';
comment on column session.agent is 'What the browser called itself.';

create table identity (
  issuer text not null,
  subject text not null,
  account text not null references account (name),
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, account)
);
comment on table identity is 'Who an account is at an OpenID provider.';
comment on column identity.issuer is 'The provider: OpenID Connect, iss.';
comment on column identity.subject is 'Whom it means, for good: OpenID Connect, sub.';
comment on column identity.account is 'Account here.';
comment on column identity.linked_at is 'When the two were linked.';

create table openid_flow (
  state_hash text primary key,
  browser_hash text not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_at timestamptz not null
);
comment on table openid_flow is 'Sign-ins that have gone to an OpenID provider and not yet come back.';
comment on column openid_flow.state_hash is 'SHA-256 of the state parameter.';
comment on column openid_flow.browser_hash is 'SHA-256 of a cookie: only the browser that left may come back.';
comment on column openid_flow.nonce is 'To be found in the ID token.';
comment on column openid_flow.verifier is 'Proof key of the code: RFC 7636.';
comment on column openid_flow.return_to is 'Path of ours to open afterwards.';
comment on column openid_flow.expires_at is 'When it is too late to come back.';

create table access_key (
  id bigint primary key generated always as identity,
  account text not null references account (name),
  prefix text not null unique,
  secret_hash text not null unique,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz
);
comment on table access_key is 'Keys by which other systems come in.';
comment on column access_key.id is 'Number.';
comment on column access_key.account is 'Account the system acts as; it holds the role and the area or body.';
comment on column access_key.prefix is 'Beginning of the key, by which people tell keys apart.';
comment on column access_key.secret_hash is 'SHA-256 of the whole key; the key itself is shown once and never stored.';
comment on column access_key.created_at is 'When it was made.';
comment on column access_key.created_by is 'Who made it.';
comment on column access_key.expires_at is 'When it ends by itself; null for never.';
comment on column access_key.used_at is 'When it was last used, to the minute.';
comment on column access_key.revoked_at is 'When it was ended by hand.';
create index access_key_account on access_key (account);

create table sign_in_wait (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);
comment on table sign_in_wait is 'Failed sign-ins of late, by account and by address.';
comment on column sign_in_wait.key is 'account:name or address:address.';
comment on column sign_in_wait.failures is 'How many in a row.';
comment on column sign_in_wait.last_at is 'When the last was.';
comment on column sign_in_wait.blocked_until is 'Until when none is heard; null for none.';

create table setup_code (
  code_hash text primary key,
  created_at timestamptz not null
);
comment on table setup_code is 'One-time codes printed by a server that has no administrator yet.';
comment on column setup_code.code_hash is 'SHA-256 of the code.';
comment on column setup_code.created_at is 'When it was printed.';

create table audit (
  seq bigint primary key,
  at timestamptz not null,
  actor text,
  action text not null,
  object text,
  details jsonb not null,
  previous text not null,
  hash text not null unique
);
comment on table audit is 'The audit log: who did what that others may have to answer for. Rows are only ever added, each sealed with the one before.';
comment on column audit.seq is 'Number, without gaps, from 1.';
comment on column audit.at is 'When it was done, to the millisecond.';
comment on column audit.actor is 'Account that did it; null for the server itself or somebody unknown.';
comment on column audit.action is 'What was done: session.opened, key.revoked and so on, as server/audit lists them.';
comment on column audit.object is 'What it was done to: an account, a key, a route, an edition.';
comment on column audit.details is 'What is particular to it.';
comment on column audit.previous is 'Hash of the row before; 64 zeros for the first.';
comment on column audit.hash is 'SHA-256 over the row in canonical JSON, previous included.';
create index audit_at on audit (at);
create index audit_actor on audit (actor, seq);
create index audit_action on audit (action, seq);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added: % is refused', tg_table_name, tg_op;
end
$$;
comment on function refuse_change() is 'Refuses whatever would change or remove rows of a log.';
create trigger audit_only_grows before update or delete or truncate on audit
  for each statement execute function refuse_change();
create trigger event_only_grows before update or delete or truncate on event
  for each statement execute function refuse_change();
