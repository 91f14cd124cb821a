-- Wall displays that were let in by a code: codes that are waiting to be entered, and the displays there are.
create table display (
  id bigint primary key generated always as identity,
  account text not null unique references account (name),
  paired_at timestamptz not null,
  paired_by text not null,
  revoked_at timestamptz,
  revoked_by text
);
comment on table display is 'Walls, each an account of its own that nobody can sign in to.';
comment on column display.id is 'Number by which it is listed and revoked.';
comment on column display.account is 'Account it acts as: its name, and the area it shows.';
comment on column display.paired_at is 'When its code was entered.';
comment on column display.paired_by is 'Who entered it.';
comment on column display.revoked_at is 'When it was shut out; null while it is in.';
comment on column display.revoked_by is 'Who did that.';

create table pairing (
  ticket_hash text primary key,
  code_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  account text references account (name)
);
comment on table pairing is 'Codes that a wall shows and an administrator enters, once, within minutes.';
comment on column pairing.ticket_hash is 'SHA-256 of what the wall alone holds, and comes back with for its session.';
comment on column pairing.code_hash is 'SHA-256 of the code on the screen.';
comment on column pairing.created_at is 'When it was made.';
comment on column pairing.expires_at is 'From when it is worth nothing.';
comment on column pairing.address is 'Address of the wall: one address has only so many codes at a time.';
comment on column pairing.account is 'Account of the display, once the code was entered; null before.';
create index pairing_expires on pairing (expires_at);

alter table session drop constraint session_method_check;
alter table session add constraint session_method_check check (method in ('password', 'openid', 'pairing'));
comment on column session.method is 'Signed in by password here, by an OpenID provider, or a wall by its code.';
