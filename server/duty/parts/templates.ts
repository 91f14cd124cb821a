import type { RowFault, TableRow } from '../csv.ts';
import { columnOf, type Part, unknownValues, type Values } from '../part.ts';

const roles = ['lead', 'assist', 'inform'] as const;

/** Role templates: a line a duty, in their order. A template left out is no more; forces formed from it stay. */
export const templatesPart: Part = {
  name: 'templates',
  alwaysWhole: true,
  dated: false,
  columns: [
    {
      field: 'template',
      zh: '模板编码',
      required: true,
      pattern: /^[a-z][0-9a-z-]{0,19}$/,
      wanted: { zh: '小写字母、数字、-，最多 20 个', en: 'small letters, digits and -, at most 20' },
    },
    { field: 'name', zh: '模板', required: true, max: 60 },
    { field: 'nameEn', zh: '模板英文', required: true, max: 60 },
    { field: 'role', zh: '角色', required: true, values: roles },
    { field: 'department', zh: '部门编码' },
    { field: 'duty', zh: '职责', required: true },
    { field: 'dutyEn', zh: '职责英文', required: true },
  ],
  keyOf: (row) => [row.template, row.department, row.duty].join(' '),
  read: (sql) => sql<Record<string, string>[]>`
    select t.code as template, t.name, t.name_en as "nameEn", l.role, coalesce(l.department, '') as department, l.duty,
           l.duty_en as "dutyEn"
    from role_template t join role_template_line l on l.template = t.code
    order by t.position, t.code, l.position`,
  async check(sql, rows) {
    const known = await sql<{ code: string }[]>`select code from department`;
    const codes = new Set(known.map(({ code }) => code));
    return [
      ...unknownValues(rows, 'department', codes, {
        zh: '部门编码，空为属地机关',
        en: 'the code of a department, or nothing for the office of the area',
      }),
      ...templateFaults(rows),
    ];
  },
  async write(tx, rows) {
    const templates = [...new Map(rows.map((row) => [row.template, row])).values()];
    await tx`delete from role_template`;
    await tx`
      insert into role_template (code, name, name_en, position)
      select * from unnest(${columnOf(templates, 'template')}::text[], ${columnOf(templates, 'name')}::text[],
                           ${columnOf(templates, 'nameEn')}::text[]) with ordinality`;
    await tx`
      insert into role_template_line (template, role, department, duty, duty_en, position)
      select template, role, nullif(department, ''), duty, duty_en, position
      from unnest(${columnOf(rows, 'template')}::text[], ${columnOf(rows, 'role')}::text[], ${columnOf(rows, 'department')}::text[],
                  ${columnOf(rows, 'duty')}::text[], ${columnOf(rows, 'dutyEn')}::text[])
           with ordinality as given (template, role, department, duty, duty_en, position)`;
  },
};

/** A template has one name, whatever line of it, and one lead. */
function templateFaults(rows: readonly TableRow[]): RowFault[] {
  const first = new Map<string, TableRow>();
  const leads = new Map<string, number>();
  return rows.flatMap((row) => {
    const { line, values } = row;
    const template = values.template ?? '';
    const before = first.get(template) ?? row;
    first.set(template, before);
    const faults = (['name', 'nameEn'] as const).flatMap((field) =>
      before.values[field] === values[field] ? [] : [otherThan(before, line, field, values)],
    );
    if (values.role !== 'lead') return faults;
    const led = leads.get(template);
    if (led === undefined) leads.set(template, line);
    else
      faults.push({
        line,
        field: 'role',
        got: 'lead',
        wanted: { zh: `只有一个牵头，第 ${led} 行已有`, en: `one lead alone: line ${led} has it` },
      });
    return faults;
  });
}

const otherThan = (before: TableRow, line: number, field: string, values: Values): RowFault => ({
  line,
  field,
  got: values[field] ?? '',
  wanted: {
    zh: `与第 ${before.line} 行的同一模板一致：${before.values[field]}`,
    en: `the same as the template has on line ${before.line}: ${before.values[field]}`,
  },
});
