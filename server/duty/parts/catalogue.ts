import type { RowFault, TableRow } from '../csv.ts';
import { columnOf, type Part, type Values } from '../part.ts';

const kinds = ['enforcement', 'priority', 'emergency'] as const;
const code = /^[0-9A-Za-z][0-9A-Za-z-]{0,11}$/;
const codeWanted = { zh: '字母、数字、-，最多 12 个', en: 'letters, digits and -, at most 12' };

/** The catalogue: a line a problem, with its item and kind. A problem left out is retired; cases that cite it keep it. */
export const cataloguePart: Part = {
  name: 'catalogue',
  alwaysWhole: true,
  dated: false,
  columns: [
    { field: 'kind', zh: '哨种', required: true, values: kinds },
    { field: 'item', zh: '事项编码', required: true, pattern: code, wanted: codeWanted },
    { field: 'itemName', zh: '事项', required: true, max: 60 },
    { field: 'itemNameEn', zh: '事项英文', required: true, max: 60 },
    { field: 'code', zh: '问题编码', required: true, pattern: code, wanted: codeWanted },
    { field: 'name', zh: '问题', required: true, max: 60 },
    { field: 'nameEn', zh: '问题英文', required: true, max: 60 },
  ],
  keyOf: (row) => row.code ?? '',
  read: (sql) => sql<Record<string, string>[]>`
    select c.kind, i.code as item, i.name as "itemName", i.name_en as "itemNameEn", c.code, c.name, c.name_en as "nameEn"
    from category c join catalogue_item i on i.code = c.item
    where c.retired_at is null order by i.position, c.code`,
  check: (_sql, rows) => Promise.resolve(itemFaults(rows)),
  async write(tx, rows, { now }) {
    const items = [...new Map(rows.map((row) => [row.item, row])).values()];
    await tx`
      insert into catalogue_item (code, kind, name, name_en, position)
      select code, kind, name, name_en, position
      from unnest(${columnOf(items, 'item')}::text[], ${columnOf(items, 'kind')}::text[], ${columnOf(items, 'itemName')}::text[],
                  ${columnOf(items, 'itemNameEn')}::text[]) with ordinality as given (code, kind, name, name_en, position)
      on conflict (code) do update
      set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, position = excluded.position`;
    await tx`
      insert into category (code, kind, item, name, name_en)
      select code, kind, item, name, name_en
      from unnest(${columnOf(rows, 'code')}::text[], ${columnOf(rows, 'kind')}::text[], ${columnOf(rows, 'item')}::text[],
                  ${columnOf(rows, 'name')}::text[], ${columnOf(rows, 'nameEn')}::text[])
           as given (code, kind, item, name, name_en)
      on conflict (code) do update
      set kind = excluded.kind, item = excluded.item, name = excluded.name, name_en = excluded.name_en,
          retired_at = null`;
    await tx`
      update category set retired_at = ${now}
      where retired_at is null and code <> all(${columnOf(rows, 'code')}::text[])`;
  },
};

/** An item has one kind and one name, whatever problem of it a line is about. */
function itemFaults(rows: readonly TableRow[]): RowFault[] {
  const first = new Map<string, TableRow>();
  return rows.flatMap((row) => {
    const item = row.values.item ?? '';
    const before = first.get(item);
    if (!before) {
      first.set(item, row);
      return [];
    }
    return (['kind', 'itemName', 'itemNameEn'] as const).flatMap((field) =>
      differs(before.values, row.values, field)
        ? [
            {
              line: row.line,
              field,
              got: row.values[field] ?? '',
              wanted: {
                zh: `与第 ${before.line} 行的同一事项一致：${before.values[field]}`,
                en: `the same as the item has on line ${before.line}: ${before.values[field]}`,
              },
            },
          ]
        : [],
    );
  });
}

const differs = (one: Values, other: Values, field: string): boolean => one[field] !== other[field];
