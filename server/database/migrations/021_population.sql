-- How many people live in an area, to tell incidents per head.

create table population (
  code text primary key references area (code),
  people integer not null check (people >= 0),
  source text not null check (source <> '')
);
comment on table population is 'Residents of an area; of upper levels only where they were counted by themselves, else the sum of the finest areas holds.';
comment on column population.code is 'The area.';
comment on column population.people is 'Residents.';
comment on column population.source is 'Where the number comes from: a census and its year; “schematic” for the demo city.';
