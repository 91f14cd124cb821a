import { tellBesides, tellFaults } from './tell-besides.ts';
import { spaced, tellBond, tellCommand, tellParts } from './tell-parts.ts';
import { tellExclave, tellRoad } from './tell-special.ts';
import { areasIn, type Called, dutyIn, fullName, subjects, type Telling, type Untold } from './telling.ts';
import type { Bilingual } from './verdict.ts';
import { metres, percent } from './wording.ts';

/** The verdict in words a person can read out, in each language. */
export function explainVerdict(verdict: Untold, telling: Telling): Bilingual {
  const sentences = [
    ...tellOutcome(verdict, telling),
    ...tellBesides(verdict, telling),
    ...tellFaults(verdict, telling),
  ];
  return {
    zh: `${sentences.map(({ zh }) => zh).join('；')}。`,
    en: sentences.map(({ en }) => `${en}.`).join(' '),
  };
}

function tellOutcome(verdict: Untold, telling: Telling): Bilingual[] {
  const subject = subjects[telling.subject];
  switch (verdict.outcome) {
    case 'unassigned':
      return [
        verdict.gap > 0
          ? {
              zh: `${subject.zh}在无主地带，周围没有辖区`,
              en: `${subject.The} lies in no area and next to none`,
            }
          : {
              zh: `${subject.zh}不在本市任何辖区内`,
              en: `${subject.The} lies outside every area of the city`,
            },
      ];
    case 'uncertain':
      return [tellUncertain(verdict, telling)];
    default:
      if (dutyIn(telling).length === 1) return tellOne(verdict, telling);
      return [tellRoad(verdict, telling) ?? tellSeveral(verdict, telling)];
  }
}

/** One area answers for it: alone, or before others that come to help. */
function tellOne(verdict: Untold, telling: Telling): Bilingual[] {
  const [only] = dutyIn(telling);
  if (!only) return [];
  // Who leads is said apart where it is not simply the one area.
  const simply = only.party.role === 'lead' && telling.lead?.rule !== 'earliest-on-site';
  const road = tellRoad(verdict, telling);
  if (road) return [road, ...(simply && verdict.outcome === 'sole' ? [] : [tellCommand(verdict, telling)])];
  return [
    tellExclave(verdict, telling) ?? tellPlace(only, verdict, telling),
    ...(simply ? [] : [tellCommand(verdict, telling)]),
  ];
}

function tellPlace({ party, claim }: Called, verdict: Untold, telling: Telling): Bilingual {
  const where = fullName(party.jurisdiction, telling);
  const subject = subjects[telling.subject];
  if (claim.rule !== 'sole' && party.probability === null)
    return {
      zh: `${subject.zh}由${where.zh}负责：${party.why.zh}`,
      en: `${where.en} handles it: ${lower(party.why.en)}`,
    };
  const { name, nameEn } = party.jurisdiction;
  const command = tellCommand(verdict, telling);
  const answers =
    party.role !== 'lead'
      ? { zh: `${name}到场配合`, en: `${nameEn} assists` }
      : verdict.outcome === 'joint'
        ? { zh: `由${command.zh}`, en: command.en }
        : verdict.parties.some(({ role }) => role === 'assist')
          ? { zh: `由${name}负责`, en: `${nameEn} handles it` }
          : { zh: `由${name}单独负责`, en: `${nameEn} handles it alone` };
  const part = percent(party.probability ?? party.share);
  if ((party.probability ?? party.share) >= 0.9995)
    return {
      zh: `${subject.zh}${telling.subject === 'place' ? '' : '全部'}在${where.zh}，${answers.zh}`,
      en: `${subject.whole} ${subject.stands} in ${where.en}. ${answers.en}`,
    };
  return party.probability === null
    ? {
        zh: `${spaced(subject.zh, part.zh)} 在${where.zh}，${answers.zh}`,
        en: `${part.en} of ${subject.the} ${subject.stands} in ${where.en}. ${answers.en}`,
      }
    : {
        zh: `${spaced(subject.zh, part.zh)} 可能在${where.zh}，${answers.zh}`,
        en: `${subject.The} is ${part.en} likely to lie in ${where.en}. ${answers.en}`,
      };
}

function tellSeveral(verdict: Untold, telling: Telling): Bilingual {
  const duty = dutyIn(telling);
  const parts = tellParts(duty, verdict, telling);
  const bond = tellBond(duty.length);
  const command = tellCommand(verdict, telling);
  const subject = subjects[telling.subject];
  const spelled = duty.some(({ party }) => party.probability !== null)
    ? `${subject.The} is ${parts.en}`
    : parts.en;
  return {
    zh: `${spaced(subject.zh, parts.zh)}，${bond.zh}；${command.zh}`,
    en: `${spelled}. ${bond.en}. ${command.en}`,
  };
}

function tellUncertain(verdict: Untold, telling: Telling): Bilingual {
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
  const areas = areasIn(telling);
  const parts = tellParts(areas, verdict, telling);
  const next =
    telling.emergency && areas.length > 1
      ? {
          zh: `应急处置，各方同时到场；${tellCommand(verdict, telling).zh}`,
          en: `In an emergency all are called. ${tellCommand(verdict, telling).en}`,
        }
      : { zh: '请先核准位置', en: 'Get a better fix first' };
  return {
    zh: `${known.zh}：${parts.zh}；${next.zh}`,
    en: `${known.en}: ${lower(parts.en)}. ${next.en}`,
  };
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
