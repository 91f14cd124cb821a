import type { Basis } from '../jurisdiction/records.ts';
import type { Boundaries } from './boundaries.ts';
import { headlineCodes } from './headline.ts';
import { borderName } from './lanes.ts';
import { createRandom, pick } from './random.ts';

/** What is on record about the line between two subdistricts. */
export interface SeamBasis {
  readonly left: string;
  readonly right: string;
  readonly basis: Basis | null;
  /** The side with the whole carriageway, where the line follows a kerb or the foot of a wall. */
  readonly holder: string | null;
  /** Metres. */
  readonly accuracy: number | null;
  /** What follows something else than the rest: from and to are parts of the whole line, 0 to 1. */
  readonly stretches: readonly {
    readonly from: number;
    readonly to: number;
    readonly basis: Basis | null;
    readonly holder: string | null;
    readonly accuracy: number | null;
  }[];
  readonly agreements: readonly {
    readonly category: string | null;
    /** Code of the side that leads. */
    readonly lead: string;
    readonly text: string;
    readonly from: Date;
  }[];
}

/** Lines with an agreement: sides, who leads, for what, and the words. */
const agreed: readonly (readonly [
  left: string,
  right: string,
  lead: string,
  category: string,
  text: string,
])[] = [
  ['110101002', '110101006', '110101006', '05-01', '共享单车淤积由东四街道牵头清运，景山街道配合'],
  ['110102010', '110108008', '110102010', '01-02', '新街口外大街占道经营由德胜街道牵头执法'],
  ['110102007', '110108004', '110108004', '07-01', '三里河路路面隐患由甘家口街道牵头报修'],
];
const agreedFrom = new Date('2026-01-01T00:00:00+08:00');

/**
 * Records of lines between the subdistricts of the central districts. Known avenues run along their centrelines, of the
 * others every other one has a basis; nobody has recorded the rest. The line of the headline building is the foot of a
 * wall, with no holder and no agreement.
 */
export function drawSeamBases({ borders }: Boundaries, seed: number): SeamBasis[] {
  const pairs = new Map<string, readonly [string, string]>();
  for (const { left, right } of borders)
    if (isCentral(left) && isCentral(right))
      pairs.set([left, right].sort().join('|'), [left, right].sort() as [string, string]);
  return [...pairs.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, [left, right]]): SeamBasis[] => {
      const agreements = agreed
        .filter(([one, other]) => one === left && other === right)
        .map(([, , lead, category, text]) => ({ category, lead, text, from: agreedFrom }));
      const record = (basis: Basis, holder: string | null, accuracy: number): SeamBasis[] => [
        {
          left,
          right,
          basis,
          holder,
          accuracy,
          stretches: key === steppedKey ? stepped : [],
          agreements,
        },
      ];
      if (key === headlineKey) return record('wallFoot', null, 0.5);
      if (borderName(left, right)) return record('centreline', null, 0.5);
      const random = createRandom(seed, `basis ${key}`);
      const chance = random();
      const accuracy = pick(random, [0.5, 1, 1, 2]);
      if (chance < 0.3) return record('centreline', null, accuracy);
      if (chance < 0.42) return record('kerb', random() < 0.5 ? left : right, accuracy);
      if (chance < 0.5) return record('wallFoot', random() < 0.5 ? left : right, accuracy);
      return agreements.length > 0
        ? [{ left, right, basis: null, holder: null, accuracy: null, stretches: [], agreements }]
        : [];
    });
}

/** One line of the city follows a road for the most part, a wall and a kerb for some of it, and nobody knows what at one place. */
const steppedKey = '110102007|110108004';
const stepped: SeamBasis['stretches'] = [
  { from: 0, to: 0.12, basis: 'wallFoot', holder: '110102007', accuracy: 0.5 },
  { from: 0.4, to: 0.58, basis: 'kerb', holder: '110108004', accuracy: 1 },
  { from: 0.58, to: 0.68, basis: null, holder: null, accuracy: null },
];

const headlineKey = [headlineCodes.guanganmenwai, headlineCodes.taipingqiao].sort().join('|');
const isCentral = (code: string): boolean => /^11010[125678]/.test(code);
