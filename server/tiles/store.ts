import type { Feature, Geometry } from 'geojson';
import type { Sql } from 'postgres';
import type { Surroundings } from './cutter.ts';

interface Row {
  readonly shape: Geometry;
  readonly [property: string]: unknown;
}

/** Streets, and what lies on the ground, as features in WGS84. */
export async function readSurroundings(sql: Sql): Promise<Surroundings> {
  const [streets, ground] = await Promise.all([
    sql<
      Row[]
    >`select name, name_en as "nameEn", class, width_m as width, st_asgeojson(shape, 7)::json as shape from lane order by id`,
    sql<
      Row[]
    >`select name, name_en as "nameEn", class, storeys, st_asgeojson(shape, 7)::json as shape from ground order by id`,
  ]);
  return { streets: streets.map(feature), ground: ground.map(feature) };
}

const feature = ({ shape, ...properties }: Row): Feature => ({
  type: 'Feature',
  properties,
  geometry: shape,
});
