import type { Sql } from 'postgres';
import { writeCsv } from '../../exchange/csv.ts';
import type { PlannedStreet, PlannedStreets } from './view.ts';

const columns = [
  'rank',
  'id',
  'name',
  'name_en',
  'class',
  'areas',
  'length_m',
  'incidents',
  'left',
  'right',
  'per_km_year',
  'low_95',
  'high_95',
] as const;

/** Streets as a table, a row each. */
export const streetsCsv = ({ rows }: PlannedStreets): string =>
  writeCsv(
    columns,
    rows.map((row) => {
      const figures = figuresOf(row);
      return columns.map((name) => figures[name]);
    }),
  );

/** Streets as lines with the same figures. */
export async function streetsGeoJson(sql: Sql, { rows, from, to, within }: PlannedStreets): Promise<string> {
  const shapes = await sql<{ id: string; shape: string }[]>`
    select id::text, st_asgeojson(shape, 7) as shape from lane where id = any(${rows.map(({ id }) => id)}::bigint[])`;
  const shapeOf = new Map(shapes.map(({ id, shape }) => [id, shape]));
  const features = rows.map(
    (row) =>
      `{"type":"Feature","id":"${row.id}","properties":${JSON.stringify(figuresOf(row))},"geometry":${shapeOf.get(row.id) ?? 'null'}}`,
  );
  return `{"type":"FeatureCollection","filter":${JSON.stringify({ from, to, within })},"features":[${features.join(',')}]}`;
}

const figuresOf = (row: PlannedStreet): Record<(typeof columns)[number], string | number> => ({
  rank: row.rank,
  id: row.id,
  name: row.name,
  name_en: row.nameEn,
  class: row.class,
  areas: row.areas.map(({ name }) => name).join(' × '),
  length_m: Math.round(row.metres),
  incidents: row.count,
  left: row.left,
  right: row.right,
  per_km_year: rounded(row.perKm),
  low_95: rounded(row.interval[0]),
  high_95: rounded(row.interval[1]),
});

const rounded = (value: number): number => Math.round(value * 100) / 100;
