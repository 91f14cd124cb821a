import { type Source, sources } from '../incident/view.ts';

/** What a column may hold. `position` is longitude and latitude in one cell. */
export const fields = [
  'longitude',
  'latitude',
  'position',
  'category',
  'occurredAt',
  'source',
  'sourceNumber',
  'place',
  'placeEn',
  'note',
  'accuracy',
  'reporterName',
  'reporterPhone',
] as const;
export type Field = (typeof fields)[number];

/** Which column holds what; null or absent where none does. */
export type Mapping = Readonly<Partial<Record<Field, string | null>>>;

/** The column of each field as far as its name says so, each column for one field only. */
export function guessMapping(columns: readonly string[]): Mapping {
  const taken = new Set<string>();
  const mapping: Partial<Record<Field, string>> = {};
  // Names that say it outright come before names that only contain a word of it.
  for (const exact of [true, false])
    for (const field of fields) {
      if (mapping[field] !== undefined) continue;
      const found = columns.find((column) => {
        const name = column.toLowerCase().replace(/[\s_\-（(].*单位.*$|[\s_-]/g, '');
        const pattern = spellings[field];
        return (
          !taken.has(column) && (exact ? new RegExp(`^(${pattern.source})$`).test(name) : pattern.test(name))
        );
      });
      if (found === undefined) continue;
      mapping[field] = found;
      taken.add(found);
    }
  if (mapping.longitude !== undefined && mapping.latitude !== undefined) delete mapping.position;
  return mapping;
}

const spellings: Readonly<Record<Field, RegExp>> = {
  longitude: /经度|lon|lng|long|longitude|x坐标|坐标x|xcoord|x/,
  latitude: /纬度|lat|latitude|y坐标|坐标y|ycoord|y/,
  position: /经纬度|坐标|位置坐标|coordinates?|lonlat|lnglat|position/,
  category: /类别|问题类别|事件类别|类型|问题类型|诉求类型|小类|category|type|categorycode|类别编码/,
  occurredAt:
    /发生时间|来电时间|上报时间|诉求时间|受理时间|时间|日期|occurredat|occurred|time|date|datetime|reportedat/,
  source: /来源|诉求来源|哨源|渠道|source|channel/,
  sourceNumber:
    /工单编号|工单号|来源编号|案件编号|诉求编号|编号|单号|sourcenumber|ticket|ticketno|caseno|number|id/,
  place: /地址|地点|位置|详细地址|事发地址|事件地点|address|place|location/,
  placeEn: /英文地址|addressen|placeen|englishaddress/,
  note: /描述|问题描述|诉求内容|内容|备注|说明|description|note|notes|content|remarks?/,
  accuracy: /精度|误差|定位精度|accuracy|precision/,
  reporterName: /诉求人|来电人|举报人|上报人|联系人|姓名|reporter|reportername|caller|name|contact/,
  reporterPhone: /来电号码|联系电话|电话|手机|手机号|phone|tel|telephone|mobile|reporterphone|callernumber/,
};

/** A source by the ways people write it; null for an unknown one. */
export const sourceOf = (text: string): Source | null => sourceNames.get(text.trim().toLowerCase()) ?? null;

const sourceNames: ReadonlyMap<string, Source> = new Map([
  ...sources.map((source) => [source.toLowerCase(), source] as const),
  ...(
    [
      ['hotline12345', '12345', '12345热线', '热线', '市民热线', '接诉即办', 'hotline', '12345 hotline'],
      ['petition', '信访', '来信来访', 'petitions'],
      ['committee', '居委会', '社区', '居民委员会', '村委会', "residents' committee"],
      ['cellOfficer', '网格员', '网格', '网格上报', 'cell officer', 'grid officer'],
      ['chat', '微信群', '群聊', '微信', '居民群', 'chat group', 'wechat'],
      ['patrol', '巡查', '巡逻', '街巷长', '日常巡查', 'patrols'],
    ] as const
  ).flatMap(([source, ...names]) => names.map((name) => [name.toLowerCase(), source] as const)),
]);
