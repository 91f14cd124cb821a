import type { Sql, TransactionSql } from 'postgres';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { Permission } from '../access/policy.ts';
import { type Account, mayOn } from '../access/session.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import type { Step } from '../live/event.ts';
import { append, lockLog } from '../live/log.ts';
import { actionsOf, dutySides, type Reader, stageOf } from './flow.ts';
import { distanceToFootprint, lockWhistle, readWhistles, stateOf } from './store.ts';
import type { ActionName, ActionView, CheckInForm, SummonsView, WhistleView } from './view.ts';

/** Metres from the footprint within which a check-in counts as on site, beside the position's own accuracy. */
export const onSiteMetres = 50;

export interface CheckIn {
  readonly summons: readonly string[];
  readonly form: CheckInForm;
  readonly position: Lonlat | null;
  /** 95 % radius of the position in metres. */
  readonly accuracy: number;
  readonly reason: string;
}

/** Who takes a step, when, on which whistle. */
export interface Stepping {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
  readonly id: string;
}

const permissionFor: Readonly<Record<ActionName, Permission>> = {
  read: 'summons.read',
  checkIn: 'summons.checkIn',
  feedback: 'side.feedBack',
  verify: 'whistle.verify',
  release: 'summons.release',
  sign: 'side.sign',
  message: 'message.send',
};

/** Whether the account may see the whistle at all. */
export const maySee = (account: Account, whistle: WhistleView): boolean =>
  mayOn(
    account,
    'whistle.see',
    pathsOf(whistle),
    whistle.summonses.map((s) => s.bodyCode),
  );

/** The whistle with what this account may do about it, now and later. */
export const withActions = (account: Account, whistle: WhistleView): WhistleView => ({
  ...whistle,
  stage: stageOf(stateOf(whistle)),
  actions: actionsOf(stateOf(whistle), readerOf(account, whistle)),
});

export const markRead = (step: Stepping, summons: readonly string[]): Promise<WhistleView> =>
  take(step, 'read', null, async ({ tx, whistle, actions }) => {
    for (const s of chosen(whistle, actions, summons)) {
      await tx`update summons set read_at = ${step.now} where id = ${s.id}`;
      await write(tx, step, 'summons.read', whistle, s.areaCode, bodyOf(s));
    }
  });

export const checkIn = (step: Stepping, input: CheckIn): Promise<WhistleView> =>
  take(step, 'checkIn', null, async ({ tx, whistle, actions }) => {
    const distance = input.position && (await distanceToFootprint(tx, whistle.incidentId, input.position));
    const onSite = distance !== null && distance <= onSiteMetres + input.accuracy;
    if (!onSite && !input.reason.trim()) throw reasonNeeded(distance, input.accuracy);
    for (const s of chosen(whistle, actions, input.summons)) {
      const { form, position, reason } = input;
      await tx`
        update summons set checked_in_at = ${step.now}, read_at = coalesce(read_at, ${step.now}),
                           check_in = ${tx.json({ form, position: position && [...position], distance, onSite, reason })}
        where id = ${s.id}`;
      await tx`update incident set responded_at = coalesce(responded_at, ${step.now}) where id = ${whistle.incidentId}`;
      await write(tx, step, 'summons.checkedIn', whistle, s.areaCode, { ...bodyOf(s), distance, onSite });
    }
  });

export const feedBack = (step: Stepping, areaCode: string, text: string): Promise<WhistleView> =>
  take(step, 'feedback', areaCode, async ({ tx, whistle }) => {
    await tx`
      update side set feedback = ${text}, feedback_at = ${step.now}
      where whistle_id = ${whistle.id} and area_code = ${areaCode}`;
    await write(tx, step, 'side.fedBack', whistle, areaCode, { ...areaOf(whistle, areaCode), text });
  });

export const verify = (step: Stepping): Promise<WhistleView> =>
  take(step, 'verify', null, async ({ tx, whistle }) => {
    await tx`update whistle set verified_at = ${step.now} where id = ${whistle.id}`;
    const area = whistle.blownFor.code;
    await write(tx, step, 'whistle.verified', whistle, area, areaOf(whistle, area));
  });

/** Lets the named summonses go, or all that are on site where none is named. */
export const release = (step: Stepping, summons: readonly string[]): Promise<WhistleView> =>
  take(step, 'release', null, async ({ tx, whistle, actions }) => {
    for (const s of chosen(whistle, actions, summons)) {
      await tx`update summons set released_at = ${step.now} where id = ${s.id}`;
      await write(tx, step, 'summons.released', whistle, s.areaCode, bodyOf(s));
    }
  });

/** Signs for one side. The whistle closes, in the same transaction, when every side with a duty has signed. */
export const sign = (step: Stepping, areaCode: string): Promise<WhistleView> =>
  take(step, 'sign', areaCode, async ({ tx, whistle }) => {
    await tx`
      update side set signed_at = ${step.now}, signed_by = ${step.account.name}
      where whistle_id = ${whistle.id} and area_code = ${areaCode}`;
    await write(tx, step, 'side.signed', whistle, areaCode, areaOf(whistle, areaCode));
    if (dutySides(stateOf(whistle)).some((side) => !side.signedAt && side.areaCode !== areaCode)) return;
    await tx`update whistle set closed_at = ${step.now} where id = ${whistle.id}`;
    await tx`update incident set status = 'closed', closed_at = ${step.now} where id = ${whistle.incidentId}`;
    await write(tx, step, 'whistle.closed', whistle, null, areaOf(whistle, whistle.blownFor.code));
  });

