import type { Sql } from 'postgres';
import type { Bounds, Line } from '../../geodata/geometry.ts';
import type { Agreement, Basis, SeamRecord, SeamStretch } from '../../geodata/jurisdiction/records.ts';
import { measureLine } from './line-measure.ts';
import type { Letter } from './store.ts';
import { placeStretches, type StretchRow } from './stretches.ts';

/**
 * What is on record about every line between two parties of an edition, named by the codes of that edition. An
 * agreement that was ended early holds until then; one that never came to hold is left out.
 */
export async function recordsOf(sql: Sql, edition: number): Promise<readonly SeamRecord[]> {
  const [lines, agreements, stretched] = await Promise.all([
    sql<Row[]>`
      select s.key, s.left_code as left, s.right_code as right, s.record_id as "recordId",
             array[st_xmin(s.shape), st_ymin(s.shape), st_xmax(s.shape), st_ymax(s.shape)] as bounds,
             r.basis, case when r.holder = s.left_side then s.left_code when r.holder is not null then s.right_code end as holder,
             r.accuracy_m as accuracy
      from seam_line s join seam_record r on r.id = s.record_id
      where s.edition_id = ${edition} order by s.key`,
    sql<AgreementRow[]>`
      select a.id::text, a.record_id as "recordId", a.category,
             case when a.lead_side = s.left_side then s.left_code else s.right_code end as lead,
             a.from_at as from, least(a.until_at, a.ended_at) as until
      from seam_agreement a join seam_line s on s.record_id = a.record_id and s.edition_id = ${edition}
      where a.ended_at is null or a.ended_at > a.from_at
      order by a.id`,
    sql<StretchedRow[]>`
      select s.record_id as "recordId", s.left_code as left, s.right_code as right, s.left_side as "leftSide",
             st_asgeojson(s.shape, 7)::jsonb -> 'coordinates' as lines,
             (select jsonb_agg(jsonb_build_object('places', st_asgeojson(t.places, 9)::jsonb -> 'coordinates' -> 0,
                                                  'basis', t.basis, 'holder', t.holder, 'accuracy', t.accuracy_m)
                               order by t.position)
              from seam_stretch t where t.record_id = s.record_id) as stretches
      from seam_line s
      where s.edition_id = ${edition} and exists (select from seam_stretch t where t.record_id = s.record_id)`,
  ]);
  const stretches = new Map(stretched.map((row) => [row.recordId, stretchesOf(row)]));
  const byRecord = new Map<string, Agreement[]>();
  for (const { recordId, from, until, ...agreement } of agreements)
    byRecord.set(recordId, [
      ...(byRecord.get(recordId) ?? []),
      { ...agreement, from: from.toISOString(), until: until?.toISOString() ?? null },
    ]);
  return lines.map(({ recordId, ...line }) => ({
    ...line,
    stretches: stretches.get(recordId) ?? [],
    agreements: byRecord.get(recordId) ?? [],
  }));
}

/** With the part of the line that each of them is. */
function stretchesOf({ left, right, leftSide, lines, stretches }: StretchedRow): SeamStretch[] {
  const line = measureLine(lines);
  const codeOf = (letter: Letter): string => (letter === leftSide ? left : right);
  return placeStretches(stretches, lines, codeOf).map(({ from, to, ...followed }) => ({
    ...followed,
    lines: line.between(from, to),
  }));
}

interface StretchedRow {
  readonly recordId: string;
  readonly left: string;
  readonly right: string;
  readonly leftSide: Letter;
  readonly lines: readonly Line[];
  readonly stretches: readonly StretchRow[];
}

interface Row {
  readonly key: string;
  readonly left: string;
  readonly right: string;
  readonly recordId: string;
  readonly bounds: Bounds;
  readonly basis: Basis | null;
  readonly holder: string | null;
  readonly accuracy: number | null;
}

interface AgreementRow {
  readonly id: string;
  readonly recordId: string;
  readonly category: string | null;
  readonly lead: string;
  readonly from: Date;
  readonly until: Date | null;
}
