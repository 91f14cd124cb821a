import type { Measure, PlanFilter } from '../filter.ts';

export type Language = 'zh' | 'en';
type Words = Readonly<Record<Language, string>>;

const measures: Readonly<Record<Measure, Words>> = {
  count: { zh: '件', en: 'incidents' },
  perHead: { zh: '件/千人', en: 'per 1,000 people' },
  perKm2: { zh: '件/km²', en: 'per km²' },
  perKm: { zh: '件/km 街巷', en: 'per km of street' },
};
const levels: Readonly<Record<PlanFilter['level'], Words>> = {
  district: { zh: '区', en: 'district' },
  subdistrict: { zh: '街道', en: 'subdistrict' },
  community: { zh: '社区', en: 'community' },
  street: { zh: '街巷', en: 'street' },
  cell: { zh: '单元网格', en: 'cell' },
  hexagon: { zh: '六边形', en: 'hexagon' },
};
const kinds: Readonly<Record<NonNullable<PlanFilter['kind']>, Words>> = {
  enforcement: { zh: '综合执法', en: 'Enforcement' },
  priority: { zh: '重点工作', en: 'Priority' },
  emergency: { zh: '应急处置', en: 'Emergency' },
};
const sources: Readonly<Record<NonNullable<PlanFilter['source']>, Words>> = {
  hotline12345: { zh: '12345 热线', en: 'Hotline 12345' },
  petition: { zh: '信访', en: 'Petition' },
  committee: { zh: '居委会', en: 'Committee' },
  cellOfficer: { zh: '网格员', en: 'Cell officer' },
  chat: { zh: '群聊', en: 'Chat group' },
  patrol: { zh: '巡查', en: 'Patrol' },
};
const outcomes: Readonly<Record<NonNullable<PlanFilter['outcome']>, Words>> = {
  sole: { zh: '单一辖区', en: 'Sole' },
  joint: { zh: '联合', en: 'Joint' },
  uncertain: { zh: '待定', en: 'Uncertain' },
  unassigned: { zh: '无归属', en: 'Unassigned' },
};

/** Words of what leaves the planner's desk, in one language. */
export function wordsIn(language: Language) {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  return {
    measure: (measure: Measure) => measures[measure][language],
    level: (level: PlanFilter['level']) => levels[level][language],
    kind: (kind: NonNullable<PlanFilter['kind']>) => kinds[kind][language],
    source: (source: NonNullable<PlanFilter['source']>) => sources[source][language],
    outcome: (outcome: NonNullable<PlanFilter['outcome']>) => outcomes[outcome][language],
    all: say('全部', 'all'),
    list: (names: readonly string[]) => names.join(say('、', ', ')),
    span: (first: string, last: string, days: number) =>
      say(`${first} 至 ${last}，${days} 天`, `${first} to ${last}, ${days} ${days === 1 ? 'day' : 'days'}`),
    say,
  };
}
