import type { Sql } from 'postgres';
import { writeCsv } from '../../exchange/csv.ts';
import { type Found, heatLines, rounded } from './table.ts';
import { type Language, wordsIn } from './words.ts';

/** The ranking as a table for a spreadsheet, its unit in the head of the column. */
export function heatCsv(found: Found, language: Language): string {
  const { say, measure } = wordsIn(language);
  const compared = found.heat.earlier !== null;
  const unit = measure(found.filter.measure);
  const columns = [
    say('编码', 'code'),
    say('名称', 'name'),
    say('上级', 'within'),
    say('面积 m²', 'area m²'),
    say('件数', 'incidents'),
    say(`数值（${unit}）`, `value (${unit})`),
    say('95 % 下限', '95 % low'),
    say('95 % 上限', '95 % high'),
    ...(compared ? [say('对比时段件数', 'incidents of the compared span')] : []),
  ];
  return writeCsv(
    columns,
    heatLines(found, language).map((line) => [
      line.code,
      line.name,
      line.within,
      rounded(line.squareMetres),
      line.count,
      rounded(line.value),
      rounded(line.low),
      rounded(line.high),
      ...(compared ? [line.earlier] : []),
    ]),
  );
}

/** The areas of the ranking with their shapes (RFC 7946, WGS84) and figures. */
export async function heatGeoJson(sql: Sql, found: Found, language: Language): Promise<string> {
  const lines = heatLines(found, language);
  const shapes = await sql<{ code: string; shape: string }[]>`
    select code, st_asgeojson(shape, 7) as shape from boundary
    where edition_id = ${found.columns.edition} and code = any(${lines.map(({ code }) => code)})`;
  const shapeOf = new Map(shapes.map(({ code, shape }) => [code, shape]));
  const { from, to, edition } = found.heat;
  const about = JSON.stringify({ ...found.filter, from, to, edition });
  const features = lines.map(
    ({ code, ...line }) =>
      `{"type":"Feature","id":"${code}","properties":${JSON.stringify({
        code,
        ...line,
        value: rounded(line.value),
        low: rounded(line.low),
        high: rounded(line.high),
      })},"geometry":${shapeOf.get(code) ?? 'null'}}`,
  );
  return `{"type":"FeatureCollection","filter":${about},"features":[${features.join(',')}]}`;
}
