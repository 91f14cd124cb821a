import { conflict, invalid } from '../errors.ts';
import { bodyOf, chosen } from './chosen.ts';
import { overdueClock } from './clocks.ts';
import {
  answerExtensionRequest,
  insertEscalation,
  insertExtension,
  markNudged,
  moveDeadline,
} from './request-store.ts';
import { requested } from './requested.ts';
import type { ExtensibleStep } from './requests.ts';
import type { Answer } from './return.ts';
import { areaOf, type Stepping, take, write } from './taking.ts';
import type { SummonsView, WhistleView } from './view.ts';

export interface Extension {
  readonly area: string;
  /** The body's summons; null where the whole side asks, or a body for itself. */
  readonly summons: string | null;
  readonly step: ExtensibleStep;
  readonly until: Date;
  readonly reason: string;
}

/**
 * A side, or one body of it, asks for more time to come, or to handle: the blower decides.
 * @throws Problem 400 where the new deadline is not after the one it has; 409 while another is undecided, or for a body
 * that asks for more time to come and has come.
 */
export const extend = (asked: Stepping, input: Extension): Promise<WhistleView> =>
  take(asked, 'extend', input.area, async ({ tx, whistle, actions, step }) => {
    const { area: areaCode, reason, until } = input;
    const ofBody = input.summons !== null || asked.account.bodyCode !== null;
    const named = input.summons === null ? [] : [input.summons];
    const [body] = ofBody ? chosen(step, whistle, actions, named) : [];
    if (body?.checkedInAt != null && input.step === 'checkIn') throw cameAlready(body);
    const due = deadlineOf(whistle, areaCode, input.step, body?.id ?? null);
    if (until.getTime() <= Math.max(step.now.getTime(), due ?? 0))
      throw notLater(until, due ?? step.now.getTime());
    const said = { reason, by: step.account.name, at: step.now };
    const about = { areaCode, summons: body?.id ?? null, step: input.step, until };
    await insertExtension(tx, whistle.id, { ...said, ...about });
    await write(tx, step, 'extension.asked', whistle, areaCode, {
      ...(body ? bodyOf(body) : areaOf(whistle, areaCode)),
      text: reason,
      until: until.toISOString(),
    });
  });

/** The blower grants more time, or not. @throws Problem 409 with who decided it before. */
export const answerExtension = (asked: Stepping, { request, agreed, reason }: Answer): Promise<WhistleView> =>
  take(asked, 'extendAnswer', null, async ({ tx, whistle, actions, step }) => {
    const extension = requested(step, whistle.extensions, actions, request);
    const { areaCode, until } = extension;
    await answerExtensionRequest(tx, extension.id, { agreed, reason, by: step.account.name, at: step.now });
    if (agreed) await moveDeadline(tx, whistle.id, extension);
    const told = agreed ? 'extension.granted' : 'extension.refused';
    const body = whistle.summonses.find(({ id }) => id === extension.summons);
    const who = body ? bodyOf(body) : areaOf(whistle, areaCode);
    await write(tx, step, told, whistle, areaCode, { ...who, text: reason, until });
  });

/** Brings the case before the common superior of its parties, who may act for all of them. */
export const escalate = (asked: Stepping, note: string): Promise<WhistleView> =>
  take(asked, 'escalate', null, async ({ tx, whistle, step }) => {
    const to = superiorOf(whistle);
    const overdue = overdueClock(whistle.clocks, step.now)?.step ?? null;
    await insertEscalation(tx, whistle.id, { to, overdue, note, by: step.account.name, at: step.now });
    const area = whistle.blownFor.code;
    await write(tx, step, 'whistle.escalated', whistle, area, {
      ...areaOf(whistle, area),
      text: note,
      to,
      overdue,
    });
  });

/** Reminds bodies that have not come; all that were not reminded lately where none is named. */
export const nudge = (asked: Stepping, summons: readonly string[]): Promise<WhistleView> =>
  take(asked, 'nudge', null, async ({ tx, whistle, actions, step }) => {
    for (const s of chosen(step, whistle, actions, summons)) {
      await markNudged(tx, s.id, step.now);
      await write(tx, step, 'summons.nudged', whistle, s.areaCode, bodyOf(s));
    }
  });

/** The verdict's coordinator; where one area is alone, the area above it. */
function superiorOf({ verdict, sides, blownFor }: WhistleView): string {
  if (verdict.coordinator) return verdict.coordinator.code;
  return sides.find(({ areaCode }) => areaCode === blownFor.code)?.path.at(-2) ?? blownFor.code;
}

/** The deadline that a side, or one body of it, has now, in milliseconds; null while its clock has not started. */
function deadlineOf(
  { summonses, clocks }: WhistleView,
  areaCode: string,
  step: ExtensibleStep,
  summons: string | null,
): number | null {
  const due =
    step === 'handle'
      ? clocks.filter((clock) => clock.step === 'handle' && clock.areaCode === areaCode)
      : summonses.filter(
          (s) =>
            s.areaCode === areaCode &&
            (summons === null || s.id === summons) &&
            !s.checkedInAt &&
            !s.releasedAt,
        );
  const times = due.map(({ dueAt }) => Date.parse(dueAt));
  return times.length ? Math.max(...times) : null;
}

const cameAlready = ({ bodyName, bodyNameEn }: SummonsView): Error =>
  conflict('not-yet', {
    zh: `${bodyName}已报到，不需要延长报到时限；可申请延长处置时限`,
    en: `${bodyNameEn} has checked in and needs no more time to come; it may ask for more time to handle`,
  });

function notLater(until: Date, due: number): Error {
  const [got, wanted] = [until.toISOString(), new Date(due).toISOString()];
  const detail = {
    zh: `新的时限 ${got} 须晚于现在的时限 ${wanted}`,
    en: `The new deadline ${got} must be later than the one it has, ${wanted}`,
  };
  return invalid(detail, [{ pointer: '#/until', got, detail }]);
}
