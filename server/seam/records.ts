import type { Sql } from 'postgres';
import type { Bounds } from '../../geodata/geometry.ts';
import type { Agreement, Basis, SeamRecord } from '../../geodata/jurisdiction/records.ts';

/**
 * What is on record about every line between two parties of an edition, named by the codes of that edition. An
 * agreement that was ended early holds until then; one that never came to hold is left out.
 */
export async function recordsOf(sql: Sql, edition: number): Promise<readonly SeamRecord[]> {
  const [lines, agreements] = await Promise.all([
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
  ]);
  const byRecord = new Map<string, Agreement[]>();
  for (const { recordId, from, until, ...agreement } of agreements)
    byRecord.set(recordId, [
      ...(byRecord.get(recordId) ?? []),
      { ...agreement, from: from.toISOString(), until: until?.toISOString() ?? null },
    ]);
  return lines.map(({ recordId, ...line }) => ({ ...line, agreements: byRecord.get(recordId) ?? [] }));
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
