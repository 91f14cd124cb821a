-- Of incidents of numbers $1, those that a whistle was blown for where one had been blown before for the same category: within $2 metres (of which $3 are more degrees).
select i.id::float8 as id
from incident i
cross join lateral (
  select min(e.at) as at from event e where e.incident_id = i.id and e.step = 'whistle.blown'
) blown
where i.id = any ($1::bigint[]) and blown.at is not null and exists (
  select from incident o
  join event b on b.incident_id = o.id and b.step = 'whistle.blown' and b.at < blown.at
  where o.id <> i.id and o.category = i.category and o.footprint && st_expand(i.footprint, $3)
    and st_dwithin(o.footprint::geography, i.footprint::geography, $2)
)
