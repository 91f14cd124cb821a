import { mayOn } from '../access/session.ts';
import { conflict, type Problem } from '../errors.ts';
import { bodyOf, chosen } from './chosen.ts';
import { dutySides } from './flow.ts';
import { readLimits } from './limits.ts';
import { changeParties, type PartyParts } from './parties.ts';
import { answerReturnRequest, insertReturn, needConsultation } from './request-store.ts';
import { requested } from './requested.ts';
import type { ReturnView } from './requests.ts';
import { returnsAt } from './same-place.ts';
import { releaseSummons } from './side-store.ts';
import { stateOf } from './store.ts';
import { areaOf, type Stepping, type Taking, take, write } from './taking.ts';
import type { SideView, WhistleView } from './view.ts';

export interface Return {
  readonly area: string;
  /** The body's summons; null for the whole side. Somebody of a body returns for that body. */
  readonly summons: string | null;
  readonly reason: string;
}

/**
 * A side, or a body of it, says before it has come that this is not its own: the blower decides. When a place has gone to
 * and fro over a seam so often, counting earlier cases there, a consultation is forced.
 * @throws Problem 409 where somebody has come already, it was asked before, or nobody would be left of the side.
 */
export const returnCall = (asked: Stepping, { area, summons, reason }: Return): Promise<WhistleView> => {
  const ofBody = summons !== null || asked.account.bodyCode !== null;
  return take(asked, 'return', area, async ({ tx, whistle, actions, step }) => {
    const about = { areaCode: area, reason, by: step.account.name, at: step.now };
    const offered = actions.filter((one) => one.summons.length > 0 === ofBody);
    if (ofBody) {
      for (const s of chosen(step, whistle, offered, summons === null ? [] : [summons])) {
        await insertReturn(tx, whistle.id, { ...about, summons: s.id });
        await write(tx, step, 'return.asked', whistle, area, { ...bodyOf(s), text: reason });
      }
      return;
    }
    if (!offered.length) throw conflict('not-yet', waitsAsSide(asked, whistle, area));
    await insertReturn(tx, whistle.id, { ...about, summons: null });
    await write(tx, step, 'return.asked', whistle, area, { ...areaOf(whistle, area), text: reason });
    const limits = await readLimits(tx);
    const returns = await returnsAt(tx, whistle.incidentId, limits.samePlaceMetres);
    if (returns < limits.returnsBeforeConsultation) return;
    await needConsultation(tx, whistle.id, step.now);
    await write(tx, step, 'consultation.forced', whistle, whistle.blownFor.code, {
      ...areaOf(whistle, whistle.blownFor.code),
      returns,
    });
  });
};

export interface Answer {
  readonly request: string;
  readonly agreed: boolean;
  readonly reason: string;
}

/**
 * The blower's decision on a return: who is let go is told and need not come; who is not stays. Letting a whole side go is
 * a decision beside the verdict, kept as one; if it led, who has most of the rest leads.
 * @throws Problem 409 where it was decided before, nobody would be left, or its lead would change under those who have
 * come without their common superior.
 */
export const answerReturn = (
  asked: Stepping,
  parts: PartyParts,
  { request, agreed, reason }: Answer,
): Promise<WhistleView> =>
  take(asked, 'returnAnswer', null, async ({ tx, whistle, actions, step }) => {
    const view = requested(step, whistle.returns, actions, request);
    await answerReturnRequest(tx, view.id, { agreed, reason, by: step.account.name, at: step.now });
    const who = { whoCode: codeOf(view, whistle), whoName: view.who.name, whoNameEn: view.who.nameEn };
    const told = agreed ? 'return.upheld' : 'return.rejected';
    await write(tx, step, told, whistle, view.areaCode, { ...who, text: reason });
    if (!agreed) return;
    if (view.summons !== null) await letBodyGo({ tx, whistle, actions, step }, view.summons);
    else await letSideGo({ tx, whistle, actions, step }, parts, view, reason);
  });

async function letBodyGo({ tx, whistle, step }: Taking, summons: string): Promise<void> {
  const body = whistle.summonses.find(({ id }) => id === summons);
  const left = whistle.summonses.filter((s) => s.areaCode === body?.areaCode && !s.releasedAt && s !== body);
  if (!left.length)
    throw conflict('nobody-left', {
      zh: '同意后这一方就没有单位了，应由整方退回',
      en: 'Nobody of this side would be left: the whole side has to return the call',
    });
  await releaseSummons(tx, summons, step.now);
}

async function letSideGo(
  { tx, whistle, step }: Taking,
  parts: PartyParts,
  { areaCode }: ReturnView,
  reason: string,
): Promise<void> {
  const rest = whistle.sides.filter((side) => side.areaCode !== areaCode && side.state !== 'leaving');
  const duty = dutySides(stateOf(whistle)).filter((side) => side.areaCode !== areaCode);
  const [first] = [...duty].sort((a, b) => b.share - a.share);
  if (!first) throw nobodyLeft();
  const led = whistle.lead === areaCode;
  if (led && whistle.summonses.some((s) => s.checkedInAt) && !isSuperior(step, whistle)) throw leadHeld();
  const leads = led || whistle.lead === null ? first.areaCode : whistle.lead;
  const judged = await parts.judge.overridden(tx, whistle.incidentId, {
    verdictId: whistle.verdictId,
    parties: rest.map((side) => ({ code: side.areaCode, role: roleOf(side, leads, first) })),
    reason,
    by: step.account.name,
    at: step.now,
  });
  await changeParties(tx, step, parts, whistle, judged);
}

/** Exactly one side leads a decision beside the verdict: where a body led, the side with most of the rest. */
const roleOf = ({ areaCode, role }: SideView, leads: string, first: SideView): SideView['role'] => {
  const leader = areaCode === leads || (!/^\d+$/.test(leads) && areaCode === first.areaCode);
  if (leader) return 'lead';
  return role === 'lead' ? 'assist' : role;
};

const isSuperior = ({ account }: Stepping, { verdict }: WhistleView): boolean =>
  mayOn(account, 'whistle.redraw', [verdict.coordinator?.path ?? []]);

const codeOf = ({ summons, areaCode }: ReturnView, { summonses }: WhistleView): string =>
  summonses.find(({ id }) => id === summons)?.bodyCode ?? areaCode;

const waitsAsSide = ({ account }: Stepping, whistle: WhistleView, area: string) => {
  const { name, nameEn } = whistle.sides.find(({ areaCode }) => areaCode === area) ?? whistle.blownFor;
  return {
    zh: `“${account.displayName}”现在不能代表${name}整方退回：已有单位报到、已在等答复，或本方就是吹哨方`,
    en: `"${account.displayNameEn}" cannot return the call for the whole of ${nameEn} now: a body of it has come, an answer is awaited, or it is the blower's own side`,
  };
};

const nobodyLeft = (): Problem =>
  conflict('nobody-left', {
    zh: '同意后就没有辖区负责了；请先改派',
    en: 'No area would be left to respond; decide beside the verdict first',
  });

const leadHeld = (): Problem =>
  conflict('lead-held', {
    zh: '已有人报到：牵头方的退回须由共同上级决定，可先督办',
    en: 'Somebody has checked in: the return of the side that leads is for the common superior to decide; escalate it',
  });
