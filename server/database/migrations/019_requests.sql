-- A body may ask for more time of its own, and notices are listed in the order in which things happened.
alter table extension_request add column summons_id bigint references summons (id) on delete cascade;
comment on table extension_request is 'A side, or one body of it, that asks for more time: the blower decides.';
comment on column extension_request.area_code is 'The side that asks, or whose body does.';
comment on column extension_request.summons_id is 'Summons of the body that asks; null where the whole side does.';

drop index notice_account;
create index notice_account on notice (account, at desc, id desc);
comment on column notice.id is 'Number; ascending in the order in which they were written.';
