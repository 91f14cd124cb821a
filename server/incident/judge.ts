import { inWords } from '../../geodata/fault-words.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { OnSite } from '../../geodata/jurisdiction/decide.ts';
import type { Records } from '../../geodata/jurisdiction/records.ts';
import { resolve } from '../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../geodata/jurisdiction/rules.ts';
import type { Refusal, Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Account } from '../access/session.ts';
import type { Editions } from '../boundary/editions.ts';
import type { DutyList } from '../duty/list.ts';
import { invalid, Problem } from '../errors.ts';

/** What the verdict depends on beside the place. */
export interface Circumstances {
  readonly kind?: WhistleKind | undefined;
  readonly category?: string | undefined;
  /** Code of the party that blows the whistle. */
  readonly blower?: string | undefined;
  /** What is on record about the places of the edition. */
  readonly records?: Records | undefined;
  /** ISO 8601: when it happened, which decides the agreements that hold. */
  readonly at?: string | undefined;
  /** Areas whose bodies have come to an emergency, each with its first check-in, ISO 8601. */
  readonly onSite?: readonly OnSite[] | undefined;
}

/**
 * Judges a GeoJSON Feature (contracts: POST /api/verdicts) under one edition.
 * @throws Problem 422 naming the field at fault, what was got and what was wanted.
 */
export function judge(
  coverage: Coverage,
  feature: unknown,
  duties: DutyList,
  circumstances: Circumstances,
): Verdict {
  const { kind, category, blower, records, at, onSite } = circumstances;
  if (category !== undefined && !duties.categories.some((c) => c.code === category)) {
    const detail = {
      zh: `专项清单里没有类别“${category}”`,
      en: `The catalogue has no category "${category}"`,
    };
    throw invalid(detail, [{ pointer: '#/properties/category', got: category, detail }]);
  }
  const answer = resolve(coverage, feature, {
    rules: defaultRules,
    duties: duties.departments,
    ...(kind && { kind }),
    ...(category && { category }),
    ...(blower && { blower }),
    ...(records && { records }),
    ...(at && { at }),
    ...(onSite && { onSite }),
  });
  if ('refusal' in answer) throw refused(answer.refusal);
  return answer.verdict;
}

/** The leading rule prefers the blower among the parties: until a whistle is blown, that is any party the account acts for. */
export function blowerIn(coverage: Coverage, account: Account): string | undefined {
  return account.areaCode && coverage.areas.has(account.areaCode) ? account.areaCode : undefined;
}

/** The edition in force, or 503 while there is none. */
export function coverageInForce(editions: Editions): Coverage {
  const coverage = editions.current();
  if (coverage) return coverage;
  throw new Problem(
    503,
    'no-edition',
    { zh: '还没有边界', en: 'No boundaries yet' },
    {
      zh: '还没有发布任何边界版本，请先用 npm run import 导入并发布',
      en: 'No edition of boundaries has been published; import and publish one with npm run import',
    },
  );
}

function refused({ code, pointer, got, wanted, at }: Refusal): Problem {
  const had = inWords(got);
  return new Problem(
    422,
    code,
    { zh: '这个范围无法判定', en: 'This shape cannot be judged' },
    { zh: `得到 ${had.zh}；应为：${wanted.zh}`, en: `Got ${had.en}; wanted: ${wanted.en}` },
    [{ pointer: pointer.startsWith('#') ? pointer : `#${pointer}`, got, detail: wanted, at }],
  );
}
