import type { Sql } from 'postgres';
import { overdue, toldOf } from './audience.ts';
import type { Facts } from './facts.ts';
import { type Happening, type Reachable, recipientsOf } from './recipients.ts';
import {
  insertNotices,
  type LoggedEvent,
  lockCursor,
  moveCursor,
  type NewNotice,
  type Passed,
  readEventsAfter,
  readPassed,
  readReachable,
  readStandings,
  type Standing,
} from './store.ts';

export interface Writing {
  readonly sql: Sql;
  readonly now: Date;
  /** Whether mail can be sent at all. */
  readonly mail: boolean;
}

/** Events read, and deadlines looked at, in one transaction. */
const batch = 200;

/**
 * Writes the notices of the next events of the log, and moves the cursor, in one transaction: a process that dies leaves
 * both or neither. Answers how many events it read: 0 at the end of the log, and while another process is writing.
 */
export const writeNext = ({ sql, now, mail }: Writing): Promise<number> =>
  sql.begin(async (tx) => {
    const after = await lockCursor(tx);
    if (after === null) return 0;
    const events = await readEventsAfter(tx, after, batch);
    const last = events.at(-1);
    if (!last) return 0;
    const telling = events.filter(({ step, incidentId }) => incidentId !== null && toldOf(step).length > 0);
    const standings = await readStandings(tx, [...new Set(telling.flatMap((e) => e.incidentId ?? []))]);
    const accounts = telling.length ? await readReachable(tx) : [];
    const notices = telling.flatMap((event) => {
      const standing = standings.get(event.incidentId ?? '');
      return standing ? [ofEvent(event, standing, accounts)] : [];
    });
    if (notices.length) await insertNotices(tx, notices, { now, mail });
    await moveCursor(tx, last.id);
    return events.length;
  }) as Promise<number>;

/**
 * Writes the notices of deadlines that have passed, of every step that has a clock, once for each deadline and recipient. Answers
 * how many deadlines it told of.
 */
export const writePassed = ({ sql, now, mail }: Writing): Promise<number> =>
  sql.begin(async (tx) => {
    if ((await lockCursor(tx)) === null) return 0;
    const passed = await readPassed(tx, now, batch);
    if (!passed.length) return 0;
    const standings = await readStandings(tx, [...new Set(passed.map((p) => p.incidentId))]);
    const accounts = await readReachable(tx);
    const notices = passed.flatMap((one) => {
      const standing = standings.get(one.incidentId);
      return standing ? [ofDeadline(one, standing, accounts)] : [];
    });
    await insertNotices(tx, notices, { now, mail });
    return notices.filter(({ recipients }) => recipients.length).length;
  }) as Promise<number>;

function ofEvent(event: LoggedEvent, standing: Standing, accounts: readonly Reachable[]): NewNotice {
  const { whoCode, whoName, whoNameEn } = event.body;
  const who =
    typeof whoCode === 'string' ? { code: whoCode, name: String(whoName), nameEn: String(whoNameEn) } : null;
  return notice(
    {
      key: `event:${event.id}`,
      step: event.step,
      actor: event.actor,
      areaCode: event.areaCode,
      about: who ? [who.code] : [],
    },
    { eventId: event.id, at: event.at, who, missing: [], dueAt: standing.dueAt },
    standing,
    accounts,
  );
}

const ofDeadline = (passed: Passed, standing: Standing, accounts: readonly Reachable[]): NewNotice =>
  notice(
    { key: passed.key, step: passed.step, actor: null, areaCode: passed.areaCode, about: passed.about },
    { eventId: null, at: passed.at, who: null, missing: passed.missing, dueAt: passed.at },
    standing,
    accounts,
  );

function notice(
  what: Pick<Happening, 'key' | 'step' | 'actor' | 'areaCode' | 'about'>,
  told: Pick<Facts, 'who' | 'missing'> & {
    readonly eventId: string | null;
    readonly at: Date;
    readonly dueAt: Date | null;
  },
  standing: Standing,
  accounts: readonly Reachable[],
): NewNotice {
  const { incidentId, whistleId, sides, bodies, blownBy, blownFor, superior, ...named } = standing;
  const at = told.at.toISOString();
  const dueAt = told.dueAt?.toISOString() ?? null;
  const { number, kind, joint, category } = named;
  return {
    key: what.key,
    step: what.step,
    eventId: told.eventId,
    incidentId,
    whistleId,
    at,
    facts: { ...named, who: told.who, missing: told.missing, dueAt },
    recipients: recipientsOf({ ...what, sides, bodies, blownBy, blownFor, superior }, accounts),
    payload: {
      type: what.step,
      timestamp: at,
      data: {
        event: told.eventId,
        incident: incidentId,
        whistle: whistleId,
        number,
        kind,
        joint,
        category: category.code,
        by: told.who?.code ?? null,
        areas: sides.map(({ areaCode }) => areaCode),
        missing: what.step === overdue ? what.about : [],
        dueAt,
      },
    },
  };
}
