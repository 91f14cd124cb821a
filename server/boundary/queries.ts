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

/** A seam as a list shows it; both sides by their finest areas. */
export interface SeamView {
  readonly key: string;
  readonly level: Level;
  readonly left: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly right: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** Metres. */
  readonly length: number;
  /** What the line follows on the ground; null where nobody has recorded it. */
  readonly basis: 'centreline' | 'kerb' | 'wallFoot' | null;
  /** Metres; null where nobody has recorded it. */
  readonly accuracy: number | null;
  readonly bounds: Bounds;
}

const file = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
const areasFile = file('areas.sql');
const seamsFile = file('seams.sql');

/** Areas of an edition, larger first, then by code. */
export const readAreas = async (
  sql: Sql,
  edition: number,
  { level = null, parent = null }: { readonly level?: Level | null; readonly parent?: string | null },
): Promise<readonly AreaView[]> => sql.file<AreaView[]>(areasFile, [edition, level, parent]);

export interface SeamFilter {
  /** Level at which the two sides differ. */
  readonly level?: Level | null;
  /** Code of an area: only seams on its outline or inside it. */
  readonly area?: string | null;
  readonly bbox?: Bounds | null;
  readonly limit: number;
}

/** Seams of an edition, longest first, with how many there are in all and their length together. */
export async function readSeams(
  sql: Sql,
  edition: number,
  { level = null, area = null, bbox = null, limit }: SeamFilter,
): Promise<{ readonly count: number; readonly length: number; readonly seams: readonly SeamView[] }> {
  const rows = await sql.file<(SeamView & { count: number; total: number })[]>(seamsFile, [
    edition,
    level,
    area,
    ...(bbox ?? [null, null, null, null]),
    limit,
  ]);
  return {
    count: rows[0]?.count ?? 0,
    length: rows[0]?.total ?? 0,
    seams: rows.map(({ count: _count, total: _total, ...seam }) => seam),
  };
}
