import type { Sql, TransactionSql } from 'postgres';
import type { Jurisdiction, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { type Account, mayOn } from '../access/session.ts';
import { conflict, forbidden, notFound, type Problem } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import { steadyNow } from '../live/steady.ts';
import { timeIn } from '../whistle/already.ts';
import { readLimits } from '../whistle/limits.ts';
import { refuseUnconsulted } from '../whistle/same-place.ts';
import { type EntryAction, entryActionsOf } from './entry-flow.ts';
import { type Entered, lockEntry, markAccepted, markRefused, markRegistered } from './entry-store.ts';
import { refuseMerged } from './merge.ts';

/** Who takes a step before the whistle, when, on which incident. */
export interface Entering {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
  readonly id: string;
  readonly timeZone: string;
}

/** Takes an incident on (受理). @throws Problem 404, 403; 409 with who did what when. */
export const accept = (entering: Entering): Promise<void> =>
  enter(entering, 'accept', async (tx, at) => {
    await markAccepted(tx, entering.id, at, entering.account.name);
    await log(tx, entering, at, 'incident.accepted');
  });

/** Puts an accepted incident on file (立案). @throws as `accept`. */
export const register = (entering: Entering): Promise<void> =>
  enter(entering, 'register', async (tx, at) => {
    await markRegistered(tx, entering.id, at, entering.account.name);
    await log(tx, entering, at, 'incident.registered');
  });

/** Gives an incident back to its source, which ends it unresolved. @throws as `accept`. */
export const refuse = (entering: Entering, reason: string): Promise<void> =>
  enter(entering, 'refuse', async (tx, at) => {
    await markRefused(tx, entering.id, at, entering.account.name, reason);
    await log(tx, entering, at, 'incident.refused', reason);
  });

/**
 * The steps that come before a whistle, so far as nobody has taken them: by the blower, at the time of the whistle.
 * Answers that time, which is not before the incident's last step. The log's lock must be held.
 * @throws Problem 409 where the incident was given back, or its place waits for a consultation (an emergency does not).
 */
export async function entrySteps(
  tx: TransactionSql,
  blowing: {
    readonly incidentId: string;
    readonly account: Account;
    readonly now: Date;
    readonly kind: WhistleKind;
    /** The party it is blown for. */
    readonly blownFor: Jurisdiction;
    readonly timeZone: string;
  },
): Promise<Date> {
  const { incidentId, account, kind, blownFor, timeZone } = blowing;
  const entry = await lockEntry(tx, incidentId);
  if (!entry) throw notFound({ zh: '事件', en: 'incident' }, incidentId);
  await refuseMerged(tx, incidentId);
  if (entry.refused) throw given(entry, timeZone);
  if (kind !== 'emergency') await refuseUnconsulted(tx, incidentId, (await readLimits(tx)).samePlaceMetres);
  const at = await steadyNow(tx, incidentId, blowing.now);
  const step = { at, incidentId, areaCode: blownFor.code, actor: account.name, body: whoOf(blownFor) };
  if (entry.acceptedAt === null) {
    await markAccepted(tx, incidentId, at, account.name);
    await append(tx, { ...step, step: 'incident.accepted' });
  }
  if (entry.registeredAt === null) {
    await markRegistered(tx, incidentId, at, account.name);
    await append(tx, { ...step, step: 'incident.registered' });
  }
  return at;
}

async function enter(
  { sql, account, now, id, timeZone }: Entering,
  action: EntryAction,
  apply: (tx: TransactionSql, at: Date) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockLog(tx);
    const entry = await lockEntry(tx, id);
    if (!entry || !mayOn(account, 'incident.see', entry.paths))
      throw notFound({ zh: '事件', en: 'incident' }, id);
    const may = { accept: mayOn(account, 'incident.accept', entry.paths), blow: false };
    if (!may.accept) throw notTheirs(account, entry);
    await refuseMerged(tx, id);
    const offered = entryActionsOf(entry, may).find((one) => one.action === action);
    if (offered?.waitsFor) throw conflict('not-yet', offered.waitsFor);
    if (!offered) throw given(entry, timeZone);
    await apply(tx, await steadyNow(tx, id, now));
  });
}

/** That a step before the whistle can no more be taken: what was done last, by whom and when. */
function given(entry: Entered, timeZone: string): Problem {
  const { last } = entry;
  const zh = last && `${last.name}已于 ${timeIn(timeZone, last.at).zh} ${words[last.step].zh}`;
  const en = last && `${last.nameEn} ${words[last.step].en} at ${timeIn(timeZone, last.at).en}`;
  return conflict(entry.refused ? 'refused' : 'already-done', {
    zh: `事件 ${entry.number} 不能再办理这一步：${zh ?? '此事件已载入为办结'}${entry.refused ? `（${entry.refused.reason}）` : ''}`,
    en: `This step cannot be taken for incident ${entry.number} any more: ${en ?? 'it was loaded as dealt with'}${entry.refused ? ` (${entry.refused.reason})` : ''}`,
  });
}

const words = {
  accept: { zh: '受理', en: 'accepted it' },
  register: { zh: '立案', en: 'registered it' },
  refuse: { zh: '退回来源', en: 'gave it back to its source' },
  blow: { zh: '吹哨', en: 'blew the whistle' },
} as const;

const log = (
  tx: TransactionSql,
  { account, id }: Entering,
  at: Date,
  step: 'incident.accepted' | 'incident.registered' | 'incident.refused',
  text = '',
): Promise<string> =>
  append(tx, {
    at,
    step,
    incidentId: id,
    areaCode: account.areaCode,
    actor: account.name,
    body: {
      whoCode: account.areaCode ?? account.name,
      whoName: account.displayName,
      whoNameEn: account.displayNameEn,
      text,
    },
  });

const whoOf = ({ code, name, nameEn }: Jurisdiction) => ({ whoCode: code, whoName: name, whoNameEn: nameEn });

const notTheirs = (account: Account, { number }: Entered): Problem =>
  forbidden({
    zh: `只有涉及辖区的协调员可以办理事件 ${number}；“${account.displayName}”不在其中`,
    en: `Only a coordinator of a party may deal with incident ${number}; "${account.displayNameEn}" is none`,
  });
