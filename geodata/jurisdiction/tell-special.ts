import { isAlike, type Stretch } from './boundary-road.ts';
import { basisInWords } from './reasons.ts';
import { tellBond, tellCommand, tellParts } from './tell-parts.ts';
import { sidesOf, tellStretches } from './tell-stretches.ts';
import { areasIn, dutyIn, fullName, fullNames, subjects, type Telling, type Untold } from './telling.ts';
import type { Bilingual } from './verdict.ts';
import { distanceInWords } from './wording.ts';

/** A boundary road: along which line, on what basis, and whose it is therefore. */
export function tellRoad(verdict: Untold, telling: Telling): Bilingual | null {
  const { road } = telling;
  const first = road?.stretches[0];
  if (!road || !first) return null;
  const sides = fullNames(
    sidesOf(road.stretches).flatMap((code) => telling.jurisdictionOf(code) ?? []),
    telling,
  );
  const varies = !road.stretches.every((stretch) => isAlike(stretch, first));
  const basis = varies ? tellStretches(road, telling) : tellBasis(first);
  const head = {
    zh: `该路段沿${sides.zh}的交界线，${basis.zh}`,
    en: `The road runs along the line between ${sides.en}; ${basis.en}`,
  };
  const duty = dutyIn(telling);
  const [only] = duty;
  if (only && duty.length === 1) {
    const where = fullName(only.party.jurisdiction, telling);
    if (varies)
      return {
        zh: `${head.zh}；全段由${where.zh}负责`,
        en: `${head.en}. ${where.en} answers for all that was drawn`,
      };
    return first.sharing === 'bySide'
      ? {
          zh: `${head.zh}，按所在一侧由${where.zh}负责`,
          en: `${head.en}. By the side it lies on, ${where.en} answers for it`,
        }
      : { zh: `${head.zh}，由${where.zh}负责`, en: `${head.en}. ${where.en} answers for the whole road` };
  }
  const bond = tellBond(duty.length);
  const command = tellCommand(verdict, telling);
  if (varies)
    return { zh: `${head.zh}；${bond.zh}；${command.zh}`, en: `${head.en}. ${bond.en}. ${command.en}` };
  if (first.sharing === 'bySide') {
    const parts = tellParts(duty, verdict, telling);
    return {
      zh: `${head.zh}，按所在一侧划分：${parts.zh}，${bond.zh}；${command.zh}`,
      en: `${head.en}. By sides, ${parts.en.charAt(0).toLowerCase()}${parts.en.slice(1)}. ${bond.en}. ${command.en}`,
    };
  }
  return {
    zh: `${head.zh}，由${duty.length === 2 ? '双方' : '各方'}共同负责，${bond.zh}；${command.zh}`,
    en: `${head.en}, so ${duty.length === 2 ? 'both' : 'all'} sides answer for it. ${bond.en}. ${command.en}`,
  };
}

function tellBasis({ run, sharing }: Stretch): Bilingual {
  const basis = run.record?.basis ?? null;
  if (basis === null) return { zh: '未记录依据', en: 'no basis is on record' };
  const { zh, en } = basisInWords(basis);
  return sharing === 'both'
    ? { zh: `依据为${zh}，未指明负责方`, en: `its basis is the ${en}, but no holder is named` }
    : { zh: `依据为${zh}`, en: `its basis is the ${en}` };
}

/** An exclave that is one party's alone: whose, inside whom, and how far from the rest of it. */
export function tellExclave(verdict: Untold, telling: Telling): Bilingual | null {
  const owner = areasIn(telling).find(({ claim }) => claim.rule === 'exclave-owner');
  const exclave = telling.exclaves.find((one) => one.owner === owner?.party.jurisdiction.code);
  const host = exclave && telling.jurisdictionOf(exclave.host);
  if (!owner || !exclave || !host) return null;
  const [whose, inside] = [fullName(owner.party.jurisdiction, telling), fullName(host, telling)];
  const { name, nameEn } = owner.party.jurisdiction;
  const subject = subjects[telling.subject];
  const away = distanceInWords(exclave.distance);
  const leads = owner.party.role === 'lead';
  const above = leads && verdict.outcome === 'joint' ? verdict.coordinator : null;
  return {
    zh: `${subject.zh}在${inside.zh}境内的${whose.zh}插花地，由 ${away} 外的${name}${leads ? '牵头' : ''}负责${
      above ? `，${above.name}协调` : ''
    }`,
    en: `${subject.The} ${subject.stands} in an exclave of ${whose.en}, inside ${inside.en}. ${nameEn}, ${away} away, ${
      leads ? 'leads' : 'answers for it'
    }${above ? `; ${above.nameEn} coordinates` : ''}`,
  };
}
