import { bodyKinds, postings } from '../../body/kinds.ts';
import { columnOf, knownAreas, type Part, unknownValues } from '../part.ts';

const code = /^[0-9A-Za-z][0-9A-Za-z._-]{0,59}$/;
const codeWanted = {
  zh: '字母、数字、-、_、.，最多 60 个',
  en: 'letters, digits, - _ . and at most 60 of them',
};

/** Bodies: a table adds and changes; one that is whole also ends whoever it leaves out. */
export const bodiesPart: Part = {
  name: 'bodies',
  alwaysWhole: false,
  dated: false,
  columns: [
    { field: 'code', zh: '编码', required: true, pattern: code, wanted: codeWanted },
    { field: 'name', zh: '名称', required: true, max: 100 },
    { field: 'nameEn', zh: '英文名称', required: true, max: 100 },
    { field: 'short', zh: '简称', required: true, max: 8 },
    { field: 'shortEn', zh: '英文简称', required: true, max: 16 },
    { field: 'kind', zh: '类别', required: true, values: bodyKinds },
    { field: 'department', zh: '条线' },
    {
      field: 'areaCode',
      zh: '辖区编码',
      required: true,
      pattern: /^\d{6,15}$/,
      wanted: { zh: '6 至 15 位数字', en: '6 to 15 digits' },
    },
    { field: 'ownedBy', zh: '隶属单位', pattern: code, wanted: codeWanted },
    { field: 'commandedBy', zh: '指挥单位', pattern: code, wanted: codeWanted },
    { field: 'posting', zh: '派驻', values: postings },
    {
      field: 'headCount',
      zh: '人数',
      pattern: /^\d{1,5}$/,
      wanted: { zh: '0 至 99999 的整数', en: 'a whole number up to 99999' },
    },
    {
      field: 'phone',
      zh: '值班电话',
      pattern: /^\+?[0-9][0-9 ()-]{2,22}$/,
      wanted: { zh: '电话号码', en: 'a telephone number' },
    },
  ],
  keyOf: (row) => row.code ?? '',
  read: (sql) => sql<Record<string, string>[]>`
    select code, name, name_en as "nameEn", short, short_en as "shortEn", kind, coalesce(department, '') as department,
           area_code as "areaCode", coalesce(owned_by, '') as "ownedBy", coalesce(commanded_by, '') as "commandedBy",
           coalesce(posting, '') as posting, coalesce(head_count::text, '') as "headCount", phone
    from body where ended_at is null order by code`,
  async check(sql, rows, whole) {
    const given = new Set(rows.map(({ values }) => values.code ?? ''));
    const [areas, departments, bodies] = await Promise.all([
      knownAreas(
        sql,
        rows.map(({ values }) => values.areaCode ?? ''),
      ),
      sql<{ code: string }[]>`select code from department`,
      sql<{ code: string }[]>`select code from body where ended_at is null and not ${whole}`,
    ]);
    const known = new Set([...given, ...bodies.map((body) => body.code)]);
    const wantsBody = { zh: '表内或已有的单位编码', en: 'the code of a body in this table or on record' };
    return [
      ...unknownValues(rows, 'areaCode', areas, {
        zh: '某一边界版本中的辖区',
        en: 'an area of some edition',
      }),
      ...unknownValues(rows, 'department', new Set(departments.map((one) => one.code)), {
        zh: departments.map((one) => one.code).join(' | '),
        en: departments.map((one) => one.code).join(' | '),
      }),
      ...unknownValues(rows, 'ownedBy', known, wantsBody),
      ...unknownValues(rows, 'commandedBy', known, wantsBody),
    ];
  },
  async write(tx, rows, { now, whole }) {
    await tx`
      insert into body (code, name, name_en, short, short_en, kind, department, area_code, owned_by, commanded_by, posting, head_count, phone)
      select code, name, name_en, short, short_en, kind, nullif(department, ''), area, nullif(owned, ''), nullif(commanded, ''),
             nullif(posting, ''), nullif(heads, '')::integer, phone
      from unnest(${columnOf(rows, 'code')}::text[], ${columnOf(rows, 'name')}::text[], ${columnOf(rows, 'nameEn')}::text[],
                  ${columnOf(rows, 'short')}::text[], ${columnOf(rows, 'shortEn')}::text[], ${columnOf(rows, 'kind')}::text[],
                  ${columnOf(rows, 'department')}::text[], ${columnOf(rows, 'areaCode')}::text[], ${columnOf(rows, 'ownedBy')}::text[],
                  ${columnOf(rows, 'commandedBy')}::text[], ${columnOf(rows, 'posting')}::text[], ${columnOf(rows, 'headCount')}::text[],
                  ${columnOf(rows, 'phone')}::text[])
           as given (code, name, name_en, short, short_en, kind, department, area, owned, commanded, posting, heads, phone)
      on conflict (code) do update
      set name = excluded.name, name_en = excluded.name_en, short = excluded.short, short_en = excluded.short_en,
          kind = excluded.kind, department = excluded.department, area_code = excluded.area_code, owned_by = excluded.owned_by,
          commanded_by = excluded.commanded_by, posting = excluded.posting, head_count = excluded.head_count,
          phone = excluded.phone, ended_at = null`;
    if (whole)
      await tx`update body set ended_at = ${now} where ended_at is null and code <> all(${columnOf(rows, 'code')}::text[])`;
  },
};
