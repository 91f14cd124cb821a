import { stringify } from 'csv-stringify/sync';
import type { Assessment } from './assessment.ts';
import type { Rate } from './wilson.ts';

/** The table as a file for a spreadsheet: UTF-8 with its mark; a cell that a spreadsheet would take for a formula is quoted by '. */
export function assessmentCsv(assessment: Assessment, of: 'area' | 'body', language: 'zh' | 'en'): string {
  const name = (row: { readonly name: string; readonly nameEn: string }) =>
    language === 'zh' ? row.name : row.nameEn || row.name;
  const { areas, bodies } = assessment;
  const lines =
    of === 'area'
      ? areas.map((row) => ({
          code: row.code,
          name: name(row),
          parent: row.parent ? name(row.parent) : '',
          received: rounded(row.received),
          shared: row.shared,
          ...rateCells('response', row.rates.response),
          ...rateCells('resolution', row.rates.resolution),
          ...rateCells('satisfaction', row.rates.satisfaction),
          ...rateCells('score', row.rates.score),
          ...placeCells(row),
        }))
      : bodies.map((row) => ({
          code: row.code,
          name: name(row),
          called: row.called,
          onTime: row.onTime,
          late: row.late,
          missing: row.missing,
          medianMinutes: row.medianMinutes === null ? '' : rounded(row.medianMinutes),
          ...rateCells('punctuality', row.rates.punctuality),
          ...rateCells('satisfaction', row.rates.satisfaction),
          ...rateCells('score', row.rates.score),
          ...placeCells(row),
        }));
  const columns = Object.keys(lines[0] ?? {}).map((key) => ({ key, header: heading(key, language) }));
  return stringify(lines, {
    header: true,
    columns,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

const rateCells = (part: string, { numerator, denominator, rate, low, high }: Rate) => ({
  [`${part}.numerator`]: rounded(numerator),
  [`${part}.denominator`]: rounded(denominator),
  [`${part}.rate`]: rate === null ? '' : rounded(rate),
  [`${part}.low`]: rate === null ? '' : rounded(low),
  [`${part}.high`]: rate === null ? '' : rounded(high),
});

const placeCells = ({ composite, rank }: Pick<Assessment['areas'][number], 'composite' | 'rank'>) => ({
  composite: composite ? rounded(composite.value) : '',
  'composite.low': composite ? rounded(composite.low) : '',
  'composite.high': composite ? rounded(composite.high) : '',
  'rank.from': rank?.from ?? '',
  'rank.to': rank?.to ?? '',
});

const words: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  code: ['代码', 'code'],
  name: ['名称', 'name'],
  parent: ['所属辖区', 'within'],
  received: ['受理件数', 'received'],
  shared: ['共担件数', 'shared'],
  called: ['召集次数', 'called'],
  onTime: ['按时', 'on time'],
  late: ['迟到', 'late'],
  missing: ['未到', 'missing'],
  medianMinutes: ['到场中位数（分钟）', 'median minutes to arrive'],
  response: ['响应率', 'response'],
  resolution: ['解决率', 'resolution'],
  satisfaction: ['满意率', 'satisfaction'],
  punctuality: ['按时报到率', 'punctuality'],
  score: ['互评', 'score'],
  composite: ['综合得分', 'composite'],
  rank: ['位次', 'rank'],
  numerator: ['分子', 'numerator'],
  denominator: ['分母', 'denominator'],
  rate: ['比率', 'rate'],
  low: ['下限', 'low'],
  high: ['上限', 'high'],
  from: ['起', 'from'],
  to: ['止', 'to'],
};

const heading = (key: string, language: 'zh' | 'en'): string =>
  key
    .split('.')
    .map((word) => words[word]?.[language === 'zh' ? 0 : 1] ?? word)
    .join(language === 'zh' ? '·' : ' ');
