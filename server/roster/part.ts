import type { RowFault, TableRow } from '../duty/csv.ts';
import { columnOf, knownAreas, type Part, unknownValues } from '../duty/part.ts';

/** 2026-05-08T08:30:00+08:00, or 2026-05-08 08:30 in the city's own time. */
const time = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;
const timeWanted = {
  zh: '2026-05-08 08:30（城市时间），或带时区的 ISO 8601',
  en: '2026-05-08 08:30 (city time), or ISO 8601 with an offset',
};

/** Hours that one shift may last. */
const longest = 72;

/** The roster: a table adds shifts and changes those that begin alike. `mayKeep` says for which areas the reader may. */
export const rosterPart = (timeZone: string, mayKeep: (areaCode: string) => boolean): Part => ({
  name: 'roster',
  alwaysWhole: false,
  dated: false,
  columns: [
    { field: 'bodyCode', zh: '单位编码', required: true, max: 60 },
    {
      field: 'areaCode',
      zh: '辖区编码',
      required: true,
      pattern: /^\d{6,15}$/,
      wanted: { zh: '6 至 15 位数字', en: '6 to 15 digits' },
    },
    { field: 'from', zh: '开始', required: true, pattern: time, wanted: timeWanted },
    { field: 'to', zh: '结束', required: true, pattern: time, wanted: timeWanted },
    { field: 'person', zh: '值班人', required: true, max: 40 },
    {
      field: 'phone',
      zh: '电话',
      pattern: /^\+?[0-9][0-9 ()-]{2,22}$/,
      wanted: { zh: '电话号码', en: 'a telephone number' },
    },
  ],
  keyOf: (row) => [row.bodyCode, row.areaCode, row.from, row.person].join(' '),
  read: (sql) => sql<Record<string, string>[]>`
    select body_code as "bodyCode", area_code as "areaCode", to_char(from_at at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI') as from,
           to_char(to_at at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI') as to, person, phone
    from shift where to_at > now() - interval '7 days' order by area_code, body_code, from_at limit 50000`,
  async check(sql, rows) {
    const codes = rows.map(({ values }) => values.bodyCode ?? '');
    const [areas, bodies] = await Promise.all([
      knownAreas(
        sql,
        rows.map(({ values }) => values.areaCode ?? ''),
      ),
      sql<{ code: string }[]>`select code from body where ended_at is null and code = any(${codes}::text[])`,
    ]);
    const known = new Set(bodies.map(({ code }) => code));
    return [
      ...unknownValues(rows, 'bodyCode', known, { zh: '在用的单位编码', en: 'the code of a body on record' }),
      ...unknownValues(rows, 'areaCode', areas, {
        zh: '某一边界版本中的辖区',
        en: 'an area of some edition',
      }),
      ...rows.flatMap((row) => [...spanFaults(row), ...areaFaults(row, areas, mayKeep)]),
    ];
  },
  async write(tx, rows) {
    await tx`
      insert into shift (body_code, area_code, person, phone, from_at, to_at)
      select body, area, person, phone,
             case when from_at ~ '(Z|[+-]\\d{2}:\\d{2})$' then from_at::timestamptz else from_at::timestamp at time zone ${timeZone} end,
             case when to_at ~ '(Z|[+-]\\d{2}:\\d{2})$' then to_at::timestamptz else to_at::timestamp at time zone ${timeZone} end
      from unnest(${columnOf(rows, 'bodyCode')}::text[], ${columnOf(rows, 'areaCode')}::text[], ${columnOf(rows, 'person')}::text[],
                  ${columnOf(rows, 'phone')}::text[], ${columnOf(rows, 'from')}::text[], ${columnOf(rows, 'to')}::text[])
           as given (body, area, person, phone, from_at, to_at)
      on conflict (body_code, area_code, from_at, person) do update set to_at = excluded.to_at, phone = excluded.phone`;
  },
});

/** Both ends of a row are written alike, so that they compare without the city's clock. */
function spanFaults({ line, values }: TableRow): RowFault[] {
  const [from = '', to = ''] = [values.from, values.to];
  const zoned = (text: string) => /(Z|[+-]\d{2}:\d{2})$/.test(text);
  const instant = (text: string) => Date.parse(zoned(text) ? text : `${text.replace(' ', 'T')}Z`);
  const hours = (instant(to) - instant(from)) / 3_600_000;
  const fault = (field: string, got: string, zh: string, en: string): RowFault[] => [
    { line, field, got, wanted: { zh, en } },
  ];
  for (const [field, text] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (Number.isNaN(instant(text)) || !onCalendar(text))
      return fault(field, text, '日历上有的时间', 'a time that the calendar has');
  if (zoned(from) !== zoned(to)) return fault('to', to, '与开始写法相同', 'written as the beginning is');
  if (hours <= 0) return fault('to', to, `晚于 ${from}`, `later than ${from}`);
  if (hours > longest) return fault('to', to, `一班最长 ${longest} 小时`, `at most ${longest} hours a shift`);
  return [];
}

/** Not every parser refuses the thirtieth of February. */
const onCalendar = (text: string): boolean => {
  const day = text.slice(0, 10);
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
};

const areaFaults = (
  { line, values: { areaCode = '' } }: TableRow,
  areas: ReadonlySet<string>,
  mayKeep: (areaCode: string) => boolean,
): RowFault[] =>
  areas.has(areaCode) && !mayKeep(areaCode)
    ? [
        {
          line,
          field: 'areaCode',
          got: areaCode,
          wanted: { zh: '您所管的辖区', en: 'an area that you act for' },
        },
      ]
    : [];
