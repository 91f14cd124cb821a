-- Settled incidents of one party alone that happened from $1 until $2, of categories $3, kind $4, source $5 and with verdict $6 where given: how many of each party and category, the sum of their days and that of the squares of these.
select i.areas[1] as party, i.category, count(*)::int as count, sum(d.days) as days, sum(d.days * d.days) as squares
from incident i
join category c on c.code = i.category
cross join lateral (select extract(epoch from i.closed_at - i.occurred_at)::float8 / 86400 as days) d
where i.closed_at is not null and cardinality(i.areas) = 1 and i.merged_into is null
  and i.occurred_at >= $1::timestamptz and i.occurred_at < $2::timestamptz
  and ($3::text[] is null or i.category = any ($3)) and ($4::text is null or c.kind = $4)
  and ($5::text is null or i.source = $5)
  and ($6::text is null or $6 = coalesce(
    (select v.body ->> 'outcome' from verdict v where v.incident_id = i.id order by v.id desc limit 1), 'sole'))
group by i.areas[1], i.category
