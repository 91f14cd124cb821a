-- Figures that steps go by, and role templates, become tables that go out and in as the others do.
alter table duty_version drop constraint duty_version_part_check;
alter table duty_version add constraint duty_version_part_check
  check (part in ('bodies', 'lists', 'catalogue', 'callers', 'clocks', 'limits', 'templates', 'roster'));
insert into duty_version (part, valid_from, note) values
  ('limits', '2000-01-01', '示例 / sample'),
  ('templates', '2000-01-01', '示例 / sample');

-- A force stays formed as it was when its template is replaced.
alter table task_force drop constraint task_force_template_fkey;
comment on column task_force.template is 'Code of the template it was formed from, which may be no more; null where there was none.';
