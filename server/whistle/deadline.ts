import { invalid } from '../errors.ts';
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
import type { WhistleView } from './view.ts';

export interface Extension {
  readonly area: string;
  readonly step: ExtensibleStep;
  readonly until: Date;
  readonly reason: string;
}

/**
 * A side asks for more time to come, or to handle: the blower decides.
 * @throws Problem 400 where the new deadline is not after the one it has; 409 while another is undecided.
 */
export const extend = (asked: Stepping, input: Extension): Promise<WhistleView> =>
  take(asked, 'extend', input.area, async ({ tx, whistle, step }) => {
    const { area: areaCode, reason, until } = input;
    const due = deadlineOf(whistle, areaCode, input.step);
    if (until.getTime() <= Math.max(step.now.getTime(), due ?? 0))
      throw notLater(until, due ?? step.now.getTime());
    const said = { reason, by: step.account.name, at: step.now };
    await insertExtension(tx, whistle.id, { ...said, areaCode, step: input.step, until });
    await write(tx, step, 'extension.asked', whistle, areaCode, {
      ...areaOf(whistle, areaCode),
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
    await write(tx, step, told, whistle, areaCode, { ...areaOf(whistle, areaCode), text: reason, until });
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

/** The deadline that a side has now, in milliseconds; null while its clock has not started. */
function deadlineOf(
  { summonses, clocks }: WhistleView,
  areaCode: string,
  step: ExtensibleStep,
): number | null {
  const due =
    step === 'handle'
      ? clocks.filter((clock) => clock.step === 'handle' && clock.areaCode === areaCode)
      : summonses.filter((s) => s.areaCode === areaCode && !s.checkedInAt && !s.releasedAt);
  const times = due.map(({ dueAt }) => Date.parse(dueAt));
  return times.length ? Math.max(...times) : null;
}

function notLater(until: Date, due: number): Error {
  const [got, wanted] = [until.toISOString(), new Date(due).toISOString()];
  const detail = {
    zh: `新的时限 ${got} 须晚于现在的时限 ${wanted}`,
    en: `The new deadline ${got} must be later than the one it has, ${wanted}`,
  };
  return invalid(detail, [{ pointer: '#/until', got, detail }]);
}
