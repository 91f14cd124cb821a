import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import type { Level } from '../../geodata/area.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { FindingKind, ImportReport } from './report.ts';

const defectsFile = fileURLToPath(new URL('./defects.sql', import.meta.url));

/** Report of an edition, with who accepted what of it, and when. */
export async function readReport(sql: Sql, id: number) {
  const [row] = await sql<{ report: ImportReport }[]>`select report from edition where id = ${id}`;
  if (!row) throw new Error(`edition ${id} has no report`);
  const acceptances = await sql<{ kind: FindingKind; at: Date; actor: string }[]>`
    select kind, at, actor from edition_acceptance where edition_id = ${id} order by at, kind`;
  return { report: row.report, acceptances: [...acceptances] };
}

interface DefectRow {
  readonly number: number;
  readonly kind: FindingKind;
  readonly severity: 'error' | 'warning';
  /** Square metres and metres; null where the kind has none. */
  readonly area: number | null;
  readonly width: number | null;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly features: readonly number[];
  readonly neighbours: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
  readonly missing: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
  readonly detail: Bilingual;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
}

/** Everything the check of an edition found, in the order of its report. */
export const readDefects = async (sql: Sql, id: number, kind: FindingKind | null) =>
  sql.file<DefectRow[]>(defectsFile, [id, kind]);

/** Kinds of finding by the code of the area concerned. */
export async function readFlags(
  sql: Sql,
  id: number,
): Promise<Readonly<Record<string, readonly FindingKind[]>>> {
  const rows = await sql<{ code: string; kinds: FindingKind[] }[]>`
    select code, array_agg(distinct kind) as kinds
    from edition_defect cross join unnest(codes) as concerned (code)
    where edition_id = ${id} and kind <> 'dust'
    group by code`;
  return Object.fromEntries(rows.map(({ code, kinds }) => [code, kinds]));
}

/** A map drawn before, gzipped; null where nobody has asked yet. */
export async function findMap(sql: Sql, id: number, level: Level): Promise<Uint8Array | null> {
  const [row] = await sql<{ body: Buffer }[]>`
    select body from edition_map where edition_id = ${id} and level = ${level}`;
  return row?.body ?? null;
}

export async function saveMap(sql: Sql, id: number, level: Level, body: Uint8Array): Promise<void> {
  await sql`
    insert into edition_map (edition_id, level, body) values (${id}, ${level}, ${Buffer.from(body)}) on conflict do nothing`;
}
