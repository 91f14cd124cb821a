-- Photos of a case, and the answers already given to requests that a bad line may send twice.
create table attachment (
  id bigint primary key generated always as identity,
  whistle_id bigint not null references whistle (id) on delete cascade,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  moment text not null check (moment in ('before', 'after', 'other')),
  body_code text,
  width_px integer not null check (width_px > 0),
  height_px integer not null check (height_px > 0),
  size_bytes integer not null check (size_bytes > 0),
  added_at timestamptz not null,
  added_by text not null references account (name),
  unique (whistle_id, hash)
);
comment on table attachment is 'A photo of a case. The picture itself is kept by its hash, in a folder or an object storage.';
comment on column attachment.id is 'Number.';
comment on column attachment.whistle_id is 'The whistle it belongs to.';
comment on column attachment.hash is 'SHA-256 of the picture as it is kept, hexadecimal: the name it is kept under.';
comment on column attachment.moment is 'Whether it was taken before the work, after it, or shows something else.';
comment on column attachment.body_code is 'Body it was taken for; null where it speaks for no body.';
comment on column attachment.width_px is 'Width in pixels, upright.';
comment on column attachment.height_px is 'Height in pixels, upright.';
comment on column attachment.size_bytes is 'Bytes as it is kept.';
comment on column attachment.added_at is 'When it came in, by the server''s clock.';
comment on column attachment.added_by is 'Account that added it.';
create index attachment_hash on attachment (hash);

create table answer (
  account text not null references account (name) on delete cascade,
  key uuid not null,
  request text not null,
  request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
  begun_at timestamptz not null,
  status integer,
  content_type text,
  location text,
  body text,
  answered_at timestamptz,
  primary key (account, key),
  check ((answered_at is null) = (status is null))
);
comment on table answer is 'First answers to requests that carry a key of their own, given again when the request comes again. Kept 48 hours.';
comment on column answer.account is 'Who asked: a key is known to its own account only.';
comment on column answer.key is 'The request''s Idempotency-Key.';
comment on column answer.request is 'Method and path.';
comment on column answer.request_hash is 'SHA-256 of what was sent, hexadecimal; of a form, of its fields and files.';
comment on column answer.begun_at is 'When the request came first.';
comment on column answer.status is 'HTTP status of the answer; null while it is being worked out.';
comment on column answer.content_type is 'Type of the answer''s body.';
comment on column answer.location is 'Address of what was made, if anything was.';
comment on column answer.body is 'The answer.';
comment on column answer.answered_at is 'When it was answered; null while it is being worked out, and for good where the process died over it.';
create index answer_begun on answer (begun_at);
