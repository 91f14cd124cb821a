import type { Sql, TransactionSql } from 'postgres';
import type { Moment, PhotoView } from './view.ts';

interface NewAttachment {
  readonly whistleId: string;
  readonly hash: string;
  readonly moment: Moment;
  readonly bodyCode: string | null;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly at: Date;
  readonly account: string;
}

/** Adds a photo to a whistle; false where the whistle has the same picture already. */
export async function putAttachment(tx: TransactionSql, a: NewAttachment): Promise<boolean> {
  const added = await tx`
    insert into attachment (whistle_id, hash, moment, body_code, width_px, height_px, size_bytes, added_at, added_by)
    values (${a.whistleId}, ${a.hash}, ${a.moment}, ${a.bodyCode}, ${a.width}, ${a.height}, ${a.bytes}, ${a.at}, ${a.account})
    on conflict (whistle_id, hash) do nothing
    returning id`;
  return added.length > 0;
}

/** Photos of a whistle in the order they came. */
export const readAttachments = (sql: Sql | TransactionSql, whistleId: string): Promise<PhotoView[]> => sql<
  PhotoView[]
>`
  select t.hash, t.moment, t.body_code as "bodyCode", t.width_px as width, t.height_px as height, t.size_bytes as bytes,
         to_char(t.added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
         jsonb_build_object('name', a.display_name, 'nameEn', a.display_name_en) as by
  from attachment t join account a on a.name = t.added_by
  where t.whistle_id = ${whistleId}
  order by t.id`;

/** Numbers of the whistles that hold a picture. */
export async function findWhistlesWith(sql: Sql, hash: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select whistle_id::text as id from attachment where hash = ${hash} order by id`;
  return rows.map(({ id }) => id);
}