export const sendMessage = (step: Stepping, text: string): Promise<WhistleView> =>
  take(step, 'message', null, async ({ tx, whistle }) => {
    const side = whistle.sides.find((s) => readerOf(step.account, whistle).actsFor('message', s.areaCode));
    const area = side?.areaCode ?? whistle.blownFor.code;
    await write(tx, step, 'message.sent', whistle, area, { ...areaOf(whistle, area), text });
  });

interface Taking {
  readonly tx: TransactionSql;
  readonly whistle: WhistleView;
  /** The reader's actions of the name taken, all allowed. */
  readonly actions: readonly ActionView[];
}

/** One step: locked, looked up in the state machine, refused with its reason or applied, all in one transaction. */
async function take(
  step: Stepping,
  action: ActionName,
  areaCode: string | null,
  apply: (taking: Taking) => Promise<void>,
): Promise<WhistleView> {
  const { sql, account, id } = step;
  const taken = await sql.begin(async (tx) => {
    await lockLog(tx);
    const whistle = await lockWhistle(tx, id);
    if (!whistle || !maySee(account, whistle)) throw notFound({ zh: '哨', en: 'whistle' }, id);
    const mine = withActions(account, whistle).actions.filter(
      (a) => a.action === action && (areaCode === null || a.areaCode === areaCode),
    );
    const allowed = mine.filter((a) => a.allowed);
    if (!allowed.length) throw refusal(account, whistle, action, areaCode, mine);
    await apply({ tx, whistle, actions: allowed });
    const [after] = await readWhistles(tx, [id]);
    if (!after) throw new Error(`whistle ${id} has gone`);
    return after;
  });
  return withActions(account, taken as WhistleView);
}

/** Why none of the reader's actions will do: what it waits for, that it has been done, or that it is not theirs. */
function refusal(
  account: Account,
  whistle: WhistleView,
  action: ActionName,
  areaCode: string | null,
  mine: readonly ActionView[],
): Error {
  const waitsFor = mine[0]?.waitsFor;
  if (waitsFor) return conflict('not-yet', waitsFor);
  const acts = readerOf(account, whistle).actsFor;
  const commands = action === 'verify' || action === 'release';
  const areas = commands
    ? [whistle.blownFor.code]
    : areaCode
      ? [areaCode]
      : whistle.sides.map((s) => s.areaCode);
  const theirs = areas.some((code) => acts(action, code));
  if (theirs)
    return conflict('already-done', {
      zh: `哨 ${whistle.number} 的这一步已经完成，没有重复登记`,
      en: `This step of whistle ${whistle.number} has been taken already; nothing was entered twice`,
    });
  return forbidden({
    zh: `“${account.displayName}”不能代表这一方操作哨 ${whistle.number}`,
    en: `"${account.displayNameEn}" cannot act for this side of whistle ${whistle.number}`,
  });
}

/** The summonses named, each checked to be open to the reader; all that are open where none is named. */
function chosen(whistle: WhistleView, actions: readonly ActionView[], ids: readonly string[]): SummonsView[] {
  const open = new Set(actions.flatMap((a) => a.summons));
  const asked = ids.length ? ids : [...open];
  return asked.map((id) => {
    const summons = whistle.summonses.find((s) => s.id === id);
    if (!summons) throw notFound({ zh: '召集', en: 'summons' }, id);
    if (!open.has(id))
      throw conflict('already-done', {
        zh: `${summons.bodyName}的这一步已经完成，或不由您办理`,
        en: `For ${summons.bodyNameEn} this step has been taken already, or is not yours to take`,
      });
    return summons;
  });
}

function reasonNeeded(distance: number | null, accuracy: number): Error {
  const limit = onSiteMetres + accuracy;
  const where =
    distance === null
      ? { zh: '没有给出位置', en: 'No position was given' }
      : {
          zh: `距现场 ${Math.round(distance)} m，超过 ${Math.round(limit)} m`,
          en: `${Math.round(distance)} m from the site, more than ${Math.round(limit)} m`,
        };
  const detail = {
    zh: `${where.zh}；不在现场报到须说明原因`,
    en: `${where.en}; a check-in off site needs a reason`,
  };
  return invalid(detail, [{ pointer: '#/reason', got: '', detail }]);
}

/** Grants of the policy table, read for one whistle. */
function readerOf(account: Account, whistle: WhistleView): Reader {
  const pathOf = new Map(jurisdictionsOf(whistle).map(({ code, path }) => [code, path]));
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

/** Every area the verdict names: those it calls, and those it touched and a coordinator may have called besides. */
const jurisdictionsOf = ({ verdict }: WhistleView) =>
  [...verdict.parties, ...verdict.touched].map((p) => p.jurisdiction);

const pathsOf = (whistle: WhistleView) => {
  const sides = new Set(whistle.sides.map((s) => s.areaCode));
  return jurisdictionsOf(whistle)
    .filter(({ code }) => sides.has(code))
    .map(({ path }) => path);
};

const bodyOf = (s: SummonsView) => ({ whoCode: s.bodyCode, whoName: s.bodyName, whoNameEn: s.bodyNameEn });

function areaOf(whistle: WhistleView, areaCode: string) {
  const side = whistle.sides.find((s) => s.areaCode === areaCode) ?? whistle.blownFor;
  return { whoCode: areaCode, whoName: side.name, whoNameEn: side.nameEn };
}

const write = (
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
