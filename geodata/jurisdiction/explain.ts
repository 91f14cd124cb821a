import type { Claim } from './claims.ts';
import type { Lead } from './lead.ts';
import type { Rules } from './rules.ts';
import type { Bilingual, Change, Jurisdiction, Party, Verdict } from './verdict.ts';
import { capital, listInEnglish, metres, percent, sharesInWords } from './wording.ts';

/** Why an area leads. */
export function explainLead(lead: Lead, rules: Rules): Bilingual {
  const points = `${Math.round(100 * rules.leadMargin)}`;
  if (lead.rule === 'largest-share') {
    const ahead = (100 * lead.ahead).toFixed(1);
    return lead.claim.probability === null
      ? { zh: `最大份额，领先 ${ahead} 点`, en: `Largest share, ahead by ${ahead} points` }
      : { zh: `可能性最大，领先 ${ahead} 点`, en: `Most likely, ahead by ${ahead} points` };
  }
  if (lead.rule === 'blower')
    return {
      zh: `吹哨方，份额差小于 ${points} 点`,
      en: `Blows the whistle, shares within ${points} points`,
    };
  if (lead.rule === 'smallest-code')
    return {
      zh: `份额差小于 ${points} 点，编码最小`,
      en: `Shares within ${points} points, smallest code`,
    };
  return explainClaim({ ...lead.claim, rule: lead.rule }, false, rules);
}

/** Why an area is called, or told. */
export function explainClaim(claim: Claim, blowing: boolean, rules: Rules): Bilingual {
  const reason = reasonOf(claim, rules);
  return blowing ? { zh: `${reason.zh}，吹哨方`, en: `${reason.en}, blows the whistle` } : reason;
}

function reasonOf(claim: Claim, rules: Rules): Bilingual {
  const share = `${Math.round(100 * rules.jointShare)} %`;
  switch (claim.rule) {
    case 'sole':
      if (claim.probability === null) return { zh: '唯一辖区', en: 'The only area' };
      return {
        zh: `可能性 ${percent(claim.probability).zh}`,
        en: `${percent(claim.probability).en} likely`,
      };
    case 'joint-probability':
      return {
        zh: `可能性 ${percent(claim.probability ?? 0).zh}`,
        en: `${percent(claim.probability ?? 0).en} likely`,
      };
    case 'joint-area':
      return { zh: `面积 ≥ ${rules.jointArea} m²`, en: `Area ≥ ${rules.jointArea} m²` };
    case 'inform-small':
      return {
        zh: `份额小于 ${share}，不足 ${rules.jointArea} m²`,
        en: `Under ${share} and under ${rules.jointArea} m²`,
      };
    case 'gap-narrow':
      return { zh: '边界缝隙，归共同边界最长的一方', en: 'Gap in the boundaries, longest shared border' };
    case 'gap-wide':
      return { zh: '无主地带，相邻各方共同到场', en: 'In no area, all neighbours answer together' };
    case 'overlap':
      return { zh: '边界重叠，各方都到场', en: 'Boundaries overlap, all who claim it come' };
    default:
      return { zh: `份额 ≥ ${share}`, en: `Share ≥ ${share}` };
  }
}

/** What would hand the lead to the blower. */
export function changeOfLead(rules: Rules): Change {
  const points = `${Math.round(100 * rules.leadMargin)}`;
  return {
    zh: `份额差小于 ${points} 点`,
    en: `Shares within ${points} points`,
    move: null,
    result: { zh: '吹哨方牵头', en: 'The blower leads' },
  };
}

export interface Telling {
  readonly subject: 'building' | 'area' | 'place';
  readonly emergency: boolean;
  readonly certain: boolean;
  /** Metres from a point to the nearest line, null where unknown. */
  readonly boundary: number | null;
  readonly jurisdictionOf: (code: string) => Jurisdiction | null;
}

/** The verdict in one sentence a person can read out, in each language. */
export function explainVerdict(verdict: Omit<Verdict, 'sentence'>, telling: Telling): Bilingual {
  const sentences = [body(verdict, telling), ...remarks(verdict)];
  return {
    zh: `${sentences.map(({ zh }) => zh).join('；')}。`,
    en: sentences.map(({ en }) => `${en}.`).join(' '),
  };
}

function body(verdict: Omit<Verdict, 'sentence'>, telling: Telling): Bilingual {
  switch (verdict.outcome) {
    case 'unassigned':
      return verdict.gap > 0
        ? {
            zh: `${subjects[telling.subject].zh}在无主地带，周围没有辖区`,
            en: `${subjects[telling.subject].The} lies in no area and next to none`,
          }
        : {
            zh: `${subjects[telling.subject].zh}不在本市任何辖区内`,
            en: `${subjects[telling.subject].The} lies outside every area of the city`,
          };
    case 'sole':
      return tellSole(verdict, telling);
    case 'joint':
      return tellJoint(verdict, telling);
    case 'uncertain':
      return tellUncertain(verdict, telling);
  }
}

