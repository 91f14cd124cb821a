-- Takes, until $2, the next delivery of each recipient that is due at $1 and in nobody's hands, at most $3: whoever comes later waits behind it.
with first_of_each as (
  select distinct on (channel, recipient) id
  from notice_delivery
  where state = 'waiting'
  order by channel, recipient, id
), taken as (
  select id
  from notice_delivery
  where id in (select id from first_of_each)
    and state = 'waiting'
    and next_at <= $1::timestamptz
    and (leased_until is null or leased_until <= $1::timestamptz)
  order by id
  limit $3
  for update skip locked
)
update notice_delivery d
set leased_until = $2::timestamptz, attempts = d.attempts + 1
from taken
where d.id = taken.id
returning d.id::text, d.channel, d.recipient, d.endpoint_id::text as "endpointId", d.notice_id::text as "noticeId",
          d.message_id as "messageId", d.step, d.payload, d.attempts
