import type { Bilingual, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { overdue } from './audience.ts';
import type { Facts } from './facts.ts';

/** A notice in one sentence and one line of facts. */
export interface Wording {
  readonly title: Bilingual;
  readonly detail: Bilingual;
}

/** What a notice says: `title` who did what, `detail` where and until when, times in the city's `timeZone`. */
export function wordingOf(step: string, facts: Facts, timeZone: string): Wording {
  const whistle = whistles[facts.kind];
  const joint = facts.joint ? { zh: '联合', en: 'joint ' } : { zh: '', en: '' };
  const who = facts.who ?? { name: '', nameEn: '' };
  const said = (sentences[step] ?? fallback)({
    who: { zh: who.name, en: who.nameEn || who.name },
    whistle: { zh: joint.zh + whistle.zh, en: joint.en + whistle.en },
    missing: {
      zh: facts.missing.map(({ name }) => name).join('、'),
      en: facts.missing.map(({ name, nameEn }) => nameEn || name).join(', '),
    },
    count: facts.missing.length,
  });
  const due =
    step === 'whistle.blown' || step === overdue || step === 'side.added' || step === 'summons.added'
      ? facts.dueAt
      : null;
  const { category } = facts;
  return {
    title: said,
    detail: {
      zh: [facts.number, facts.place, category.name, due && `报到时限 ${clock(due, timeZone)}`]
        .filter(Boolean)
        .join('　'),
      en: [
        facts.number,
        facts.placeEn || facts.place,
        category.nameEn || category.name,
        due && `check-in due ${clock(due, timeZone)}`,
      ]
        .filter(Boolean)
        .join(', '),
    },
  };
}

interface Parts {
  readonly who: Bilingual;
  readonly whistle: Bilingual;
  readonly missing: Bilingual;
  readonly count: number;
}

const whistles: Readonly<Record<WhistleKind, Bilingual>> = {
  enforcement: { zh: '综合执法哨', en: 'enforcement whistle' },
  priority: { zh: '重点工作哨', en: 'priority whistle' },
  emergency: { zh: '应急处置哨', en: 'emergency whistle' },
};

const sentences: Readonly<Record<string, (parts: Parts) => Bilingual>> = {
  'incident.submitted': ({ who }) => ({
    zh: who.zh ? `${who.zh}上报了辖区内的新事件` : '辖区内有新事件',
    en: who.en ? `${who.en} submitted an incident in your area` : 'New incident in your area',
  }),
  'whistle.blown': ({ who, whistle }) => ({
    zh: `${who.zh}吹响${whistle.zh}，请按时报到`,
    en: `${who.en} blew ${/^[aeiou]/.test(whistle.en) ? 'an' : 'a'} ${whistle.en}: check in on time`,
  }),
  'summons.checkedIn': ({ who }) => ({ zh: `${who.zh}已报到`, en: `${who.en} has checked in` }),
  'side.fedBack': ({ who }) => ({ zh: `${who.zh}已反馈处置情况`, en: `${who.en} has fed back` }),
  'whistle.verified': ({ who }) => ({
    zh: `${who.zh}已核查，可以安排撤离`,
    en: `${who.en} has verified the work; release can follow`,
  }),
  'summons.released': ({ who }) => ({ zh: `${who.zh}可以撤离`, en: `${who.en} is released` }),
  'side.signed': ({ who }) => ({ zh: `${who.zh}已签认`, en: `${who.en} has signed` }),
  'whistle.closed': ({ whistle }) => ({ zh: `${whistle.zh}已结案`, en: `The ${whistle.en} is closed` }),
  'message.sent': ({ who }) => ({ zh: `${who.zh}发来消息`, en: `${who.en} sent a message` }),
  'incident.overridden': ({ who }) => ({
    zh: `${who.zh}改派了责任方`,
    en: `${who.en} decided otherwise than the verdict`,
  }),
  'incident.redrawn': ({ who }) => ({
    zh: `${who.zh}重画了范围，责任方可能变化`,
    en: `${who.en} drew the footprint anew; the parties may have changed`,
  }),
  'side.added': ({ who }) => ({ zh: `${who.zh}新列为责任方`, en: `${who.en} is now a party` }),
  'side.leaving': ({ who }) => ({
    zh: `${who.zh}不再是责任方，核查后撤离`,
    en: `${who.en} is a party no more, and is released after verification`,
  }),
  'side.left': ({ who }) => ({ zh: `${who.zh}已退出`, en: `${who.en} has left the whistle` }),
  'incident.accepted': ({ who }) => ({ zh: `${who.zh}已受理`, en: `${who.en} has accepted the incident` }),
  'incident.registered': ({ who }) => ({
    zh: `${who.zh}已立案`,
    en: `${who.en} has registered the incident`,
  }),
  'incident.refused': ({ who }) => ({ zh: `${who.zh}不予受理`, en: `${who.en} has refused the incident` }),
  'summons.added': ({ who, whistle }) => ({
    zh: `${whistle.zh}加召${who.zh}，请按时报到`,
    en: `${who.en} is called to the ${whistle.en} as well: check in on time`,
  }),
  'summons.nudged': ({ who }) => ({ zh: `催办：请${who.zh}尽快报到`, en: `Reminder: ${who.en} is awaited` }),
  'summons.fedBack': ({ who }) => ({ zh: `${who.zh}已反馈处置情况`, en: `${who.en} has fed back` }),
  'return.asked': ({ who }) => ({ zh: `${who.zh}申请退回`, en: `${who.en} asks to return the case` }),
  'return.upheld': ({ whistle }) => ({
    zh: `${whistle.zh}的退回已同意`,
    en: `A return of the ${whistle.en} is upheld`,
  }),
  'return.rejected': ({ whistle }) => ({
    zh: `${whistle.zh}的退回未获同意`,
    en: `A return of the ${whistle.en} is rejected`,
  }),
  'extension.asked': ({ who }) => ({ zh: `${who.zh}申请延期`, en: `${who.en} asks for more time` }),
  'extension.granted': ({ whistle }) => ({
    zh: `${whistle.zh}的延期已同意`,
    en: `More time is granted for the ${whistle.en}`,
  }),
  'extension.refused': ({ whistle }) => ({
    zh: `${whistle.zh}的延期未获同意`,
    en: `More time is refused for the ${whistle.en}`,
  }),
  'whistle.escalated': ({ whistle }) => ({
    zh: `${whistle.zh}已提级督办`,
    en: `The ${whistle.en} is escalated`,
  }),
  'consultation.forced': ({ whistle }) => ({
    zh: `${whistle.zh}须先会商`,
    en: `The ${whistle.en} needs a consultation first`,
  }),
  'consultation.called': ({ who }) => ({ zh: `${who.zh}召集会商`, en: `${who.en} calls a consultation` }),
  'consultation.held': ({ whistle }) => ({
    zh: `${whistle.zh}已会商，有纪要`,
    en: `A consultation on the ${whistle.en} was held; its minutes are there`,
  }),
  'consultation.cancelled': ({ whistle }) => ({
    zh: `${whistle.zh}的会商已取消`,
    en: `A consultation on the ${whistle.en} is cancelled`,
  }),
  [overdue]: ({ missing, count }) => ({
    zh: `超时：${missing.zh}未报到（${count} 家）`,
    en: `Overdue: ${missing.en} ${count === 1 ? 'has' : 'have'} not checked in`,
  }),
  'accept.overdue': () => ({ zh: '超时：未受理', en: 'Overdue: not accepted yet' }),
  'register.overdue': () => ({ zh: '超时：未立案', en: 'Overdue: not registered yet' }),
  'dispatch.overdue': () => ({ zh: '超时：未派遣，还没有吹哨', en: 'Overdue: no whistle blown yet' }),
  'handle.overdue': ({ missing }) => ({
    zh: `超时：${missing.zh}未反馈处置情况`,
    en: `Overdue: no feedback from ${missing.en}`,
  }),
  'verify.overdue': ({ whistle }) => ({
    zh: `超时：${whistle.zh}未核查`,
    en: `Overdue: the ${whistle.en} is not verified`,
  }),
  'close.overdue': ({ whistle }) => ({
    zh: `超时：${whistle.zh}未结案`,
    en: `Overdue: the ${whistle.en} is not closed`,
  }),
  test: () => ({ zh: '试发：通知渠道可用', en: 'A trial: this channel works' }),
};

const fallback = ({ who, whistle }: Parts): Bilingual => ({
  zh: `${who.zh}更新了${whistle.zh}`,
  en: `${who.en} moved the ${whistle.en} on`,
});

/** 05-08 10:00, in figures that both languages read. */
function clock(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}