function tellSole(verdict: Omit<Verdict, 'sentence'>, telling: Telling): Bilingual {
  const [party] = verdict.parties;
  if (!party) return { zh: '', en: '' };
  const where = fullName(party.jurisdiction, telling);
  const { name, nameEn } = party.jurisdiction;
  const alone = { zh: `由${name}单独负责`, en: `${nameEn} handles it alone` };
  const subject = subjects[telling.subject];
  if (party.probability !== null && party.probability < 0.9995) {
    const { zh, en } = percent(party.probability);
    return {
      zh: `${spaced(subject.zh, zh)} 可能在${where.zh}，${alone.zh}`,
      en: `${subject.The} is ${en} likely to lie in ${where.en}. ${alone.en}`,
    };
  }
  if (party.rule !== 'sole')
    return {
      zh: `${subject.zh}由${where.zh}负责：${party.why.zh}`,
      en: `${where.en} handles it: ${lower(party.why.en)}`,
    };
  const share = party.probability === null && party.share < 0.9995 ? percent(party.share) : null;
  return share
    ? {
        zh: `${spaced(subject.zh, share.zh)} 在${where.zh}，${alone.zh}`,
        en: `${share.en} of ${subject.the} ${subject.stands} in ${where.en}. ${alone.en}`,
      }
    : {
        zh: `${subject.zh}${telling.subject === 'place' ? '' : '全部'}在${where.zh}，${alone.zh}`,
        en: `${subject.whole} ${subject.stands} in ${where.en}. ${alone.en}`,
      };
}

function tellJoint(verdict: Omit<Verdict, 'sentence'>, telling: Telling): Bilingual {
  const called = verdict.parties.filter((party) => party.role !== 'inform');
  const told = verdict.parties.filter((party) => party.role === 'inform');
  const close = {
    zh: '任何一方不能单独结案',
    en: called.length === 2 ? 'Neither side can close it alone' : 'None of them can close it alone',
  };
  const command = tellCommand(verdict);
  const parts = tellParts(called, telling);
  const spelled = called.some((party) => party.probability !== null)
    ? `${subjects[telling.subject].The} is ${parts.en}`
    : parts.en;
  const inform = told.map(({ jurisdiction }) => jurisdiction);
  return {
    zh: `${spaced(subjects[telling.subject].zh, parts.zh)}，${close.zh}；${command.zh}${
      inform.length > 0 ? `；知会${inform.map(({ name }) => name).join('、')}` : ''
    }`,
    en: `${spelled}. ${close.en}. ${command.en}${
      inform.length > 0
        ? `. ${listInEnglish(inform.map(({ nameEn }) => nameEn))} ${inform.length > 1 ? 'are' : 'is'} informed`
        : ''
    }`,
  };
}

function tellUncertain(verdict: Omit<Verdict, 'sentence'>, telling: Telling): Bilingual {
  const radius = Math.round(verdict.footprint.accuracy * 10) / 10;
  const distance =
    telling.boundary === null
      ? { zh: '', en: '' }
      : { zh: `，距交界线 ${metres(telling.boundary)}`, en: `, ${metres(telling.boundary)} from the line` };
  const known = telling.certain
    ? { zh: `位置精度 ±${radius} m${distance.zh}`, en: `Known within ±${radius} m${distance.en}` }
    : {
        zh: `坐标系未知，按 ±${radius} m 判定`,
        en: `The reference system is unknown, so it is judged within ±${radius} m`,
      };
  const parts = tellParts(verdict.parties, telling);
  const next =
    telling.emergency && verdict.parties.length > 1
      ? {
          zh: `应急处置，各方同时到场；${tellCommand(verdict).zh}`,
          en: `In an emergency all are called. ${tellCommand(verdict).en}`,
        }
      : { zh: '请先核准位置', en: 'Get a better fix first' };
  return {
    zh: `${known.zh}：${parts.zh}；${next.zh}`,
    en: `${known.en}: ${lower(parts.en)}. ${next.en}`,
  };
}

const tellCommand = (verdict: Omit<Verdict, 'sentence'>): Bilingual => {
  const lead = verdict.parties.find((party) => party.role === 'lead')?.jurisdiction;
  return {
    zh: `${lead?.name ?? ''}牵头${verdict.coordinator ? `，${verdict.coordinator.name}协调` : ''}`,
    en: `${lead?.nameEn ?? ''} leads${verdict.coordinator ? `; ${verdict.coordinator.nameEn} coordinates` : ''}`,
  };
};

