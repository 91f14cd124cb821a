import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';
import type { OverdueStep } from './audience.ts';
import type { Facts } from './facts.ts';
import type { Happening, Reachable, Recipient, ToldBody, ToldSide } from './recipients.ts';

const standingFile = fileURLToPath(new URL('./standing.sql', import.meta.url));
const overdueFile = fileURLToPath(new URL('./overdue.sql', import.meta.url));

/** Number of the last event read for notices, locked until the transaction ends; null while another process writes them. */
export async function lockCursor(tx: TransactionSql): Promise<string | null> {
  const [row] = await tx<{ last: string }[]>`
    select last_event::text as last from notice_cursor for update skip locked`;
  return row?.last ?? null;
}

export const moveCursor = async (tx: TransactionSql, to: string): Promise<void> => {
  await tx`update notice_cursor set last_event = ${to}`;
};

/** An entry of the log, as it was written. */
export interface LoggedEvent {
  readonly id: string;
  readonly at: Date;
  readonly step: string;
  readonly incidentId: string | null;
  readonly areaCode: string | null;
  readonly actor: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export const readEventsAfter = (tx: TransactionSql, after: string, limit: number): Promise<LoggedEvent[]> =>
  tx<LoggedEvent[]>`
    select id::text, at, step, incident_id::text as "incidentId", area_code as "areaCode", actor, body
    from event where id > ${after} order by id limit ${limit}`;

/** How an incident stands now: everything but the step itself. */
export interface Standing
  extends Pick<Happening, 'blownBy' | 'blownFor' | 'superior'>,
    Omit<Facts, 'who' | 'missing' | 'dueAt'> {
  readonly incidentId: string;
  readonly whistleId: string | null;
  readonly dueAt: Date | null;
  readonly sides: readonly ToldSide[];
  readonly bodies: readonly ToldBody[];
}

export async function readStandings(
  tx: TransactionSql,
  incidents: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const rows = incidents.length ? await tx.file<Standing[]>(standingFile, [[...incidents]]) : [];
  return new Map(rows.map((row) => [row.incidentId, row]));
}

/** A deadline that has passed: of check-ins with bodies missing, or of another step of the case, or of one side. */
export interface Passed {
  readonly key: string;
  readonly step: OverdueStep;
  /** The side whose deadline it is; null for the whole case. */
  readonly areaCode: string | null;
  readonly incidentId: string;
  readonly at: Date;
  readonly about: readonly string[];
  readonly missing: Facts['missing'];
}

export const readPassed = (tx: TransactionSql, now: Date, limit: number): Promise<Passed[]> =>
  tx.file<Passed[]>(overdueFile, [now, limit]);

/** Everybody who may be told of a case: people whose accounts are open. */
export const readReachable = (tx: TransactionSql): Promise<Reachable[]> =>
  tx<Reachable[]>`
    select name, role, area_code as "areaCode", body_code as "bodyCode"
    from account where role in ('coordinator', 'officer') and disabled_at is null and not system order by name`;

/** A notice to be written for everybody it is for. */
export interface NewNotice {
  readonly key: string;
  readonly step: string;
  readonly eventId: string | null;
  readonly incidentId: string;
  readonly whistleId: string | null;
  readonly at: string;
  readonly facts: Facts;
  readonly recipients: readonly Recipient[];
  /** What a webhook carries. */
  readonly payload: object;
}

/**
 * Writes notices in the order given, and what is to be carried: mail for those who want it where `mail` is true, and one
 * request to each endpoint that asked for the step. What is there already stays as it is.
 */
export async function insertNotices(
  tx: TransactionSql,
  notices: readonly NewNotice[],
  options: { readonly now: Date; readonly mail: boolean },
): Promise<void> {
  const told = notices
    .filter(({ recipients }) => recipients.length > 0)
    .map(({ payload: _, ...notice }, place) => ({ ...notice, place }));
  // What happened goes over the line once, however many are told of it.
  const written = told.length
    ? await tx<{ id: string }[]>`
        insert into notice (key, account, step, audience, event_id, incident_id, whistle_id, at, facts)
        select key, account, step, audience, "eventId", "incidentId", "whistleId", at, facts
        from jsonb_to_recordset(${tx.json(told as never)})
             as given (key text, step text, "eventId" bigint, "incidentId" bigint, "whistleId" bigint, at timestamptz,
                       facts jsonb, recipients jsonb, place bigint)
        cross join jsonb_to_recordset(recipients) as one (account text, audience text)
        order by place, account
        on conflict (key, account) do nothing
        returning id::text`
    : [];
  if (options.mail && written.length)
    await tx`
      insert into notice_delivery (key, channel, recipient, notice_id, step, payload, created_at, next_at)
      select n.key, 'email', n.account, n.id, n.step, '{}', ${options.now}::timestamptz, ${options.now}::timestamptz
      from notice n join notice_setting s on s.account = n.account
      where n.id = any (${written.map(({ id }) => id)}::bigint[]) and s.email is not null
      order by n.id
      on conflict (key, channel, recipient) do nothing`;
  const carried = notices.map(({ key, step, payload }, place) => ({ key, step, payload, place }));
  await tx`
    insert into notice_delivery (key, channel, recipient, endpoint_id, step, payload, created_at, next_at)
    select g.key, 'webhook', p.id::text, p.id, g.step, g.payload, ${options.now}::timestamptz, ${options.now}::timestamptz
    from jsonb_to_recordset(${tx.json(carried as never)}) as g (key text, step text, payload jsonb, place bigint)
    join notice_endpoint p on p.active and (p.steps = '{}' or g.step = any (p.steps))
    order by g.place
    on conflict (key, channel, recipient) do nothing`;
}

/** Removes what was carried long ago; what was given up stays until somebody looks at it. */
export const forgetCarried = async (sql: Sql, before: Date): Promise<void> => {
  await sql`delete from notice_delivery where state = 'sent' and settled_at < ${before}`;
};
