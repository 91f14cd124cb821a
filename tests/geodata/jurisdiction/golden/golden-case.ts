import type { Coverage } from '../../../../geodata/jurisdiction/coverage.ts';
import { type ResolveContext, resolve } from '../../../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../../../geodata/jurisdiction/rules.ts';
import type { Department, Outcome, Party, Verdict } from '../../../../geodata/jurisdiction/verdict.ts';
import { feature, lonlat, type Place } from '../town.ts';

/** A case everybody agreed on: what is asked, and what must come out of it, to the last word. */
export interface GoldenCase {
  readonly title: string;
  readonly coverage: () => Coverage;
  readonly feature: object;
  readonly context?: Partial<ResolveContext>;
  readonly expected: {
    readonly outcome: Outcome;
    /** Name, role, share (or probability) and rule, as `partyInWords` has them. */
    readonly parties: readonly string[];
    readonly coordinator: string | null;
    readonly zh: string;
    readonly en: string;
    /** Names of those touched, not called; keys of defects. None unless named. */
    readonly touched?: readonly string[];
    readonly defects?: readonly string[];
  };
}

const department = (code: string, name: string, nameEn: string): Department => ({
  code,
  name,
  nameEn,
  posting: 'body',
});

/** Who answers for an illegal building, in any subdistrict. */
const departments = [
  department('urban', '城市管理综合执法', 'Urban management'),
  department('housing', '住房和城乡建设', 'Housing'),
  department('planning', '规划和自然资源', 'Planning'),
];

/** The verdict on a golden case. */
export function judgeCase({ coverage, feature: asked, context }: GoldenCase): Verdict {
  const answer = resolve(coverage(), asked, {
    rules: defaultRules,
    duties: () => departments,
    ...context,
  });
  if ('refusal' in answer) throw new Error(JSON.stringify(answer.refusal));
  return answer.verdict;
}

/** 太平桥街道 lead 66.7 % largest-share */
export const partyInWords = ({ jurisdiction, role, share, probability, rule }: Party): string =>
  `${jurisdiction.name} ${role} ${(100 * (probability ?? share)).toFixed(1)} % ${rule}`;

export const point = (place: Place, properties: object = {}): object =>
  feature({ type: 'Point', coordinates: lonlat(place) }, { ...properties });

export const line = (places: readonly Place[], properties: object = {}): object =>
  feature({ type: 'LineString', coordinates: places.map(lonlat) }, { ...properties });
