import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';
import type { FootprintGeometry } from '../../geodata/geometry.ts';
import type { Party, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Annotation, CaseDocument } from './document.ts';

const sourceFile = fileURLToPath(new URL('./source.sql', import.meta.url));

/** What a closed whistle leaves beside its view and its log. */
export interface CaseSource {
  readonly drawings: readonly {
    readonly at: string;
    readonly footprint: FootprintGeometry;
    readonly accuracy: number;
    readonly parties: readonly Party[];
  }[];
  readonly seam: GeoJSON.MultiLineString | null;
  /** Codes of bodies that own parcels there. */
  readonly owners: readonly string[];
}

export async function readSource(sql: Sql, whistleId: string): Promise<CaseSource> {
  const [row] = await sql.file<CaseSource[]>(sourceFile, [whistleId]);
  if (!row) throw new Error(`whistle ${whistleId} has gone`);
  return row;
}

/** A kept case as a list shows it. */
export interface KeptCase extends Annotation {
  readonly id: string;
  /** Null for a case of another installation. */
  readonly whistleId: string | null;
  readonly number: string;
  readonly place: string;
  readonly placeEn: string;
  readonly kind: WhistleKind;
  readonly joint: boolean;
  readonly areas: readonly string[];
  readonly closedAt: string;
  readonly keptAt: string;
}

export interface CaseFilter {
  readonly text: string | null;
  readonly tag: string | null;
  readonly kind: WhistleKind | null;
  readonly before: { readonly keptAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Kept cases, newest first. The text is looked for in title, lesson, place, number and tags. */
export async function listCases(sql: Sql, filter: CaseFilter): Promise<KeptCase[]> {
  const pattern = filter.text && `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
  const { tag, kind, before, limit } = filter;
  const rows = await sql<Row[]>`
    select ${columns(sql)} from kept_case
    where (${pattern}::text is null or title ilike ${pattern} or lesson ilike ${pattern} or place ilike ${pattern}
           or place_en ilike ${pattern} or number ilike ${pattern} or array_to_string(tags, ' ') ilike ${pattern})
      and (${tag}::text is null or ${tag} = any (tags)) and (${kind}::text is null or kind = ${kind})
      and (${before?.keptAt ?? null}::timestamptz is null or (kept_at, id) < (${before?.keptAt ?? null}::timestamptz, ${before?.id ?? null}::bigint))
    order by kept_at desc, id desc limit ${limit}`;
  return rows.map(viewOf);
}

/** The tags in use, the most used first. */
export const listTags = (sql: Sql): Promise<{ tag: string; count: number }[]> =>
  sql<{ tag: string; count: number }[]>`
    select tag, count(*)::int as count from kept_case, unnest(tags) as tag group by tag order by count(*) desc, tag limit 100`;

export async function readCase(
  sql: Sql | TransactionSql,
  id: string,
): Promise<(KeptCase & { readonly document: CaseDocument }) | null> {
  const [row] = await sql<(Row & { document: CaseDocument })[]>`
    select ${columns(sql)}, document from kept_case where id = ${id}`;
  return row ? { ...viewOf(row), document: row.document } : null;
}

/** Number of the case that a whistle was kept as; null where it was not. */
export async function findKept(sql: Sql | TransactionSql, whistleId: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`select id::text from kept_case where whistle_id = ${whistleId}`;
  return row?.id ?? null;
}

/** Keeps a case; null where the same document, or the same whistle, is kept already. */
export async function insertCase(
  tx: TransactionSql,
  document: CaseDocument,
  kept: { readonly whistleId: string | null; readonly by: string; readonly at: Date },
): Promise<string | null> {
  const { title, lesson, tags, number, place, placeEn, kind, joint, sides, closedAt } = document;
  const [row] = await tx<{ id: string }[]>`
    insert into kept_case (whistle_id, document_hash, title, lesson, tags, number, place, place_en, kind, joint, areas,
                           closed_at, document, kept_by, kept_at)
    values (${kept.whistleId}, ${hashOf(document)}, ${title}, ${lesson}, ${[...tags]}, ${number}, ${place}, ${placeEn},
            ${kind}, ${joint}, ${sides.map(({ code }) => code)}, ${closedAt}, ${tx.json(document as never)}, ${kept.by}, ${kept.at})
    on conflict do nothing returning id::text`;
  return row?.id ?? null;
}

/** Changes what is said of a case, in the list and in its document alike. */
export async function annotateCase(
  tx: TransactionSql,
  id: string,
  document: CaseDocument,
  { title, lesson, tags }: Annotation,
): Promise<void> {
  await tx`
    update kept_case set title = ${title}, lesson = ${lesson}, tags = ${[...tags]},
                         document = ${tx.json({ ...document, title, lesson, tags: [...tags] } as never)}
    where id = ${id}`;
}

/** The same for the same happenings, whatever is said of them and in whatever order the file has its fields. */
export function hashOf(document: CaseDocument): string {
  const { steps, drawings, bodies, sides, number, blownAt, closedAt } = document;
  const happened = [
    number,
    blownAt,
    closedAt,
    sides.map(({ code }) => code),
    bodies.map(({ code, areaCode }) => [code, areaCode]),
    drawings.map(({ at, footprint }) => [at, footprint.coordinates]),
    steps.map(({ at, step, who }) => [at, step, who?.code ?? null]),
  ];
  return createHash('sha256').update(JSON.stringify(happened)).digest('hex');
}

type Row = Omit<KeptCase, 'closedAt' | 'keptAt'> & { readonly closedAt: Date; readonly keptAt: Date };

const viewOf = ({ closedAt, keptAt, ...row }: Row): KeptCase => ({
  ...row,
  closedAt: closedAt.toISOString(),
  keptAt: keptAt.toISOString(),
});

const columns = (sql: Sql | TransactionSql) => sql`
  id::text, whistle_id::text as "whistleId", title, lesson, tags, number, place, place_en as "placeEn", kind, joint, areas,
  closed_at as "closedAt", kept_at as "keptAt"`;
