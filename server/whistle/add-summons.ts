import { mayOn } from '../access/session.ts';
import type { DutyList } from '../duty/list.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { type NamedBody, namedCalls } from './called-bodies.ts';
import type { CaseJudge } from './case-judge.ts';
import { dutySides } from './flow.ts';
import { readMinutes } from './limits.ts';
import { lockWhistle, readWhistle, stateOf } from './store.ts';
import { callsFor, holdersIn, type Place } from './summon.ts';
import { putCalls } from './summons-store.ts';
import { areaOf, maySee, type Stepping, withActions, write } from './taking.ts';
import type { WhistleView } from './view.ts';

export interface AddingParts {
  readonly duties: DutyList;
  readonly judge: CaseJudge;
  readonly districtOf: (edition: number, path: readonly string[]) => Place['district'];
}

/**
 * Calls one more body to a whistle that runs, with a clock of its own; a body that no duty list names needs a reason.
 * @throws Problem 404 not the reader's to see; 403 for a side that is not the reader's, or a body that the caller may not
 * call; 400 unknown body or side, or no reason; 409 called already, or the work is verified.
 */
export async function addSummons(
  step: Stepping,
  { duties, judge, districtOf }: AddingParts,
  named: NamedBody,
): Promise<WhistleView> {
  const { sql, account, now, id } = step;
  const after = await sql.begin(async (tx) => {
    const whistle = (await lockWhistle(tx, id))?.whistle;
    if (!whistle || !maySee(account, whistle)) throw notFound({ zh: '哨', en: 'whistle' }, id);
    refuseEnded(whistle);
    const sides = dutySides(stateOf(whistle));
    const places = sides.map(({ areaCode, path }) => ({
      jurisdiction: judge.coverage.jurisdictionOf(areaCode),
      district: districtOf(whistle.verdict.edition, path),
    }));
    const listed = callsFor(
      places,
      (path) => duties.departments(path, whistle.category.code),
      holdersIn(whistle.verdict),
    );
    const [found] = await namedCalls(
      { tx, coverage: judge.coverage, places, named: [named], duties, caller: whistle.caller },
      new Map(listed.map((call) => [call.bodyCode, call])),
    );
    if (!found) throw new Error(`no call was made for ${named.bodyCode}`);
    const [call, reason] = found;
    refuseOthersSide(step, whistle, call.areaCode);
    refuseCalled(whistle, call.bodyCode);
    const { checkIn } = await readMinutes(tx, {
      kind: whistle.kind,
      category: whistle.category.code,
      at: new Date(whistle.blownAt),
    });
    await putCalls(tx, id, [{ ...call, reason }], new Date(now.getTime() + checkIn * 60_000));
    await write(tx, step, 'summons.added', whistle, call.areaCode, {
      whoCode: call.bodyCode,
      whoName: call.bodyName,
      whoNameEn: call.bodyNameEn,
      text: reason ?? '',
    });
    const added = await readWhistle(tx, id);
    if (!added) throw new Error(`whistle ${id} has gone`);
    return added;
  });
  return withActions(account, after as WhistleView, now);
}

function refuseEnded({ number, verifiedAt, closedAt }: WhistleView): void {
  if (!verifiedAt && !closedAt) return;
  throw conflict('already-verified', {
    zh: `哨 ${number} 已核查，不再召集`,
    en: `The work of whistle ${number} is verified: nobody is called any more`,
  });
}

/** The blower commands and may call for any side; the others each for their own. */
function refuseOthersSide({ account }: Stepping, whistle: WhistleView, areaCode: string): void {
  const pathOf = (code: string) => whistle.sides.find((side) => side.areaCode === code)?.path ?? [code];
  if (mayOn(account, 'whistle.blow', [pathOf(areaCode), pathOf(whistle.blownFor.code)])) return;
  const side = areaOf(whistle, areaCode);
  throw forbidden({
    zh: `只有吹哨方和${side.whoName}可以为${side.whoName}加召单位`,
    en: `Only the blower and ${side.whoNameEn} may call a body for ${side.whoNameEn}`,
  });
}

function refuseCalled({ number, summonses }: WhistleView, bodyCode: string): void {
  const before = summonses.find((summons) => summons.bodyCode === bodyCode);
  if (!before) return;
  throw conflict('already-called', {
    zh: `${before.bodyName}已在哨 ${number} 的召集之列，没有重复召集`,
    en: `${before.bodyNameEn} has been called to whistle ${number} already; it was not called twice`,
  });
}
