import { bodyKinds, callers } from '../../body/kinds.ts';
import { clockSteps } from '../../whistle/clocks.ts';
import { limitNames } from '../../whistle/limits.ts';
import type { RowFault } from '../csv.ts';
import { columnOf, type Part, unknownValues } from '../part.ts';

const yes = ['1', '0'] as const;
const kinds = ['enforcement', 'priority', 'emergency'] as const;
const neverWhole: RowFault = {
  line: 1,
  field: '',
  got: '',
  wanted: {
    zh: '此表只增改，不作整表替换',
    en: 'this table is added to and changed, never replaced as a whole',
  },
};

/** Who may call whom: a line a cell; a cell that is left out is not allowed. */
export const callersPart: Part = {
  name: 'callers',
  alwaysWhole: true,
  dated: false,
  columns: [
    { field: 'caller', zh: '吹哨方', required: true, values: callers },
    { field: 'bodyKind', zh: '单位类别', required: true, values: bodyKinds },
    { field: 'allowed', zh: '可召集', required: true, values: yes },
  ],
  keyOf: (row) => `${row.caller} ${row.bodyKind}`,
  async read(sql) {
    const rows = await sql<{ caller: string; kind: string }[]>`select caller, body_kind as kind from caller`;
    const allowed = new Set(rows.map(({ caller, kind }) => `${caller} ${kind}`));
    return callers.flatMap((caller) =>
      bodyKinds.map((bodyKind) => ({
        caller,
        bodyKind,
        allowed: allowed.has(`${caller} ${bodyKind}`) ? '1' : '0',
      })),
    );
  },
  check: () => Promise.resolve([]),
  async write(tx, rows) {
    const allowed = rows.filter((row) => row.allowed === '1');
    await tx`delete from caller`;
    await tx`
      insert into caller (caller, body_kind)
      select * from unnest(${columnOf(allowed, 'caller')}::text[], ${columnOf(allowed, 'bodyKind')}::text[])`;
  },
};

/** Figures that steps go by, a line each. What a table leaves out stays as it is. */
export const limitsPart: Part = {
  name: 'limits',
  alwaysWhole: false,
  dated: false,
  columns: [
    { field: 'name', zh: '限值', required: true, values: limitNames },
    {
      field: 'value',
      zh: '数值',
      required: true,
      pattern: /^[1-9]\d{0,4}$/,
      wanted: { zh: '1 至 99999 的整数', en: 'a whole number from 1 to 99999' },
    },
  ],
  keyOf: (row) => row.name ?? '',
  read: (sql) => sql<Record<string, string>[]>`
    select name, value::text as value from flow_limit
    order by array_position(${[...limitNames]}::text[], name)`,
  check: (_sql, _rows, whole) => Promise.resolve(whole ? [neverWhole] : []),
  async write(tx, rows) {
    await tx`
      insert into flow_limit (name, value)
      select name, value::double precision
      from unnest(${columnOf(rows, 'name')}::text[], ${columnOf(rows, 'value')}::text[]) as given (name, value)
      on conflict (name) do update set value = excluded.value`;
  },
};

/** Minutes of each step of the loop, a line a step, kind and problem. What a table leaves out stays as it is. */
export const clocksPart: Part = {
  name: 'clocks',
  alwaysWhole: false,
  dated: false,
  columns: [
    { field: 'step', zh: '环节', required: true, values: clockSteps },
    { field: 'kind', zh: '哨种', values: kinds },
    { field: 'category', zh: '问题编码' },
    {
      field: 'minutes',
      zh: '时限（分钟）',
      required: true,
      pattern: /^[1-9]\d{0,5}$/,
      wanted: { zh: '1 至 999999 的整数', en: 'a whole number from 1 to 999999' },
    },
  ],
  keyOf: (row) => [row.step, row.kind, row.category].join(' '),
  read: (sql) => sql<Record<string, string>[]>`
    select step, kind, category, minutes::text as minutes
    from (select distinct on (step, kind, category) * from step_clock where since <= now()
          order by step, kind, category, since desc) newest
    order by array_position(${[...clockSteps]}::text[], step), kind, category`,
  async check(sql, rows, whole) {
    const known = await sql<{ code: string }[]>`select code from category`;
    const alone = rows
      .filter(({ values }) => values.category && !values.kind)
      .map(({ line }) => ({
        line,
        field: 'kind',
        got: '',
        wanted: { zh: '写明问题时须写哨种', en: 'a kind where a problem is named' },
      }));
    const codes = new Set(known.map(({ code }) => code));
    return [
      ...(whole ? [neverWhole] : []),
      ...alone,
      ...unknownValues(rows, 'category', codes, { zh: '清单中的问题编码', en: 'a problem of the catalogue' }),
    ];
  },
  async write(tx, rows, { now }) {
    await tx`
      insert into step_clock (step, kind, category, since, minutes)
      select step, kind, category, ${now}, minutes::integer
      from unnest(${columnOf(rows, 'step')}::text[], ${columnOf(rows, 'kind')}::text[], ${columnOf(rows, 'category')}::text[],
                  ${columnOf(rows, 'minutes')}::text[]) as given (step, kind, category, minutes)
      on conflict (step, kind, category, since) do update set minutes = excluded.minutes`;
  },
};
