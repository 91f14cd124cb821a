import type { BoundaryRoad } from './boundary-road.ts';
import type { Claim } from './claims.ts';
import type { ExclaveMet } from './exclaves.ts';
import type { Lead } from './lead.ts';
import type { Bilingual, Jurisdiction, Party, Verdict } from './verdict.ts';
import { listInEnglish } from './wording.ts';

/** What the sentences are made from, beside the verdict itself. */
export interface Telling {
  readonly subject: 'building' | 'area' | 'place' | 'line';
  readonly emergency: boolean;
  readonly certain: boolean;
  /** Metres from a point to the nearest line, null where unknown. */
  readonly boundary: number | null;
  /** The verdict's parties with the claims they come from, in the same order. */
  readonly called: readonly Called[];
  readonly road: BoundaryRoad | null;
  readonly exclaves: readonly ExclaveMet[];
  readonly lead: Lead | null;
  readonly jurisdictionOf: (code: string) => Jurisdiction | null;
}

export interface Called {
  readonly party: Party;
  readonly claim: Claim;
}

/** A verdict but for its sentence. */
export type Untold = Omit<Verdict, 'sentence'>;

/** Areas that the footprint lies in or, next to a gap or along a seam, answers to; in the order of the parties. */
export const areasIn = ({ called }: Telling): readonly Called[] =>
  called.filter(
    ({ claim }) => claim.holding === null && claim.rule !== 'impact' && claim.rule !== 'exclave-host',
  );

/** Those among them that must answer for it. */
export const dutyIn = (telling: Telling): readonly Called[] =>
  areasIn(telling).filter(({ claim }) => claim.standing === 'duty');

/** 丰台区太平桥街道; Taipingqiao, Fengtai: an area with those above it, short of the city. */
export function fullName(jurisdiction: Jurisdiction, { jurisdictionOf }: Telling): Bilingual {
  const above = jurisdiction.path.slice(1, -1).flatMap((code) => jurisdictionOf(code) ?? []);
  return {
    zh: [...above.map(({ name }) => name), jurisdiction.name].join(''),
    en: [jurisdiction.nameEn, ...above.map(({ nameEn }) => nameEn).reverse()].join(', '),
  };
}

/** Several full names: commas inside a name call for semicolons between them where there are more than two. */
export function fullNames(jurisdictions: readonly Jurisdiction[], telling: Telling): Bilingual {
  const names = jurisdictions.map((jurisdiction) => fullName(jurisdiction, telling));
  const english = names.map(({ en }) => en);
  return {
    zh: names.map(({ zh }) => zh).join(names.length === 2 ? '与' : '、'),
    en:
      english.length > 2
        ? `${english.slice(0, -1).join('; ')}; and ${english.at(-1) ?? ''}`
        : listInEnglish(english),
  };
}

export const subjects = {
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
  line: {
    zh: '该路段',
    the: 'the stretch',
    The: 'The stretch',
    whole: 'The whole stretch',
    stands: 'lies',
    stand: 'lie',
  },
} as const;
