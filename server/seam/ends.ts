import type { Sql } from 'postgres';
import { Problem } from '../errors.ts';
import type { SeamEnd, SeamMerged } from './view.ts';

/** What became of a record's line; null while it goes on. */
export async function readEnd(sql: Sql, record: string): Promise<SeamEnd | null> {
  const [row] = await sql<(Omit<SeamEnd, 'at'> & { at: Date })[]>`
    select d.edition_id as edition, e.valid_from as at,
           case when n.key is not null then jsonb_build_object(
             'key', n.key,
             'left', jsonb_build_object('code', l.code, 'name', l.name, 'nameEn', l.name_en),
             'right', jsonb_build_object('code', r.code, 'name', r.name, 'nameEn', r.name_en)) end as into
    from seam_end d
    join edition e on e.id = d.edition_id and e.status = 'published'
    left join seam_line n on n.edition_id = d.edition_id and n.key = d.into_key
    left join boundary l on l.edition_id = n.edition_id and l.code = n.left_code
    left join boundary r on r.edition_id = n.edition_id and r.code = n.right_code
    where d.record_id = ${record}
    order by e.valid_from desc limit 1`;
  return row ? { ...row, at: row.at.toISOString() } : null;
}

/** Lines that ended in this record's line, newest first, by the names of their last edition. */
export async function readMerged(sql: Sql, record: string): Promise<SeamMerged[]> {
  const rows = await sql<(Omit<SeamMerged, 'at'> & { at: Date })[]>`
    select d.edition_id as edition, e.valid_from as at, d.key, was.edition_id as "lastEdition",
           jsonb_build_object('code', l.code, 'name', l.name, 'nameEn', l.name_en) as left,
           jsonb_build_object('code', r.code, 'name', r.name, 'nameEn', r.name_en) as right
    from seam_line n
    join seam_end d on d.edition_id = n.edition_id and d.into_key = n.key
    join edition e on e.id = d.edition_id and e.status = 'published'
    join edition b on b.valid_to = e.valid_from and b.status = 'published'
    join seam_line was on was.edition_id = b.id and was.record_id = d.record_id
    join boundary l on l.edition_id = was.edition_id and l.code = was.left_code
    join boundary r on r.edition_id = was.edition_id and r.code = was.right_code
    where n.record_id = ${record}
    order by e.valid_from desc, d.key`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Says of a key that an edition lacks that its line ended, when, and where it went; null where there never was one. */
export async function endedBefore(sql: Sql, edition: number, key: string): Promise<Problem | null> {
  const [row] = await sql<{ ended: number; last: number; into: string | null }[]>`
    select d.edition_id as ended, b.id as last, d.into_key as into
    from seam_end d
    join edition e on e.id = d.edition_id and e.status = 'published'
    join edition b on b.valid_to = e.valid_from and b.status = 'published'
    where d.key = ${key} and e.valid_from <= (select valid_from from edition where id = ${edition})
    order by e.valid_from desc limit 1`;
  if (!row) return null;
  const { ended, last, into } = row;
  return new Problem(
    404,
    'seam-ended',
    { zh: '交界线已不存在', en: 'The seam has ended' },
    {
      zh: `交界线“${key}”自边界版本 ${ended} 起不再存在，${into === null ? '原处不再有交界线' : `并入“${into}”`}；它最后的样子见 ?edition=${last}`,
      en: `Seam "${key}" ended with edition ${ended} ${into === null ? 'and there is no line any more' : `and went into "${into}"`}; ?edition=${last} shows it as it last was`,
    },
  );
}
