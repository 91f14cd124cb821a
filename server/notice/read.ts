import type { Sql } from 'postgres';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { Audience } from './audience.ts';
import type { Facts } from './facts.ts';
import { wordingOf } from './words.ts';

/** A notice as its reader sees it. */
export interface NoticeView {
  readonly id: string;
  readonly step: string;
  readonly audience: Audience;
  readonly at: string;
  readonly readAt: string | null;
  readonly incidentId: string | null;
  readonly whistleId: string | null;
  readonly kind: Facts['kind'];
  readonly joint: boolean;
  readonly title: Bilingual;
  readonly detail: Bilingual;
}

/** The account's own notices, the latest happening first, before a notice where given. */
export async function readNotices(
  sql: Sql,
  account: string,
  asked: { readonly before: string | null; readonly unread: boolean; readonly limit: number },
  timeZone: string,
): Promise<NoticeView[]> {
  const rows = await sql<
    (Omit<NoticeView, 'at' | 'readAt' | 'kind' | 'joint' | keyof ReturnType<typeof wordingOf>> & {
      readonly at: Date;
      readonly readAt: Date | null;
      readonly facts: Facts;
    })[]
  >`
    select id::text, step, audience, at, read_at as "readAt", incident_id::text as "incidentId",
           whistle_id::text as "whistleId", facts
    from notice
    where account = ${account}
      and (${asked.before}::bigint is null
           or (at, id) < (select at, id from notice where id = ${asked.before} and account = ${account}))
      and (not ${asked.unread}::boolean or read_at is null)
    order by at desc, id desc limit ${asked.limit}`;
  return rows.map(({ facts, at, readAt, ...row }) => ({
    ...row,
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    kind: facts.kind,
    joint: facts.joint,
    ...wordingOf(row.step, facts, timeZone),
  }));
}

export async function countUnread(sql: Sql, account: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from notice where account = ${account} and read_at is null`;
  return row?.count ?? 0;
}

/** Marks the account's own notices as read: those named, or all up to a number. Other people's are not touched. */
export async function markRead(
  sql: Sql,
  account: string,
  which: { readonly ids: readonly string[]; readonly upTo: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update notice set read_at = ${now}
    where account = ${account} and read_at is null
      and (id = any (${[...which.ids]}::bigint[]) or id <= ${which.upTo}::bigint)`;
}

/** How somebody wants to be told. */
export interface Setting {
  readonly language: 'zh' | 'en';
  readonly email: string | null;
}

export async function readSetting(sql: Sql, account: string): Promise<Setting> {
  const [row] = await sql<Setting[]>`select language, email from notice_setting where account = ${account}`;
  return row ?? { language: 'zh', email: null };
}

export const putSetting = async (sql: Sql, account: string, { language, email }: Setting): Promise<void> => {
  await sql`
    insert into notice_setting (account, language, email) values (${account}, ${language}, ${email})
    on conflict (account) do update set language = excluded.language, email = excluded.email`;
};
