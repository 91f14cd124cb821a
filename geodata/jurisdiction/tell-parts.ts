import { type Called, fullName, fullNames, subjects, type Telling, type Untold } from './telling.ts';
import type { Bilingual } from './verdict.ts';
import { capital, listInEnglish, percent, sharesInWords } from './wording.ts';

/** "Two thirds of the building stand in Taipingqiao, Fengtai, one third in Guang'anmenwai, Xicheng"; in Chinese without the subject. */
export function tellParts(areas: readonly Called[], verdict: Untold, telling: Telling): Bilingual {
  const subject = subjects[telling.subject];
  const all = areas.map(({ party }) => ({ party, where: fullName(party.jurisdiction, telling) }));
  const places = all.filter(({ party }) => party.share >= 0.0005 || party.probability !== null);
  // Those next to a gap come without a share of their own.
  const beside = all.filter((place) => !places.includes(place));
  if (all.some(({ party }) => party.probability !== null))
    return {
      zh: places
        .map(({ party, where }) => `${percent(party.probability ?? 0).zh} 可能在${where.zh}`)
        .join('，'),
      en: places
        .map(({ party, where }) => `${percent(party.probability ?? 0).en} likely in ${where.en}`)
        .join(', '),
    };
  const names = fullNames(
    areas.map(({ party }) => party.jurisdiction),
    telling,
  );
  if (verdict.gap > 0.9995)
    return {
      zh: `在无主地带，邻接${names.zh}`,
      en: `${subject.The} lies in nobody’s area, next to ${names.en}`,
    };
  if (verdict.overlap > 0.9995)
    return { zh: `在${names.zh}的重叠地带`, en: `${subject.The} lies where ${names.en} overlap` };
  if (telling.subject === 'place' || places.length === 0)
    return { zh: `在${names.zh}之间`, en: `${subject.The} lies between ${names.en}` };
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

/** "Taipingqiao leads; Beijing coordinates", with what the lead rests on where that is no share. */
export function tellCommand(verdict: Untold, { lead, called }: Telling): Bilingual {
  const leader = called.find(({ party }) => party.role === 'lead');
  const { name = '', nameEn = '' } = leader?.party.jurisdiction ?? {};
  const holding = leader?.party.holding;
  const leads: Bilingual =
    lead?.rule === 'agreement'
      ? { zh: `按交界协议由${name}牵头`, en: `${nameEn} leads by agreement` }
      : lead?.rule === 'earliest-on-site'
        ? { zh: `${name}最先到场，由其牵头`, en: `${nameEn} was first on site and leads` }
        : holding
          ? {
              zh: `由${holding.name}的管理单位${name}牵头`,
              en: `${nameEn}, which manages ${holding.nameEn}, leads`,
            }
          : { zh: `${name}牵头`, en: `${nameEn} leads` };
  const above = verdict.coordinator;
  return {
    zh: `${leads.zh}${above ? `，${above.name}协调` : ''}`,
    en: `${leads.en}${above ? `; ${above.nameEn} coordinates` : ''}`,
  };
}

/** That nobody can settle it without the others. */
export const tellBond = (count: number): Bilingual => ({
  zh: '任何一方不能单独结案',
  en: count === 2 ? 'Neither side can close it alone' : 'None of them can close it alone',
});

/** A space stands between Chinese and figures. */
export const spaced = (before: string, after: string): string =>
  /^[\d<>]/.test(after) ? `${before} ${after}` : `${before}${after}`;
