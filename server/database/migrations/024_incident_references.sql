-- What an incident names must be there, as before, but looked up where it names anything and once a statement: five foreign keys made up more than half of what a row of a file cost.
alter table incident
  drop constraint incident_category_fkey,
  drop constraint incident_merged_into_fkey,
  drop constraint incident_accepted_by_fkey,
  drop constraint incident_registered_by_fkey,
  drop constraint incident_refused_by_fkey;

create function refuse_missing(kind text, name text) returns void language plpgsql as $$
begin
  raise foreign_key_violation using message = format('incident names %s "%s", which is not there', kind, name);
end
$$;
comment on function refuse_missing(text, text) is 'Refuses an incident that names what is not there.';

create function check_incident_categories() returns trigger language plpgsql as $$
declare
  missing text;
begin
  -- Held, so that nobody deletes one before this is committed.
  perform from category c where c.code in (select category from given) for key share;
  select g.category into missing from given g
  where not exists (select from category c where c.code = g.category) limit 1;
  if found then perform refuse_missing('category', missing); end if;
  return null;
end
$$;
comment on function check_incident_categories() is 'Whether the categories of the incidents that a statement has written are there.';
create trigger incident_categories_added after insert on incident
  referencing new table as given for each statement execute function check_incident_categories();
create trigger incident_categories_changed after update on incident
  referencing new table as given for each statement execute function check_incident_categories();

create function check_incident_names() returns trigger language plpgsql as $$
declare
  missing text;
begin
  perform from account a where a.name in (new.accepted_by, new.registered_by, new.refused_by) for key share;
  select n.name into missing from unnest(array[new.accepted_by, new.registered_by, new.refused_by]) as n (name)
  where n.name is not null and not exists (select from account a where a.name = n.name) limit 1;
  if found then perform refuse_missing('account', missing); end if;
  if new.merged_into is not null then
    perform from incident i where i.id = new.merged_into for key share;
    if not found then perform refuse_missing('incident', new.merged_into::text); end if;
  end if;
  return null;
end
$$;
comment on function check_incident_names() is 'Whether the accounts and the incident that an incident names are there.';
create trigger incident_names after insert or update of accepted_by, registered_by, refused_by, merged_into on incident
  for each row
  when (new.accepted_by is not null or new.registered_by is not null or new.refused_by is not null or new.merged_into is not null)
  execute function check_incident_names();

create function keep_named_by_incidents() returns trigger language plpgsql as $$
declare
  named boolean;
begin
  if tg_table_name = 'category' then named := exists (select from incident i where i.category = old.code);
  elsif tg_table_name = 'account' then
    named := exists (select from incident i where old.name in (i.accepted_by, i.registered_by, i.refused_by));
  else named := exists (select from incident i where i.merged_into = old.id);
  end if;
  if named then
    raise foreign_key_violation using message = format('an incident names this row of %s', tg_table_name);
  end if;
  return null;
end
$$;
comment on function keep_named_by_incidents() is 'Refuses that what an incident names is deleted, or gets another name.';
create trigger category_named after delete on category for each row execute function keep_named_by_incidents();
create trigger category_renamed after update of code on category for each row
  when (old.code <> new.code) execute function keep_named_by_incidents();
create trigger account_named after delete on account for each row execute function keep_named_by_incidents();
create trigger account_renamed after update of name on account for each row
  when (old.name <> new.name) execute function keep_named_by_incidents();
create trigger incident_named after delete on incident for each row execute function keep_named_by_incidents();
