import type { Stretch } from './boundary-road.ts';
import type { Claim } from './claims.ts';
import type { ExclaveMet } from './exclaves.ts';
import type { Lead } from './lead.ts';
import type { Basis, Holding, HoldingKind } from './records.ts';
import type { Rules } from './rules.ts';
import type { Bilingual } from './verdict.ts';
import { distanceInWords, metres, percent } from './wording.ts';

/** Why a party leads. */
export function explainLead(lead: Lead, rules: Rules): Bilingual {
  const points = `${Math.round(100 * rules.leadMargin)}`;
  switch (lead.rule) {
    case 'largest-share': {
      const ahead = (100 * lead.ahead).toFixed(1);
      return lead.claim.probability === null
        ? { zh: `最大份额，领先 ${ahead} 点`, en: `Largest share, ahead by ${ahead} points` }
        : { zh: `可能性最大，领先 ${ahead} 点`, en: `Most likely, ahead by ${ahead} points` };
    }
    case 'blower':
      return {
        zh: `吹哨方，份额差小于 ${points} 点`,
        en: `Blows the whistle, shares within ${points} points`,
      };
    case 'nearest': {
      const away = metres(lead.claim.distance);
      return { zh: `无主地带，距离最近（${away}）`, en: `In no area, nearest to it (${away})` };
    }
    case 'smallest-code':
      return {
        zh: `份额差小于 ${points} 点，编码最小`,
        en: `Shares within ${points} points, smallest code`,
      };
    case 'agreement': {
      const until = lead.agreement?.until?.slice(0, 10);
      return {
        zh: `交界协议约定牵头${until ? `，有效至 ${until}` : ''}`,
        en: `Leads by agreement on the line${until ? `, until ${until}` : ''}`,
      };
    }
    case 'earliest-on-site':
      return { zh: '最先到场，交接前牵头', en: 'First on site, leads until relieved' };
    case 'asset-manager': {
      const share = percent(lead.claim.share);
      return {
        zh: `${lead.claim.holding?.name ?? ''}的管理单位，占 ${share.zh}`,
        en: `Manages ${lead.claim.holding?.nameEn ?? ''}, ${share.en}`,
      };
    }
    default:
      return explainClaim({ ...lead.claim, rule: lead.rule }, false, rules);
  }
}

/** Why a party is called, or told. */
export function explainClaim(claim: Claim, blowing: boolean, rules: Rules): Bilingual {
  const reason = claim.reason ?? reasonByNumbers(claim, rules);
  return blowing ? { zh: `${reason.zh}，吹哨方`, en: `${reason.en}, blows the whistle` } : reason;
}

/** Why a side of a boundary road is called: both have it, or it holds the whole carriageway. */
export function reasonOnRoad({ run, holder }: Stretch): Bilingual {
  const { zh, en } = percent(run.along);
  const basis = run.record?.basis ?? null;
  if (holder !== null)
    return {
      zh: `${zh} 沿交界线，依据为${basisInWords(basis).zh}，整条路归其负责`,
      en: `${en} along the line, drawn by the ${basisInWords(basis).en}: the whole road is its own`,
    };
  return basis === null
    ? { zh: `${zh} 沿交界线，未记录依据`, en: `${en} along the line, no basis on record` }
    : {
        zh: `${zh} 沿交界线，依据为${basisInWords(basis).zh}，未指明负责方`,
        en: `${en} along the line, drawn by the ${basisInWords(basis).en}, no holder named`,
      };
}

/** Why the other side of a road that one side holds is only told. */
export const reasonBeside = ({ run }: Stretch): Bilingual => {
  const { zh, en } = basisInWords(run.record?.basis ?? null);
  return {
    zh: `交界线依据为${zh}，整条路归对方负责`,
    en: `The line is drawn by the ${en}: the whole road is the other side’s`,
  };
};

export const reasonInExclave = ({ distance }: ExclaveMet): Bilingual => ({
  zh: `插花地归其管辖，主体部分在 ${distanceInWords(distance)} 外`,
  en: `Its exclave; its main part lies ${distanceInWords(distance)} away`,
});

export const reasonOfHost = (first: boolean): Bilingual =>
  first
    ? {
        zh: '插花地所在地，距离更近，先行到场',
        en: 'The exclave lies inside it; nearer, so first to respond',
      }
    : { zh: '插花地所在地', en: 'The exclave lies inside it' };

export const reasonOfImpact = (radius: number, distance: number, promoted: boolean): Bilingual => ({
  zh: `相距 ${metres(distance)}，在影响范围（${radius} m）内${promoted ? '，须到场' : ''}`,
  en: `${metres(distance)} away, within the impact zone (${radius} m)${promoted ? ', must come' : ''}`,
});

export function reasonOfHolding({ kind, name, nameEn }: Holding, share: number): Bilingual {
  const { zh, en } = percent(share);
  const { zh: whose, en: whoseEn } = answersFor[kind];
  return { zh: `${name}的${whose}，占 ${zh}`, en: `${whoseEn} ${nameEn}, ${en}` };
}

export const basisInWords = (basis: Basis | null): Bilingual =>
  basis === null ? { zh: '未记录', en: 'no record' } : bases[basis];

const bases: Readonly<Record<Basis, Bilingual>> = {
  centreline: { zh: '道路中心线', en: 'centreline of the road' },
  kerb: { zh: '路缘', en: 'kerb' },
  wallFoot: { zh: '墙基', en: 'foot of the wall' },
};

const answersFor: Readonly<Record<HoldingKind, Bilingual>> = {
  water: { zh: '主管单位', en: 'Authority for' },
  rail: { zh: '主管单位', en: 'Authority for' },
  expressway: { zh: '主管单位', en: 'Authority for' },
  park: { zh: '主管单位', en: 'Authority for' },
  asset: { zh: '管理单位', en: 'Manages' },
  parcel: { zh: '权属单位', en: 'Owns' },
};

function reasonByNumbers(claim: Claim, rules: Rules): Bilingual {
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
