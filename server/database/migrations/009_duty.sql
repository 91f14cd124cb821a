-- Whom a whistle may call and who answers for what: catalogue, bodies, duty lists in versions, callers, roster, task forces.

create table duty_version (
  id integer primary key generated always as identity,
  part text not null check (part in ('bodies', 'lists', 'catalogue', 'callers', 'clocks', 'roster')),
  valid_from timestamptz,
  loaded_at timestamptz not null default now(),
  loaded_by text,
  note text not null default '',
  row_count integer not null default 0,
  file text
);
comment on table duty_version is 'One load of a part of what decides who is called; nothing loaded is ever removed.';
comment on column duty_version.id is 'Number.';
comment on column duty_version.part is 'Which part was loaded.';
comment on column duty_version.valid_from is 'From when it decides; null for a draft.';
comment on column duty_version.loaded_at is 'When it was loaded.';
comment on column duty_version.loaded_by is 'Account that loaded it; null for samples.';
comment on column duty_version.note is 'What was said about it.';
comment on column duty_version.row_count is 'Rows in it.';
comment on column duty_version.file is 'The table as it was loaded, in CSV; null for samples.';
create index duty_version_part on duty_version (part, valid_from desc);

create table catalogue_item (
  code text primary key,
  kind text not null check (kind in ('enforcement', 'priority', 'emergency')),
  name text not null,
  name_en text not null,
  position integer not null default 0
);
comment on table catalogue_item is 'An item of the whistle catalogue: problems of one sort under one kind of whistle.';
comment on column catalogue_item.code is 'Short code: E1.';
comment on column catalogue_item.kind is 'Kind of whistle it belongs to.';
comment on column catalogue_item.name is 'Name in Chinese.';
comment on column catalogue_item.name_en is 'Name in English.';
comment on column catalogue_item.position is 'Order in which items are listed.';

insert into catalogue_item (code, kind, name, name_en, position) values
  ('E1', 'enforcement', '违法建设', 'Illegal construction', 1),
  ('E2', 'enforcement', '经营秩序', 'Street trade', 2),
  ('E3', 'enforcement', '环境卫生', 'Cleanliness', 3),
  ('E4', 'enforcement', '户外广告', 'Outdoor advertising', 4),
  ('E5', 'enforcement', '施工管理', 'Building works', 5),
  ('E6', 'enforcement', '停放与通道', 'Parking and passages', 6),
  ('E7', 'enforcement', '油烟与噪声', 'Fumes and noise', 7),
  ('P1', 'priority', '道路与积水', 'Roads and standing water', 8),
  ('P2', 'priority', '管线与设施', 'Cables and fixtures', 9),
  ('P3', 'priority', '老旧小区', 'Ageing estates', 10),
  ('P4', 'priority', '居住安全', 'Safe housing', 11),
  ('U1', 'emergency', '燃气与火情', 'Gas and fire', 12),
  ('U2', 'emergency', '汛情', 'Flood', 13),
  ('U3', 'emergency', '供应中断', 'Supplies cut off', 14),
  ('U4', 'emergency', '公共安全险情', 'Danger to the public', 15);

insert into category (code, name, name_en, kind) values
  ('01-05', '私搭棚架', 'Makeshift sheds', 'enforcement'),
  ('01-06', '渣土遗撒', 'Spilled debris', 'enforcement'),
  ('02-02', '乱贴小广告', 'Fly-posting', 'enforcement'),
  ('03-03', '施工扬尘', 'Dust from works', 'enforcement'),
  ('05-03', '违法停车', 'Illegal parking', 'enforcement'),
  ('06-02', '生活噪声', 'Neighbourhood noise', 'enforcement'),
  ('07-05', '井盖缺损', 'Broken manhole cover', 'priority'),
  ('07-06', '物业失管', 'Estate without management', 'priority'),
  ('07-07', '群租房', 'Crowded lets', 'priority'),
  ('07-08', '地下空间违规居住', 'People living in basements', 'priority'),
  ('04-05', '河道漫溢', 'River overflow', 'emergency'),
  ('04-06', '停水停电', 'Water or power cut', 'emergency'),
  ('04-07', '路面塌陷', 'Road collapse', 'emergency'),
  ('04-08', '危房险情', 'Building in danger of collapse', 'emergency');

alter table category
  add column item text references catalogue_item (code),
  add column retired_at timestamptz;
