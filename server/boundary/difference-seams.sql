-- Seams of editions $1 and $2 between the same two areas, by whether the line kept its length within a thousandth.
select count(*) filter (where b.key is not null and n.key is not null and abs(n.length_m - b.length_m) <= 0.001 * b.length_m)::int as kept,
       count(*) filter (where b.key is not null and n.key is not null and abs(n.length_m - b.length_m) > 0.001 * b.length_m)::int as changed,
       count(*) filter (where b.key is null)::int as new,
       count(*) filter (where n.key is null)::int as ended
from (select key, length_m from seam where edition_id = $1) b
full join (select key, length_m from seam where edition_id = $2) n using (key)
