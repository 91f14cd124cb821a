import { type Called, fullNames, type Telling, type Untold } from './telling.ts';
import type { Bilingual, HeldBy } from './verdict.ts';
import { listInEnglish, percent } from './wording.ts';

/** Who comes or is told beside the areas that answer for it: reached by the impact, hosts of exclaves, bodies. */
export function tellBesides(verdict: Untold, telling: Telling): Bilingual[] {
  const { called } = telling;
  const reached = called.filter(({ claim, party }) => claim.rule === 'impact' && party.role === 'assist');
  const heard = called.filter(({ claim, party }) => claim.rule === 'impact' && party.role === 'inform');
  const hosts = called.filter(({ claim, party }) => claim.rule === 'exclave-host' && party.role === 'assist');
  const bodies = called.filter(({ party }) => party.holding !== null && party.role === 'assist');
  // In doubt the areas themselves are only told, and the sentence has named them already.
  const told = called.filter(
    ({ party, claim }) =>
      party.role === 'inform' &&
      claim.rule !== 'impact' &&
      (verdict.outcome !== 'uncertain' || party.holding !== null || claim.rule === 'exclave-host'),
  );
  const radius = `${verdict.impact?.radius ?? 0} m`;
  return [
    ...tellOf(reached, telling, (names, many) => ({
      zh: `影响范围（${radius}）涉及${names.zh}，须同时到场`,
      en: `The impact zone (${radius}) reaches ${names.en}, ${many ? 'all of whom must come too' : 'which must come too'}`,
    })),
    ...tellOf(heard, telling, (names, many) => ({
      zh: `影响范围（${radius}）涉及${names.zh}，予以知会`,
      en: `The impact zone (${radius}) reaches ${names.en}, which ${many ? 'are' : 'is'} informed`,
    })),
    ...tellOf(hosts, telling, (names, many) => ({
      zh: `${names.zh}距离更近，先行到场`,
      en: `${names.en} ${many ? 'are' : 'is'} nearer and ${many ? 'come' : 'comes'} first`,
    })),
    ...(bodies.length > 0
      ? [
          {
            zh: `${bodies.map(bodyInWords('zh')).join('、')}配合`,
            en: `${listInEnglish(bodies.map(bodyInWords('en')))} ${bodies.length > 1 ? 'assist' : 'assists'}`,
          },
        ]
      : []),
    ...(told.length > 0
      ? [
          {
            zh: `知会${told.map(bodyInWords('zh')).join('、')}`,
            en: `${listInEnglish(told.map(bodyInWords('en')))} ${told.length > 1 ? 'are' : 'is'} informed`,
          },
        ]
      : []),
    ...(verdict.touched.length > 0
      ? [
          {
            zh: `${verdict.touched.map(({ jurisdiction }) => jurisdiction.name).join('、')}仅触及，不召集`,
            en: `${listInEnglish(verdict.touched.map(({ jurisdiction }) => jurisdiction.nameEn))} ${
              verdict.touched.length > 1 ? 'are' : 'is'
            } touched, not called`,
          },
        ]
      : []),
  ];
}

/** Faults of the boundaries met on the way, and what lies outside the city. */
export function tellFaults(verdict: Untold, { called }: Telling): Bilingual[] {
  const notes: Bilingual[] = [];
  const has = (kind: string): boolean => verdict.defects.some((defect) => defect.kind === kind);
  const wide = called.some(({ claim }) => claim.rule === 'gap-wide');
  if (has('gap')) {
    const { zh, en } = percent(verdict.gap);
    const above = verdict.coordinator;
    notes.push(
      wide && above
        ? {
            zh: `边界在此有缝隙（占 ${zh}），由相邻各方兜底，请${above.name}确认归属，须勘界`,
            en: `The boundaries leave a gap here (${en}); its neighbours answer for it until ${above.nameEn} confirms whose it is, and a survey is due`,
          }
        : {
            zh: `边界在此有缝隙（占 ${zh}），须勘界`,
            en: `The boundaries leave a gap here (${en}); a survey is due`,
          },
    );
  }
  if (has('overlap'))
    notes.push({
      zh: `边界在此重叠（占 ${percent(verdict.overlap).zh}），须勘界`,
      en: `The boundaries overlap here (${percent(verdict.overlap).en}); a survey is due`,
    });
  if (has('no-basis')) notes.push({ zh: '该交界线须勘界', en: 'The line is due for a survey' });
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

function tellOf(
  called: readonly Called[],
  telling: Telling,
  tell: (names: Bilingual, many: boolean) => Bilingual,
): Bilingual[] {
  const areas = called.map(({ party }) => party.jurisdiction);
  return areas.length > 0 ? [tell(fullNames(areas, telling), areas.length > 1)] : [];
}

/** A body with what it answers for; an area by its name. */
const bodyInWords =
  (language: 'zh' | 'en') =>
  ({ party: { jurisdiction, holding } }: Called): string => {
    const name = language === 'zh' ? jurisdiction.name : jurisdiction.nameEn;
    if (holding === null) return name;
    return language === 'zh'
      ? `${name}（${holding.name}${callings[holding.kind]}）`
      : `${name} (${holding.nameEn})`;
  };

const callings: Readonly<Record<HeldBy['kind'], string>> = {
  water: '主管单位',
  rail: '主管单位',
  expressway: '主管单位',
  park: '主管单位',
  asset: '管理单位',
  parcel: '权属单位',
};
