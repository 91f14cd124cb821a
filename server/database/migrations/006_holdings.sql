-- What somebody answers for beside the area it lies in: waters, railways, expressways, parks, managed assets, owned parcels.
create table holding (
  id text primary key,
  kind text not null check (kind in ('water', 'rail', 'expressway', 'park', 'asset', 'parcel')),
  name text not null,
  name_en text not null,
  body_code text not null,
  body_name text not null,
  body_name_en text not null,
  level text check (level in ('city', 'district', 'subdistrict', 'community', 'cell')),
  width_m double precision not null default 0 check (width_m >= 0),
  shape geometry(Geometry, 4326) not null
);
comment on table holding is 'Places that a body answers for beside the area they lie in; it becomes a party of incidents there.';
comment on column holding.id is 'Number in the register it came from.';
comment on column holding.kind is 'Water, rail, expressway and park have an authority, an asset a managing body, a parcel an owner.';
comment on column holding.name is 'What it is called, in Chinese.';
comment on column holding.name_en is 'What it is called, in English.';
comment on column holding.body_code is 'The authority, manager or owner.';
comment on column holding.body_name is 'Its name in Chinese.';
comment on column holding.body_name_en is 'Its name in English.';
comment on column holding.level is 'Level of the body where it is part of the administration; null for others, most owners among them.';
comment on column holding.width_m is 'Metres across, of a line; 0 for a polygon.';
comment on column holding.shape is 'Polygons, or lines along the middle.';
create index holding_shape on holding using gist (shape);
