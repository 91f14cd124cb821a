import { postings } from '../../body/kinds.ts';
import type { RowFault } from '../csv.ts';
import { columnOf, knownAreas, type Part, unknownValues, type Values } from '../part.ts';

/** Duty lists: each table is a version of all of them, which decides from its day on. */
export const listsPart: Part = {
  name: 'lists',
  alwaysWhole: true,
  dated: true,
  columns: [
    { field: 'category', zh: '问题', required: true },
    {
      field: 'areaCode',
      zh: '辖区编码',
      pattern: /^\d{6,15}$/,
      wanted: { zh: '6 至 15 位数字，全市为空', en: '6 to 15 digits, empty for the whole city' },
    },
    { field: 'department', zh: '条线' },
    { field: 'bodyCode', zh: '单位编码' },
    { field: 'posting', zh: '派驻', required: true, values: postings },
  ],
  keyOf: (row) => [row.category, row.areaCode, row.department || row.bodyCode].join(' '),
  read: (sql, version) => sql<Record<string, string>[]>`
    select category, area_code as "areaCode", coalesce(department, '') as department, coalesce(body_code, '') as "bodyCode", posting
    from duty
    where version = coalesce(${version}::integer, (select id from duty_version where part = 'lists' and valid_from <= now()
                                                   order by valid_from desc, id desc limit 1))
    order by category, area_code, position`,
  async check(sql, rows) {
    const [categories, departments, bodies, areas] = await Promise.all([
      sql<{ code: string }[]>`select code from category where retired_at is null`,
      sql<{ code: string }[]>`select code from department`,
      sql<{ code: string }[]>`
        select code from body where ended_at is null and code = any(${rows.map(({ values }) => values.bodyCode ?? '')}::text[])`,
      knownAreas(
        sql,
        rows.map(({ values }) => values.areaCode ?? ''),
      ),
    ]);
    const codes = (found: readonly { code: string }[]) => new Set(found.map(({ code }) => code));
    const names = departments.map(({ code }) => code).join(' | ');
    const both = rows.flatMap(({ line, values }): RowFault[] =>
      Boolean(values.department) === Boolean(values.bodyCode)
        ? [
            {
              line,
              field: 'department',
              got: [values.department, values.bodyCode].filter(Boolean).join(' + '),
              wanted: { zh: '条线与单位编码恰填一个', en: 'either a department or a body, and only one' },
            },
          ]
        : [],
    );
    return [
      ...unknownValues(rows, 'category', codes(categories), {
        zh: '清单中在用的问题编码',
        en: 'a problem of the catalogue in use',
      }),
      ...unknownValues(rows, 'areaCode', areas, {
        zh: '某一边界版本中的辖区',
        en: 'an area of some edition',
      }),
      ...unknownValues(rows, 'department', codes(departments), { zh: names, en: names }),
      ...unknownValues(rows, 'bodyCode', codes(bodies), {
        zh: '在用的单位编码',
        en: 'the code of a body on record',
      }),
      ...both,
    ];
  },
  async write(tx, rows, { version }) {
    await tx`
      insert into duty (version, category, area_code, department, body_code, posting, position)
      select ${version}, category, area, nullif(department, ''), nullif(body, ''), posting, position
      from unnest(${columnOf(rows, 'category')}::text[], ${columnOf(rows, 'areaCode')}::text[], ${columnOf(rows, 'department')}::text[],
                  ${columnOf(rows, 'bodyCode')}::text[], ${columnOf(rows, 'posting')}::text[], ${positionsOf(rows)}::integer[])
           as given (category, area, department, body, posting, position)`;
  },
};

/** Place of each row in its own list, as the table has them. */
function positionsOf(rows: readonly Values[]): number[] {
  const counts = new Map<string, number>();
  return rows.map((row) => {
    const list = `${row.category} ${row.areaCode}`;
    const position = (counts.get(list) ?? 0) + 1;
    counts.set(list, position);
    return position;
  });
}