update category c
set item = m.item
from (values
  ('01-01', 'E1'), ('01-05', 'E1'), ('01-02', 'E2'), ('01-04', 'E2'), ('01-03', 'E3'), ('01-06', 'E3'), ('02-01', 'E4'), ('02-02', 'E4'),
  ('03-01', 'E5'), ('03-02', 'E5'), ('03-03', 'E5'), ('05-01', 'E6'), ('05-02', 'E6'), ('05-03', 'E6'), ('06-01', 'E7'), ('06-02', 'E7'),
  ('07-01', 'P1'), ('07-02', 'P1'), ('07-03', 'P2'), ('07-05', 'P2'), ('07-04', 'P3'), ('07-06', 'P3'), ('07-07', 'P4'), ('07-08', 'P4'),
  ('04-01', 'U1'), ('04-02', 'U1'), ('04-03', 'U2'), ('04-05', 'U2'), ('04-04', 'U3'), ('04-06', 'U3'), ('04-07', 'U4'), ('04-08', 'U4')
) as m (code, item)
where c.code = m.code;
alter table category alter column item set not null;
comment on table category is 'A problem of the whistle catalogue, which is what an incident is about; a sample of 15 items and 32 problems until a city loads its own.';
comment on column category.item is 'Item of the catalogue it belongs to.';
comment on column category.retired_at is 'Since when no new whistle may cite it; null while it may.';

insert into department (code, name, name_en, short, short_en) values
  ('food', '食品药品监管', 'Food and drug', '食药', 'Food & drug'),
  ('gardens', '园林绿化', 'Gardens and greening', '园林', 'Gardens'),
  ('culture', '文化和旅游', 'Culture and tourism', '文旅', 'Culture'),
  ('petition', '信访', 'Petitions', '信访', 'Petitions'),
  ('registry', '不动产登记', 'Property registry', '登记', 'Registry'),
  ('survey', '测绘', 'Survey', '测绘', 'Survey');
alter table department
  add column posting text not null default 'onCall' check (posting in ('body', 'resident', 'onCall')),
  add column unit text,
  add column unit_en text;
update department d
set posting = u.posting, unit = u.unit, unit_en = u.unit_en
from (values
  ('urban', 'body', '综合执法队', 'enforcement team'),
  ('police', 'resident', '派出所', 'police station'),
  ('fire', 'resident', '消防站', 'fire station'),
  ('traffic', 'resident', '交通队', 'traffic squad'),
  ('market', 'resident', '市场监管所', 'market office'),
  ('food', 'resident', '食药所', 'food and drug office')
) as u (code, posting, unit, unit_en)
where d.code = u.code;
comment on column department.posting is 'Its place in a subdistrict''s 1+5+N platform.';
comment on column department.unit is 'What its unit in a subdistrict is called, in Chinese; null where it has none.';
comment on column department.unit_en is 'The same in English.';

create table body (
  code text primary key,
  name text not null,
  name_en text not null,
  short text not null,
  short_en text not null,
  kind text not null check (kind in ('department', 'office', 'community', 'owner', 'residentUnit', 'institution', 'partyMember')),
  department text references department (code),
  area_code text not null,
  owned_by text,
  commanded_by text,
  posting text check (posting in ('body', 'resident', 'onCall')),
  head_count integer check (head_count >= 0),
  phone text not null default '',
  ended_at timestamptz
);
comment on table body is 'Whoever can be called: a department in a district, an office, a unit in a subdistrict, a community, an owner.';
comment on column body.code is 'An area''s code for its office, an area''s code and a department''s for a department or its unit, else any.';
comment on column body.name is 'Name in Chinese.';
comment on column body.name_en is 'Name in English.';
comment on column body.short is 'Name for a ring, in Chinese.';
comment on column body.short_en is 'Name for a ring, in English.';
comment on column body.kind is 'What it is; who may call it depends on this.';
comment on column body.department is 'Line of work, where it is a department or its unit.';
comment on column body.area_code is 'Area where it acts, with all below it.';
comment on column body.owned_by is 'Body it belongs to; null where it is its own.';
comment on column body.commanded_by is 'Body that commands it where it acts (owned by the district, commanded by the subdistrict); null where its owner does.';
comment on column body.posting is 'Its post in the 1+5+N platform of its area; null where it has none.';
comment on column body.head_count is 'People it has there; null if unknown.';
comment on column body.phone is 'Duty telephone, for those who may see people; empty if unknown.';
comment on column body.ended_at is 'Since when it is no more; null while it is.';
create index body_area on body (area_code);

