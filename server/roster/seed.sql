-- A sample roster: for every post a shift of a day from 08:30 to 08:30 in time zone $2, from the day before $1 to the day after the next; one post in fifty is left empty. Invented people.
insert into shift (body_code, area_code, person, phone, from_at, to_at)
select b.code, b.area_code,
       substr('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', 1 + abs(hashtext(b.code || d.day)) % 20, 1)
         || substr('伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚兰', 1 + abs(hashtext(d.day || b.code)) % 20, 1),
       '010-5550' || lpad((abs(hashtext(b.code || 'p' || d.day)) % 10000)::text, 4, '0'),
       day_from, day_from + interval '1 day'
from body b
cross join lateral (
  select g.n::text as day,
         (date_trunc('day', $1::timestamptz at time zone $2) + interval '510 minutes' + g.n * interval '1 day') at time zone $2 as day_from
  from generate_series(-1, 2) as g (n)
) d
where b.posting is not null and b.ended_at is null and abs(hashtext(b.code)) % 50 <> 7
on conflict do nothing
