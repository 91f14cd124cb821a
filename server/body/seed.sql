-- Bodies of the areas of edition $1, as far as they are missing: offices, departments of the districts, their units in the subdistricts, communities, and samples of other kinds. Invented telephones.
with place as (
  select b.code, b.name, b.name_en, a.level,
         regexp_replace(b.name, case a.level when 'district' then '[区县市]$' else '(街道|地区|镇|乡)$' end, '') as stem
  from boundary b join area a on a.code = b.code
  where b.edition_id = $1 and a.level in ('city', 'district', 'subdistrict', 'community')
), wanted as (
  select code, name, name_en,
         case level when 'city' then '市' when 'district' then '区' when 'community' then '社区'
           else coalesce(substring(name from '(街道|地区|乡)$'), '镇') end as short,
         case level when 'city' then 'City' when 'district' then 'District' when 'community' then 'Community'
           else case when name ~ '(街道|地区)$' then 'Office' else 'Township' end end as short_en,
         case level when 'community' then 'community' else 'office' end as kind,
         null as department, code as area_code, null as owned_by, null as commanded_by, null as posting, null::integer as head_count
  from place
  union all
  select p.code || '-' || d.code, p.stem || d.short, p.name_en || ' ' || d.short_en, d.short, d.short_en, 'department', d.code,
         p.code, p.code, null, case when d.unit is null then 'onCall' end, null
  from place p cross join department d
  where p.level = 'district'
  union all
  select p.code || '-' || d.code, p.stem || d.unit, p.name_en || ' ' || d.unit_en, d.short, d.short_en, 'residentUnit', d.code,
         p.code, left(p.code, 6) || '-' || d.code, p.code, d.posting,
         case d.posting when 'body' then 8 + abs(hashtext(p.code)) % 7 else 1 + abs(hashtext(p.code || d.code)) % 2 end
  from place p cross join department d
  where p.level = 'subdistrict' and d.unit is not null
  union all
  select p.code || '-party', p.stem || '报到党员', p.name_en || ' party members', '党员', 'Members', 'partyMember', null,
         p.code, null, p.code, null, 40 + abs(hashtext(p.code)) % 200
  from place p
  where p.level = 'subdistrict'
  union all
  select p.code || '-' || s.code, p.stem || s.name, p.name_en || ' ' || s.name_en, s.name, s.name_en, 'institution', null,
         p.code, p.code, null, null, null
  from place p cross join (values ('hospital', '医院', 'hospital'), ('bus', '公交', 'bus company')) as s (code, name, name_en)
  where p.level = 'district'
)
insert into body (code, name, name_en, short, short_en, kind, department, area_code, owned_by, commanded_by, posting, head_count, phone)
select code, name, name_en, short, short_en, kind, department, area_code, owned_by, commanded_by, posting, head_count,
       '010-5550' || lpad((abs(hashtext(code)) % 10000)::text, 4, '0')
from wanted
on conflict (code) do nothing
