import type { Sql, TransactionSql } from 'postgres';
import type { Permission } from '../access/policy.ts';
import { type Account, mayOn } from '../access/session.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import type { Step } from '../live/event.ts';
import { append } from '../live/log.ts';
import { steady } from '../live/steady.ts';
import { alreadyDone, refuseOvertaken } from './already.ts';
import { actionsOf, dutySides, type Reader, stageOf } from './flow.ts';
import { withoutNotes } from './public-view.ts';
import { lockWhistle, readWhistle, stateOf } from './store.ts';
import type { ActionName, ActionView, WhistleView } from './view.ts';

/** Who takes a step, when, on which whistle. */
export interface Stepping {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
  readonly id: string;
  /** In which refusals tell the time of what somebody else did. */
  readonly timeZone: string;
  /** Number of the last step of the case that was before the account's eyes, where it says so. */
  readonly version?: string | undefined;
  /** Takes the whistle as the step left it, without actions, once it is committed. */
  readonly offer?: (whistle: WhistleView) => void;
}

/** Whether the account may see the whistle at all. */
export const maySee = (account: Account, whistle: WhistleView): boolean =>
  mayOn(
    account,
    'whistle.see',
    pathsOf(whistle),
    whistle.summonses.map((s) => s.bodyCode),
  );

/** The whistle with what this account may do about it, now and later. */
export const withActions = (account: Account, whistle: WhistleView, now: Date): WhistleView => ({
  ...whistle,
  stage: stageOf(stateOf(whistle)),
  actions: actionsOf(stateOf(whistle), readerOf(account, whistle), now),
});

/** The same, as its reader may have it: a wall without what people wrote on it. */
export const shownTo = (account: Account, whistle: WhistleView, now: Date): WhistleView =>
  withActions(account, account.role === 'wall' ? withoutNotes(whistle) : whistle, now);

export interface Taking {
  readonly tx: TransactionSql;
  readonly whistle: WhistleView;
  /** The step as it was asked for, at a time that is not before the case's last step. */
  readonly step: Stepping;
  /** The reader's actions of the name taken, all allowed. */
  readonly actions: readonly ActionView[];
}

/** One step: locked, looked up in the state machine, refused with its reason or applied, all in one transaction. */
export async function take(
  step: Stepping,
  action: ActionName,
  areaCode: string | null,
  apply: (taking: Taking) => Promise<void>,
): Promise<WhistleView> {
  const { sql, account, id } = step;
  const taken = (await sql.begin(async (tx) => {
    await apply(await begin(tx, step, action, areaCode));
    const after = await readWhistle(tx, id);
    if (!after) throw new Error(`whistle ${id} has gone`);
    return after;
  })) as WhistleView;
  step.offer?.(taken);
  return withActions(account, taken, step.now);
}

/**
 * The whistle, locked, with what the reader may do of that name.
 * @throws Problem 404 not the reader's to see; 409 not now; 403 never the reader's to do.
 */
export async function begin(
  tx: TransactionSql,
  asked: Stepping,
  action: ActionName,
  areaCode: string | null,
): Promise<Taking> {
  const { account, id } = asked;
  const locked = await lockWhistle(tx, id);
  if (!locked || !maySee(account, locked.whistle)) throw notFound({ zh: '哨', en: 'whistle' }, id);
  const { whistle, lastAt } = locked;
  const step = { ...asked, now: steady(asked.now, lastAt) };
  const mine = withActions(account, whistle, step.now).actions.filter(
    (a) => a.action === action && (areaCode === null || a.areaCode === areaCode),
  );
  const actions = mine.filter((a) => a.allowed);
  if (!actions.length) throw await refusal(tx, step, whistle, action, areaCode, mine);
  await refuseOvertaken(tx, step, whistle, action, areaCode);
  return { tx, whistle, actions, step };
}

export function areaOf(whistle: WhistleView, areaCode: string) {
  const side =
    [...whistle.sides, ...whistle.leftSides].find((s) => s.areaCode === areaCode) ?? whistle.blownFor;
  return { whoCode: areaCode, whoName: side.name, whoNameEn: side.nameEn };
}

export const write = (
  tx: TransactionSql,
  { account, now }: Stepping,
  step: Step,
  whistle: WhistleView,
  areaCode: string | null,
  body: Readonly<Record<string, string | number | boolean | null>>,
): Promise<string> =>
  append(tx, {
    at: now,
    step,
    incidentId: whistle.incidentId,
    whistleId: whistle.id,
    areaCode,
    actor: account.name,
    body,
  });

const permissionFor: Readonly<Record<ActionName, Permission>> = {
  read: 'summons.read',
  checkIn: 'summons.checkIn',
  feedback: 'side.feedBack',
  verify: 'whistle.verify',
  release: 'summons.release',
  sign: 'side.sign',
  message: 'message.send',
  redraw: 'whistle.redraw',
  override: 'verdict.override',
  return: 'summons.return',
  returnAnswer: 'summons.release',
  extend: 'whistle.extend',
  extendAnswer: 'summons.release',
  nudge: 'whistle.escalate',
  escalate: 'whistle.escalate',
  consultation: 'consultation.hold',
  holdConsultation: 'consultation.hold',
  cancelConsultation: 'consultation.hold',
};

/** Steps that the blower alone takes, for the area it blew for. */
const ofTheBlower: ReadonlySet<ActionName> = new Set([
  'verify',
  'release',
  'nudge',
  'returnAnswer',
  'extendAnswer',
]);

/** Why none of the reader's actions will do: what it waits for, that it has been done, or that it is not theirs. */
async function refusal(
  tx: TransactionSql,
  step: Stepping,
  whistle: WhistleView,
  action: ActionName,
  areaCode: string | null,
  mine: readonly ActionView[],
): Promise<Error> {
  const { account } = step;
  const waitsFor = mine[0]?.waitsFor;
  if (waitsFor) return conflict('not-yet', waitsFor);
  const acts = readerOf(account, whistle).actsFor;
  const areas = ofTheBlower.has(action)
    ? [whistle.blownFor.code]
    : areaCode
      ? [areaCode]
      : dutySides(stateOf(whistle)).map((s) => s.areaCode);
  const theirs = areas.some((code) => acts(action, code));
  if (theirs) return alreadyDone(tx, step, whistle, action, areaCode);
  return forbidden({
    zh: `“${account.displayName}”不能代表这一方操作哨 ${whistle.number}`,
    en: `"${account.displayNameEn}" cannot act for this side of whistle ${whistle.number}`,
  });
}

/** Grants of the policy table, read for one whistle. */
export function readerOf(account: Account, whistle: WhistleView): Reader {
  const pathOf = new Map(
    [...whistle.sides, ...whistle.leftSides].map(({ areaCode, path }) => [areaCode, path]),
  );
  return {
    body: account.bodyCode,
    actsFor: (action, areaCode) =>
      mayOn(
        account,
        permissionFor[action],
        [pathOf.get(areaCode) ?? [areaCode]],
        whistle.summonses.filter((s) => s.areaCode === areaCode).map((s) => s.bodyCode),
      ),
  };
}

/** Codes from the city down of every area that takes part or did: who has left may still see what became of it. */
const pathsOf = ({ sides, leftSides }: WhistleView): readonly (readonly string[])[] =>
  [...sides, ...leftSides].map(({ path }) => path);
