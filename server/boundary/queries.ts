import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import type { Level } from '../../geodata/area.ts';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';

/** An area in one edition, as a list shows it. */
export interface AreaView {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly level: Level;
  readonly parent: string | null;
  /** Square metres. */
  readonly area: number;
  readonly label: Lonlat | null;
  readonly bounds: Bounds;
}

const areasFile = fileURLToPath(new URL('./areas.sql', import.meta.url));

/** Areas of an edition, larger first, then by code. */
export const readAreas = async (
  sql: Sql,
  edition: number,
  { level = null, parent = null }: { readonly level?: Level | null; readonly parent?: string | null },
): Promise<readonly AreaView[]> => sql.file<AreaView[]>(areasFile, [edition, level, parent]);