insert into duty_version (part, valid_from, note) values
  ('catalogue', '2000-01-01', '示例 / sample'),
  ('lists', '2000-01-01', '示例 / sample'),
  ('callers', '2000-01-01', '示例 / sample'),
  ('clocks', '2000-01-01', '示例 / sample');

alter table duty
  add column version integer references duty_version (id),
  add column body_code text references body (code);
update duty set version = (select id from duty_version where part = 'lists');
alter table duty
  alter column version set not null,
  drop constraint duty_pkey,
  alter column department drop not null,
  add constraint duty_who check (num_nonnulls(department, body_code) = 1);
create unique index duty_line on duty (version, category, area_code, coalesce(department, body_code));
comment on column duty.version is 'The version of the lists it belongs to.';
comment on column duty.department is 'The department that answers, by its body in the district; null where a body is named.';
comment on column duty.body_code is 'The body that answers; null where a department is named.';

insert into duty (version, category, area_code, department, posting, position)
select v.id, d.category, '', d.department, d.posting, d.position
from duty_version v, (values
  ('01-05', 'urban', 'body', 1), ('01-05', 'planning', 'onCall', 2), ('01-05', 'police', 'resident', 3),
  ('01-06', 'urban', 'body', 1), ('01-06', 'traffic', 'resident', 2), ('01-06', 'environment', 'onCall', 3),
  ('02-02', 'urban', 'body', 1), ('02-02', 'telecom', 'onCall', 2),
  ('03-03', 'urban', 'body', 1), ('03-03', 'environment', 'onCall', 2), ('03-03', 'housing', 'onCall', 3),
  ('05-03', 'traffic', 'resident', 1), ('05-03', 'urban', 'body', 2),
  ('06-02', 'environment', 'onCall', 1), ('06-02', 'police', 'resident', 2), ('06-02', 'urban', 'body', 3),
  ('07-05', 'urban', 'body', 1), ('07-05', 'water', 'onCall', 2), ('07-05', 'telecom', 'onCall', 3), ('07-05', 'traffic', 'resident', 4),
  ('07-06', 'housing', 'onCall', 1), ('07-06', 'urban', 'body', 2), ('07-06', 'fire', 'resident', 3),
  ('07-07', 'housing', 'onCall', 1), ('07-07', 'police', 'resident', 2), ('07-07', 'fire', 'resident', 3), ('07-07', 'urban', 'body', 4),
  ('07-08', 'housing', 'onCall', 1), ('07-08', 'fire', 'resident', 2), ('07-08', 'police', 'resident', 3),
  ('04-05', 'water', 'onCall', 1), ('04-05', 'emergency', 'onCall', 2), ('04-05', 'police', 'resident', 3),
  ('04-06', 'water', 'onCall', 1), ('04-06', 'housing', 'onCall', 2), ('04-06', 'emergency', 'onCall', 3),
  ('04-07', 'traffic', 'resident', 1), ('04-07', 'water', 'onCall', 2), ('04-07', 'gas', 'onCall', 3), ('04-07', 'emergency', 'onCall', 4), ('04-07', 'police', 'resident', 5),
  ('04-08', 'housing', 'onCall', 1), ('04-08', 'fire', 'resident', 2), ('04-08', 'emergency', 'onCall', 3), ('04-08', 'police', 'resident', 4)
) as d (category, department, posting, position)
where v.part = 'lists';
update duty_version v
set row_count = case v.part when 'lists' then (select count(*) from duty) when 'catalogue' then 32 when 'clocks' then 3 else 0 end;

create table caller (
  caller text not null check (caller in ('community', 'subdistrict', 'alliance', 'services', 'project')),
  body_kind text not null check (body_kind in ('department', 'office', 'community', 'owner', 'residentUnit', 'institution', 'partyMember')),
  primary key (caller, body_kind)
);
comment on table caller is 'Who may call whom: a row allows it. The offices of the parties themselves are called by every whistle.';
comment on column caller.caller is 'Who calls: a community, a subdistrict, a district alliance, a government service hall, a project.';
comment on column caller.body_kind is 'Kind of body that may be called.';
-- Published: community → party members, subdistrict, services and project → departments, alliance → institutions. The others are ours.
insert into caller (caller, body_kind) values
  ('community', 'partyMember'),
  ('community', 'community'),
  ('subdistrict', 'department'),
  ('subdistrict', 'office'),
  ('subdistrict', 'residentUnit'),
  ('subdistrict', 'community'),
  ('subdistrict', 'owner'),
  ('subdistrict', 'institution'),
  ('alliance', 'institution'),
  ('services', 'department'),
  ('project', 'department');
