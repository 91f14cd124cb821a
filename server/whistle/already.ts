import type { TransactionSql } from 'postgres';
import { conflict, type Problem } from '../errors.ts';
import type { Step } from '../live/event.ts';
import type { Stepping } from './taking.ts';
import type { ActionName, WhistleView } from './view.ts';

/** Something that somebody did before. */
interface Doing {
  readonly name: string;
  readonly nameEn: string;
  readonly at: Date;
}

/** That a step has been taken already, by whom and when. */
export async function alreadyDone(
  tx: TransactionSql,
  step: Stepping,
  whistle: WhistleView,
  action: ActionName,
  areaCode: string | null,
): Promise<Problem> {
  const last = await lastDoing(tx, whistle, { action, areaCode, after: '0', besides: null });
  const { number } = whistle;
  if (!last)
    return conflict('already-done', {
      zh: `哨 ${number} 的这一步已经完成，没有重复登记`,
      en: `This step of whistle ${number} has been taken already; nothing was entered twice`,
    });
  const { zh, en } = timeIn(step.timeZone, last.at);
  return conflict('already-done', {
    zh: `哨 ${number} 的这一步已由${last.name}于 ${zh} 完成，没有重复登记`,
    en: `This step of whistle ${number} was taken by ${last.nameEn} at ${en} already; nothing was entered twice`,
  });
}

/**
 * Whether somebody else has done the same thing since the account last looked; only asked where it says what it saw.
 * @throws Problem 409 with who did what when; nothing is overwritten.
 */
export async function refuseOvertaken(
  tx: TransactionSql,
  step: Stepping,
  whistle: WhistleView,
  action: ActionName,
  areaCode: string | null,
): Promise<void> {
  if (step.version === undefined) return;
  const about = { action, areaCode, after: step.version, besides: step.account.name };
  const other = await lastDoing(tx, whistle, about);
  if (!other) return;
  const { zh, en } = timeIn(step.timeZone, other.at);
  throw conflict('changed-since', {
    zh: `${other.name}已于 ${zh} 办理了这一步；没有覆盖，请看过再定`,
    en: `${other.nameEn} took this step at ${en}; nothing was overwritten. Look at it and decide again`,
  });
}

/** An instant as refusals tell it: hour and minute. */
export function timeIn(timeZone: string, at: Date): { readonly zh: string; readonly en: string } {
  const time = (locale: string) =>
    at.toLocaleTimeString(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return { zh: time('zh-CN'), en: time('en-GB') };
}

const stepsOf: Readonly<Record<ActionName, readonly Step[]>> = {
  read: ['summons.read'],
  checkIn: ['summons.checkedIn'],
  feedback: ['side.fedBack'],
  verify: ['whistle.verified'],
  release: ['summons.released'],
  sign: ['side.signed'],
  message: [],
  redraw: ['incident.redrawn'],
  override: ['incident.overridden'],
  return: ['return.asked'],
  returnAnswer: ['return.upheld', 'return.rejected'],
  extend: ['extension.asked'],
  extendAnswer: ['extension.granted', 'extension.refused'],
  nudge: ['summons.nudged'],
  escalate: ['whistle.escalated'],
  consultation: ['consultation.called'],
  holdConsultation: ['consultation.held', 'consultation.cancelled'],
  cancelConsultation: ['consultation.held', 'consultation.cancelled'],
};

async function lastDoing(
  tx: TransactionSql,
  whistle: WhistleView,
  about: {
    readonly action: ActionName;
    readonly areaCode: string | null;
    readonly after: string;
    readonly besides: string | null;
  },
): Promise<Doing | null> {
  const [row] = await tx<Doing[]>`
    select a.display_name as name, a.display_name_en as "nameEn", e.at
    from event e join account a on a.name = e.actor
    where e.whistle_id = ${whistle.id} and e.id > ${about.after} and e.step = any(${[...stepsOf[about.action]]}::text[])
      and (${about.areaCode}::text is null or e.area_code = ${about.areaCode})
      and (${about.besides}::text is null or e.actor <> ${about.besides})
    order by e.id desc limit 1`;
  return row ?? null;
}
