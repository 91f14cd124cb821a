import { addDays, daysBetween } from '../../../geodata/analysis/calendar.ts';
import type { Report } from '../../exchange/pdf/report.ts';
import { type Found, heatLines } from './table.ts';
import { type Language, wordsIn } from './words.ts';

/** Rows of a ranking that a report sets; the file of all is one click away. */
const mostRows = 120;

/** What the reader's browser adds: the map as it is on the screen, and what its colours mean. */
export interface Seen {
  readonly map: Uint8Array | null;
  readonly legend: Report['legend'];
}

/** What only the server knows of the day: when, for whom, in which time zone, and whether shapes are schematic. */
export interface Occasion {
  readonly at: Date;
  readonly reader: string;
  readonly timeZone: string;
  readonly schematic: boolean;
}

/** The report on what a filter came to: filters, map, ranking with intervals, categories. */
export function heatReport(found: Found, language: Language, seen: Seen, occasion: Occasion): Report {
  const { heat, filter } = found;
  const words = wordsIn(language);
  const { say } = words;
  const last = addDays(heat.to, -1);
  const level = words.level(filter.level);
  const unit = words.measure(filter.measure);
  const at = new Intl.DateTimeFormat('sv-SE', {
    timeZone: occasion.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(occasion.at);
  return {
    language,
    title: say(`按${level}的事件热力`, `Incidents by ${level}`),
    facts: [
      { name: say('时间', 'Time'), value: words.span(heat.from, last, daysBetween(heat.from, heat.to)) },
      ...filterFacts(found, language),
      { name: say('件数', 'Incidents'), value: String(heat.total) },
      {
        name: say('边界版本', 'Edition'),
        value: `${heat.edition}${occasion.schematic ? say('（示意图）', ' (schematic)') : ''}`,
      },
      { name: say('制表', 'Made'), value: `${at}  ${occasion.reader}` },
    ],
    map: seen.map && {
      png: seen.map,
      caption: say(`${level}，单位：${unit}`, `By ${level}, ${unit}`),
    },
    legend: seen.legend,
    tables: [ranking(found, language), categories(found, language)],
    notes: notesOn(found, language),
    foot: say(`哨图  ${at}  第 {n} 页，共 {of} 页`, `Shaotu  ${at}  page {n} of {of}`),
    at: occasion.at,
  };
}

function filterFacts({ filter, heat, columns }: Found, language: Language): Report['facts'] {
  const words = wordsIn(language);
  const { say } = words;
  const area = heat.within === null ? undefined : columns.coverage.areas.get(heat.within);
  const chosen = filter.category?.split(',');
  const names = columns.categories
    .filter(({ code }) => chosen?.includes(code))
    .map(({ name, nameEn }) => (language === 'zh' ? name : nameEn || name));
  return [
    {
      name: say('范围', 'Area'),
      value: area === undefined ? words.all : language === 'zh' ? area.name : area.nameEn || area.name,
    },
    { name: say('类别', 'Categories'), value: chosen === undefined ? words.all : words.list(names) },
    { name: say('哨种', 'Kind'), value: filter.kind === undefined ? words.all : words.kind(filter.kind) },
    {
      name: say('来源', 'Source'),
      value: filter.source === undefined ? words.all : words.source(filter.source),
    },
    {
      name: say('判定', 'Verdict'),
      value: filter.outcome === undefined ? words.all : words.outcome(filter.outcome),
    },
    ...(heat.earlier === null
      ? []
      : [
          {
            name: say('对比', 'Set beside'),
            value: `${words.span(
              heat.earlier.from,
              addDays(heat.earlier.to, -1),
              daysBetween(heat.earlier.from, heat.earlier.to),
            )}${say('，', ', ')}${heat.earlier.total} ${say('件', 'incidents')}`,
          },
        ]),
  ];
}

function ranking(found: Found, language: Language): Report['tables'][number] {
  const words = wordsIn(language);
  const { say } = words;
  const compared = found.heat.earlier !== null;
  const { measure, level } = found.filter;
  const right = { align: 'right' } as const;
  return {
    title: say('排名', 'Ranking'),
    columns: [
      { title: '', share: 0.7, ...right },
      { title: words.level(level), share: 3 },
      { title: say('上级', 'Within'), share: 2 },
      { title: say('件数', 'Incidents'), share: 1.3, ...right },
      ...(measure === 'count' ? [] : [{ title: words.measure(measure), share: 1.6, ...right }]),
      { title: say('95 % 区间', '95% interval'), share: 2, ...right },
      ...(compared ? [{ title: say('对比时段', 'Set beside'), share: 1.4, ...right }] : []),
    ],
    rows: heatLines(found, language)
      .slice(0, mostRows)
      .map((line, i) => [
        String(i + 1),
        line.name,
        line.within,
        String(line.count),
        ...(measure === 'count' ? [] : [figure(line.value)]),
        line.low === null || line.high === null ? '–' : `${figure(line.low)} – ${figure(line.high)}`,
        ...(compared ? [String(line.earlier ?? '–')] : []),
      ]),
  };
}

function categories({ heat, columns }: Found, language: Language): Report['tables'][number] {
  const { say } = wordsIn(language);
  const named = new Map(columns.categories.map((category) => [category.code, category]));
  const nameOf = (code: string) => {
    const category = named.get(code);
    return (language === 'zh' ? category?.name : category?.nameEn || category?.name) ?? code;
  };
  return {
    title: say('类别', 'Categories'),
    columns: [
      { title: say('编码', 'Code'), share: 1 },
      { title: say('类别', 'Category'), share: 5 },
      { title: say('件数', 'Incidents'), share: 1.3, align: 'right' },
      { title: say('占比', 'Share'), share: 1.3, align: 'right' },
    ],
    rows: [...heat.categories]
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
      .map(({ code, count }) => [
        code,
        nameOf(code),
        String(count),
        `${((100 * count) / heat.total).toFixed(1)} %`,
      ]),
  };
}

function notesOn({ heat, columns, filter, places }: Found, language: Language): readonly string[] {
  const { say } = wordsIn(language);
  const own = heat.within === null ? undefined : columns.coverage.areas.get(heat.within);
  return [
    ...(heat.total === 0
      ? [say('这个时段和筛选下没有事件。', 'There are no incidents in this span with these filters.')]
      : []),
    ...(heat.rows.length > mostRows
      ? [
          say(
            `排名只列前 ${mostRows} 处，共 ${heat.rows.length} 处；全部见 CSV 文件。`,
            `The ranking has the first ${mostRows} of ${heat.rows.length}; the CSV file has all of them.`,
          ),
        ]
      : []),
    ...(filter.measure === 'perHead' && places.peopleSources.length > 0
      ? [
          say(
            `居民数来源：${places.peopleSources.map((source) => (source === 'schematic' ? '示意数据' : source)).join('、')}。`,
            `Numbers of residents: ${places.peopleSources.join(', ')}.`,
          ),
        ]
      : []),
    ...(heat.outside > 0
      ? [
          say(
            `另有 ${heat.outside} 件不在任何辖区内，未列入排名。`,
            `${heat.outside} more lie in no area and are not in the ranking.`,
          ),
        ]
      : []),
    ...(heat.partly && own
      ? [
          say(
            `本表只含“${own.name}”的事件：制表人看不到其他辖区。`,
            `Incidents of ${own.nameEn || own.name} only: the reader may not see other areas.`,
          ),
        ]
      : []),
    say(
      '区间为泊松分布的 95 % 区间：区间重叠的辖区不分先后。',
      'Intervals are 95% Poisson intervals: areas whose intervals overlap are not to be told apart.',
    ),
  ];
}

/** As many digits as tell something. */
const figure = (value: number | null): string =>
  value === null
    ? '–'
    : value >= 100 || Number.isInteger(value)
      ? value.toFixed(0)
      : value >= 1
        ? value.toFixed(1)
        : value.toPrecision(2);