update duty_version set row_count = 11 where part = 'callers';

create table role_template (
  code text primary key,
  name text not null,
  name_en text not null,
  position integer not null default 0
);
comment on table role_template is 'A way to share out the work of a task force; samples until a city has its own.';
comment on column role_template.code is 'Short latin code.';
comment on column role_template.name is 'Name in Chinese.';
comment on column role_template.name_en is 'Name in English.';
comment on column role_template.position is 'Order in which templates are listed.';

create table role_template_line (
  template text not null references role_template (code) on delete cascade,
  position integer not null,
  role text not null check (role in ('lead', 'assist', 'inform')),
  department text references department (code),
  duty text not null,
  duty_en text not null,
  primary key (template, position)
);
comment on table role_template_line is 'One named duty of a template and who has it.';
comment on column role_template_line.template is 'The template.';
comment on column role_template_line.position is 'Order.';
comment on column role_template_line.role is 'Role of whoever has the duty.';
comment on column role_template_line.department is 'Department whose body in the district has it; null for the office of the task force''s own area.';
comment on column role_template_line.duty is 'What is to be done, in Chinese.';
comment on column role_template_line.duty_en is 'The same in English.';

insert into role_template (code, name, name_en, position) values
  ('estate', '老旧小区疑难产权', 'Unclear title in an old estate', 1),
  ('sixteen', '十六部门联合整治', 'Sixteen departments together', 2),
  ('flood', '防汛', 'Flood', 3);
insert into role_template_line (template, position, role, department, duty, duty_en) values
  ('estate', 1, 'lead', null, '牵头，召集各方，定期通报', 'Leads, calls the others together, reports'),
  ('estate', 2, 'assist', 'petition', '接待居民，汇总诉求', 'Receives residents, gathers what they ask'),
  ('estate', 3, 'assist', 'registry', '核对登记，出具产权意见', 'Checks the register, states the title'),
  ('estate', 4, 'assist', 'survey', '现场测绘，出图', 'Surveys the site, draws the plan'),
  ('estate', 5, 'inform', 'housing', '知悉进展', 'Is kept informed'),
  ('sixteen', 1, 'lead', 'urban', '现场指挥，拆除与清运', 'Commands on site, demolition and removal'),
  ('sixteen', 2, 'assist', 'planning', '认定用地与规划', 'States land use and plan'),
  ('sixteen', 3, 'assist', 'housing', '房屋安全', 'Safety of buildings'),
  ('sixteen', 4, 'assist', 'police', '维持秩序，查处违法人员', 'Keeps order, deals with offenders'),
  ('sixteen', 5, 'assist', 'fire', '消防安全', 'Fire safety'),
  ('sixteen', 6, 'assist', 'traffic', '道路管制，查扣车辆', 'Closes roads, seizes vehicles'),
  ('sixteen', 7, 'assist', 'market', '查处无照经营', 'Deals with unlicensed trade'),
  ('sixteen', 8, 'assist', 'environment', '环境监测', 'Monitors the environment'),
  ('sixteen', 9, 'assist', 'water', '水源与河道', 'Wells and streams'),
  ('sixteen', 10, 'assist', 'gas', '切断燃气', 'Cuts off gas'),
  ('sixteen', 11, 'assist', 'emergency', '安全生产，救援准备', 'Safety at work, stands by for rescue'),
  ('sixteen', 12, 'assist', 'heating', '管线核查', 'Checks the pipes'),
  ('sixteen', 13, 'assist', 'telecom', '通信保障', 'Keeps lines of communication'),
  ('sixteen', 14, 'assist', 'food', '食品药品检查', 'Inspects food and drugs'),
  ('sixteen', 15, 'assist', 'gardens', '林地认定与恢复', 'States woodland, restores it'),
  ('sixteen', 16, 'assist', 'culture', '文物保护', 'Protects monuments'),
  ('flood', 1, 'lead', 'emergency', '统一调度', 'Directs all'),
  ('flood', 2, 'assist', 'water', '抽排，河道巡查', 'Pumps, patrols the rivers'),
  ('flood', 3, 'assist', 'traffic', '断路绕行', 'Closes roads, sets diversions'),
  ('flood', 4, 'assist', 'police', '转移群众', 'Moves people to safety'),
  ('flood', 5, 'assist', 'housing', '危房排查', 'Checks unsafe buildings'),
  ('flood', 6, 'assist', null, '属地值守', 'Keeps watch on the spot');

