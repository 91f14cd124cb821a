-- A step is told to everybody of its sides and bodies, often a hundred rows at once. What these name comes from the log's own row in the same transaction, and the log holds its incident and whistle for ever: to look each up again for every account cost three quarters of the writing.

alter table notice drop constraint notice_event_id_fkey;
alter table notice drop constraint notice_incident_id_fkey;
alter table notice drop constraint notice_whistle_id_fkey;
comment on column notice.event_id is 'The event, never removed; null for a deadline that passed.';
comment on column notice.incident_id is 'The incident, which its events keep from being removed.';
comment on column notice.whistle_id is 'The whistle, which its events keep from being removed; null where none was blown.';
