-- Stretches of a seam with a basis of their own: one line may follow a wall foot, then a road, then a river.
create table seam_stretch (
  record_id bigint not null references seam_record (id),
  position integer not null,
  places geometry(MultiLineString, 4326) not null,
  basis text check (basis in ('centreline', 'kerb', 'wallFoot')),
  holder text check (holder in ('a', 'b')),
  accuracy_m double precision check (accuracy_m >= 0),
  primary key (record_id, position),
  check (holder is null or basis in ('kerb', 'wallFoot'))
);
comment on table seam_stretch is 'A stretch of a line that follows something else on the ground than the rest of it; what its record says holds beside all stretches.';
comment on column seam_stretch.record_id is 'The record of the whole line.';
comment on column seam_stretch.position is 'Counts along the line from 0.';
comment on column seam_stretch.places is 'Beginning, middle and end of the stretch on the line, WGS84: places stay where they are when the line gets a new shape or direction.';
comment on column seam_stretch.basis is 'What the stretch was drawn along; null where nobody has recorded it.';
comment on column seam_stretch.holder is 'Where the basis is kerb or wall foot: the side that has the whole carriageway; null where nobody is named.';
comment on column seam_stretch.accuracy_m is 'Metres within which the stretch is known; null where nobody has recorded it.';