create table task_force (
  id bigint primary key generated always as identity,
  name text not null,
  name_en text not null default '',
  area_code text not null,
  commander text not null,
  commander_body text not null,
  template text references role_template (code),
  starts_at timestamptz not null,
  ends_at timestamptz,
  note text not null default '',
  made_by text not null references account (name),
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by text references account (name),
  end_reason text,
  check (ends_at > starts_at)
);
comment on table task_force is 'A temporary headquarters: a commander and members for an area and a time.';
comment on column task_force.id is 'Number.';
comment on column task_force.name is 'Name in Chinese.';
comment on column task_force.name_en is 'Name in English, empty if it has none.';
comment on column task_force.area_code is 'Area it acts in, with all below it.';
comment on column task_force.commander is 'Who commands, by office rather than by name.';
comment on column task_force.commander_body is 'Body the commander belongs to.';
comment on column task_force.template is 'Template it was formed from; null where none was used.';
comment on column task_force.starts_at is 'From when it acts.';
comment on column task_force.ends_at is 'Until when it is to act; null while that is open.';
comment on column task_force.note is 'What it is for.';
comment on column task_force.made_by is 'Account that formed it.';
comment on column task_force.made_at is 'When it was formed.';
comment on column task_force.ended_at is 'When it was ended early; null if it was not.';
comment on column task_force.ended_by is 'Account that ended it early.';
comment on column task_force.end_reason is 'Why it was ended early.';

create table task_force_member (
  task_force_id bigint not null references task_force (id) on delete cascade,
  body_code text not null,
  body_name text not null,
  body_name_en text not null,
  short text not null,
  short_en text not null,
  posting text not null check (posting in ('body', 'resident', 'onCall')),
  role text not null check (role in ('lead', 'assist', 'inform')),
  duty text not null default '',
  duty_en text not null default '',
  position integer not null,
  primary key (task_force_id, body_code)
);
comment on table task_force_member is 'A body in a task force and its named duty.';
comment on column task_force_member.task_force_id is 'The task force.';
comment on column task_force_member.body_code is 'The body.';
comment on column task_force_member.body_name is 'Name of the body in Chinese.';
comment on column task_force_member.body_name_en is 'Name of the body in English.';
comment on column task_force_member.short is 'Name for a ring, in Chinese.';
comment on column task_force_member.short_en is 'Name for a ring, in English.';
comment on column task_force_member.posting is 'Its place in the platform.';
comment on column task_force_member.role is 'lead and assist come when called; inform is told.';
comment on column task_force_member.duty is 'What it has to do, in Chinese.';
comment on column task_force_member.duty_en is 'The same in English.';
comment on column task_force_member.position is 'Order.';

alter table whistle
  add column caller text not null default 'subdistrict' check (caller in ('community', 'subdistrict', 'alliance', 'services', 'project')),
  add column task_force_id bigint references task_force (id);
comment on column whistle.caller is 'Who called: the table of callers says whom it may.';
comment on column whistle.task_force_id is 'Task force it was blown for; null for most.';
alter table summons add column reason text;
comment on column summons.reason is 'Why a body that the duty list does not name was called; null for those it names.';

create table shift (
  id bigint primary key generated always as identity,
  body_code text not null,
  area_code text not null,
  person text not null,
  phone text not null default '',
  from_at timestamptz not null,
  to_at timestamptz not null,
  handed_over_at timestamptz,
  handed_over_by text,
  handed_to bigint references shift (id),
  handover_note text,
  check (to_at > from_at)
);
comment on table shift is 'The roster: who is on duty for a body in an area, from when until when.';
comment on column shift.id is 'Number.';
comment on column shift.body_code is 'The body.';
comment on column shift.area_code is 'The area, with all below it.';
comment on column shift.person is 'Who is on duty; for those who may see people.';
comment on column shift.phone is 'Telephone; for those who may see people. Empty if unknown.';
comment on column shift.from_at is 'From when.';
comment on column shift.to_at is 'Until when.';
comment on column shift.handed_over_at is 'When it was handed over; null until then.';
comment on column shift.handed_over_by is 'Account that entered the handover.';
comment on column shift.handed_to is 'The shift that took over.';
comment on column shift.handover_note is 'What the next shift must know.';
create unique index shift_line on shift (body_code, area_code, from_at, person);
create index shift_time on shift (to_at, from_at);
