import { bodyKinds, callers } from '../../body/kinds.ts';
import { columnOf, type Part } from '../part.ts';

const yes = ['1', '0'] as const;
const kinds = ['enforcement', 'priority', 'emergency'] as const;

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

/** Minutes from whistle to check-in, a line a kind. */
export const clocksPart: Part = {
  name: 'clocks',
  alwaysWhole: true,
  dated: false,
  columns: [
    { field: 'kind', zh: '哨种', required: true, values: kinds },
    {
      field: 'minutes',
      zh: '报到时限（分钟）',
      required: true,
      pattern: /^([1-9]\d{0,3}|10080)$/,
      wanted: { zh: '1 至 10080 的整数', en: 'a whole number from 1 to 10080' },
    },
  ],
  keyOf: (row) => row.kind ?? '',
  read: (sql) => sql<Record<string, string>[]>`
    select kind, check_in_minutes::text as minutes from clock order by check_in_minutes`,
  check: (_sql, rows) =>
    Promise.resolve(
      kinds
        .filter((kind) => !rows.some(({ values }) => values.kind === kind))
        .map((kind) => ({
          line: 1,
          field: 'kind',
          got: '',
          wanted: { zh: `${kind} 一行`, en: `a line for ${kind}` },
        })),
    ),
  async write(tx, rows) {
    await tx`
      update clock c set check_in_minutes = given.minutes::integer
      from unnest(${columnOf(rows, 'kind')}::text[], ${columnOf(rows, 'minutes')}::text[]) as given (kind, minutes)
      where c.kind = given.kind`;
  },
};