/** "Two thirds of the building stand in Taipingqiao, Fengtai, one third in Guang'anmenwai, Xicheng"; in Chinese without the subject. */
function tellParts(parties: readonly Party[], telling: Telling): Bilingual {
  const subject = subjects[telling.subject];
  const all = parties.map((party) => ({ party, where: fullName(party.jurisdiction, telling) }));
  const places = all.filter(({ party }) => party.share >= 0.0005 || party.probability !== null);
  // Those next to a gap come without a share of their own.
  const beside = all.filter((place) => !places.includes(place));
  if (parties.some((party) => party.probability !== null))
    return {
      zh: places
        .map(({ party, where }) => `${percent(party.probability ?? 0).zh} 可能在${where.zh}`)
        .join('，'),
      en: places
        .map(({ party, where }) => `${percent(party.probability ?? 0).en} likely in ${where.en}`)
        .join(', '),
    };
  const between = telling.subject === 'place' || places.length === 0;
  if (between)
    return {
      zh: `在${all.map(({ where }) => where.zh).join('、')}之间`,
      en: `${subject.The} lies between ${listInEnglish(all.map(({ where }) => where.en))}`,
    };
  const shares = sharesInWords(places.map(({ party }) => party.share));
  const neighbours = {
    zh: beside.length > 0 ? `，其余邻接${beside.map(({ where }) => where.zh).join('、')}` : '',
    en: beside.length > 0 ? `, the rest next to ${listInEnglish(beside.map(({ where }) => where.en))}` : '',
  };
  return {
    zh: `${places
      .map(({ where }, i) => {
        const share = shares[i]?.zh ?? '';
        return `${share}${share.endsWith('%') ? ' ' : ''}在${where.zh}`;
      })
      .join('，')}${neighbours.zh}`,
    en: `${places
      .map(({ where }, i) => {
        const { en, plural } = shares[i] ?? { en: '', plural: false };
        if (i > 0) return `${en} in ${where.en}`;
        return `${capital(en)} of ${subject.the} ${plural ? subject.stand : subject.stands} in ${where.en}`;
      })
      .join(', ')}${neighbours.en}`,
  };
}

/** A space stands between Chinese and figures. */
const spaced = (before: string, after: string): string =>
  /^[\d<>]/.test(after) ? `${before} ${after}` : `${before}${after}`;

/** Parts too thin to call anybody for, and faults of the boundaries met on the way. */
function remarks(verdict: Omit<Verdict, 'sentence'>): Bilingual[] {
  const notes: Bilingual[] = [];
  if (verdict.defects.some(({ kind }) => kind === 'gap'))
    notes.push({
      zh: `边界在此有缝隙（占 ${percent(verdict.gap).zh}），须勘界`,
      en: `The boundaries leave a gap here (${percent(verdict.gap).en}); a survey is due`,
    });
  if (verdict.defects.some(({ kind }) => kind === 'overlap'))
    notes.push({
      zh: `边界在此重叠（占 ${percent(verdict.overlap).zh}），须勘界`,
      en: `The boundaries overlap here (${percent(verdict.overlap).en}); a survey is due`,
    });
  if (
    verdict.outcome !== 'unassigned' &&
    verdict.outside > 0.0005 &&
    verdict.parties[0]?.probability === null
  )
    notes.push({
      zh: `另有 ${percent(verdict.outside).zh} 在市外`,
      en: `${percent(verdict.outside).en} lies outside the city`,
    });
  return notes;
}

/** 丰台区太平桥街道; Taipingqiao, Fengtai: an area with those above it, short of the city. */
function fullName(jurisdiction: Jurisdiction, telling: Telling): Bilingual {
  const above = jurisdiction.path.slice(1, -1).flatMap((code) => telling.jurisdictionOf(code) ?? []);
  return {
    zh: [...above.map(({ name }) => name), jurisdiction.name].join(''),
    en: [jurisdiction.nameEn, ...above.map(({ nameEn }) => nameEn).reverse()].join(', '),
  };
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

const subjects = {
  building: {
    zh: '该楼',
    the: 'the building',
    The: 'The building',
    whole: 'The whole building',
    stands: 'stands',
    stand: 'stand',
  },
  area: {
    zh: '该范围',
    the: 'the area',
    The: 'The area',
    whole: 'The whole area',
    stands: 'lies',
    stand: 'lie',
  },
  place: {
    zh: '该位置',
    the: 'the place',
    The: 'The place',
    whole: 'The place',
    stands: 'lies',
    stand: 'lie',
  },
} as const;
