import type { BoundaryRoad } from './boundary-road.ts';
import { type Contest, findLead, type Lead } from './lead.ts';
import type { Rules } from './rules.ts';
import type { Bilingual, Change, Outcome } from './verdict.ts';

/** What a verdict hangs on beside the place: shares that are close, an agreement about to end, a basis nobody recorded. */
export function changesOfRule({
  outcome,
  contest,
  lead,
  road,
  rules,
}: {
  readonly outcome: Outcome;
  readonly contest: Contest;
  readonly lead: Lead | null;
  readonly road: BoundaryRoad | null;
  readonly rules: Rules;
}): Change[] {
  const points = `${Math.round(100 * rules.leadMargin)}`;
  return [
    ...(outcome === 'joint' && lead?.rule === 'largest-share'
      ? [
          change(
            { zh: `份额差小于 ${points} 点`, en: `Shares within ${points} points` },
            { zh: '吹哨方牵头', en: 'The blower leads' },
          ),
        ]
      : []),
    ...endOfAgreement(contest, lead, rules),
    ...((road?.defects.length ?? 0) > 0
      ? [
          change(
            { zh: '补录交界线的依据', en: 'With a basis recorded for the line' },
            { zh: '按所在一侧或由一方负责', en: 'By the side of the road, or one side alone' },
          ),
        ]
      : []),
  ];
}

const day = 24 * 60 * 60 * 1000;

/** Who would lead after the agreement that decided it has ended, where that is soon. */
function endOfAgreement(contest: Contest, lead: Lead | null, rules: Rules): Change[] {
  const agreement = lead?.agreement;
  if (!agreement?.until || contest.at === undefined) return [];
  if (Date.parse(agreement.until) - Date.parse(contest.at) > rules.agreementNotice * day) return [];
  const { jurisdiction } = findLead({ ...contest, at: agreement.until }, rules)?.claim ?? {};
  const date = agreement.until.slice(0, 10);
  return jurisdiction
    ? [
        change(
          { zh: `交界协议 ${date} 到期`, en: `When the agreement ends on ${date}` },
          { zh: `${jurisdiction.name}牵头`, en: `${jurisdiction.nameEn} leads` },
        ),
      ]
    : [];
}

const change = (when: Bilingual, result: Bilingual): Change => ({ ...when, move: null, result });
