import type { TransactionSql } from 'postgres';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { type Account, mayOn } from '../access/session.ts';
import type { DutyList } from '../duty/list.ts';
import { conflict } from '../errors.ts';
import { setAreas } from '../incident/areas.ts';
import { called, standingsOf } from '../incident/override.ts';
import type { CaseJudge, Judged, Maker } from './case-judge.ts';
import { changeOf, heldNote, type PartyChange } from './change.ts';
import { readMinutes } from './limits.ts';
import { sideCalls } from './side-calls.ts';
import { asSide, moveSummons, putSide, putSummons, releaseSummons, turnWhistle } from './side-store.ts';
import { stateOf } from './store.ts';
import { holdersIn, type Place } from './summon.ts';
import { type Stepping, write } from './taking.ts';
import type { WhistleView } from './view.ts';

/** Whom a change of footprint or roles keeps, calls and lets go. */
export interface ChangeView {
  readonly kept: readonly Named[];
  readonly added: readonly Named[];
  /** Fell out, but stay until verification since bodies of theirs have come. */
  readonly leaving: readonly Named[];
  readonly left: readonly Named[];
  /** What did not change though it should have, and what it waits for; null where all did. */
  readonly note: Bilingual | null;
}

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface PartyParts {
  readonly duties: DutyList;
  readonly districtOf: (edition: number, path: readonly string[]) => Place['district'];
  readonly judge: CaseJudge;
}

/** Brings a locked whistle to the parties of another verdict, or of an override beside it, and writes down what became of each. */
export async function changeParties(
  tx: TransactionSql,
  step: Stepping,
  { duties, districtOf, judge }: PartyParts,
  whistle: WhistleView,
  judged: Judged,
): Promise<ChangeView> {
  const { verdict, verdictId, override, category } = judged;
  // Who was called besides by hand stays called as long as the footprint reaches there.
  const byHand = whistle.sides.filter(({ role }) => role !== 'inform').map(({ areaCode }) => areaCode);
  const standings = standingsOf(verdict, override, override ? [] : byHand.filter(isTouched(judged)));
  const places = called(standings).map(({ jurisdiction }) => ({
    jurisdiction,
    district: districtOf(verdict.edition, jurisdiction.path),
  }));
  const staying = whistle.sides
    .filter(({ areaCode }) => !places.some(({ jurisdiction }) => jurisdiction.code === areaCode))
    .flatMap(({ areaCode }) => placeOf(areaCode, judge, districtOf));
  const leadingBody = holdersIn(verdict).find(({ role }) => role === 'lead')?.jurisdiction;
  const held = whistle.sides.find(({ role }) => role === 'lead');
  const minutes = await readMinutes(tx, { kind: whistle.kind, category, at: step.now });
  const change = changeOf({
    state: stateOf(whistle),
    target: standings.map(asSide),
    leadingBody: override ? null : (leadingBody?.code ?? null),
    callsOf: await sideCalls({
      tx,
      duties,
      verdict,
      category,
      caller: whistle.caller,
      places: [...places, ...staying],
    }),
    holders: new Set(holdersIn(whistle.verdict).map(({ jurisdiction }) => jurisdiction.code)),
    mayMoveLead: mayMoveLead(step.account, judged, held?.path),
  });
  await apply(tx, step, whistle, change, {
    verdictId,
    due: new Date(step.now.getTime() + minutes.checkIn * 60_000),
  });
  const name = namesIn(judge);
  for (const [codes, told] of [
    [change.added, 'side.added'],
    [change.leaving, 'side.leaving'],
    [change.left, 'side.left'],
  ] as const)
    for (const code of codes) {
      const { name: whoName, nameEn: whoNameEn } = name(code);
      await write(tx, step, told, whistle, code, { whoCode: code, whoName, whoNameEn });
    }
  const { leadHeld } = change;
  const bodies = [
    ...whistle.summonses.map((s) => ({ code: s.bodyCode, name: s.bodyName, nameEn: s.bodyNameEn })),
    ...(leadingBody ? [leadingBody] : []),
  ];
  const leader = (code: string): Named => bodies.find((body) => body.code === code) ?? name(code);
  return {
    kept: change.kept.map(name),
    added: change.added.map(name),
    leaving: change.leaving.map(name),
    left: change.left.map(name),
    note: leadHeld && heldNote({ by: leader(leadHeld.by), wanted: leader(leadHeld.wanted) }),
  };
}

/**
 * Whether the verdict somebody has before them is still the one in use.
 * @throws Problem 409 with who has drawn the footprint anew since, and when.
 */
export function refuseOutdated(
  seen: string,
  { verdictId, drawn }: { readonly verdictId: string; readonly drawn: Maker | null },
  timeZone: string,
): void {
  if (seen === verdictId) return;
  const time = (locale: string) =>
    drawn?.at.toLocaleTimeString(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  throw conflict(
    'verdict-changed',
    drawn
      ? {
          zh: `${drawn.name}已于 ${time('zh-CN')} 重画范围，判定已是 ${verdictId} 号（您看到的是 ${seen} 号）；没有覆盖，请按新范围再定`,
          en: `${drawn.nameEn} redrew the footprint at ${time('en-GB')}: the verdict is now no. ${verdictId}, yours was no. ${seen}. Nothing was overwritten; decide again on the new footprint`,
        }
      : {
          zh: `判定已更新为 ${verdictId} 号（您看到的是 ${seen} 号）；没有覆盖，请刷新后再定`,
          en: `The verdict is now no. ${verdictId}, yours was no. ${seen}. Nothing was overwritten; look again and decide`,
        },
  );
}

/** The right of the lowest common superior, before the change and after it. */
function mayMoveLead(
  account: Account,
  { verdict }: Judged,
  leadPath: readonly string[] | undefined,
): boolean {
  const superior = verdict.coordinator?.path ?? [];
  const common = leadPath === undefined ? superior : superior.filter((code) => leadPath.includes(code));
  return mayOn(account, 'whistle.redraw', [common]);
}

const isTouched =
  ({ verdict }: Judged) =>
  (code: string): boolean =>
    [...verdict.touched, ...verdict.parties].some(({ jurisdiction }) => jurisdiction.code === code);

async function apply(
  tx: TransactionSql,
  step: Stepping,
  whistle: WhistleView,
  change: PartyChange,
  { verdictId, due }: { readonly verdictId: string; readonly due: Date },
): Promise<void> {
  for (const side of change.sides) await putSide(tx, whistle.id, side);
  for (const { summons, areaCode } of change.moves) await moveSummons(tx, summons.id, areaCode);
  for (const summons of change.excused) await releaseSummons(tx, summons.id, step.now);
  for (const call of change.calls) await putSummons(tx, whistle.id, call, due);
  const areas = change.sides
    .filter(({ role, state }) => role !== 'inform' && (state === 'kept' || state === 'added'))
    .map(({ areaCode }) => areaCode);
  const by = change.leadHeld?.by ?? null;
  const lead = change.sides.some(({ areaCode }) => areaCode === by) ? null : by;
  await turnWhistle(tx, whistle.id, { verdictId, joint: areas.length > 1, lead });
  await setAreas(tx, whistle.incidentId, areas);
}

/** An area that stays on the whistle though the verdict does not name it. */
function placeOf(code: string, { coverage }: CaseJudge, districtOf: PartyParts['districtOf']): Place[] {
  if (!coverage.areas.has(code)) return [];
  const jurisdiction = coverage.jurisdictionOf(code);
  return [{ jurisdiction, district: districtOf(coverage.edition, jurisdiction.path) }];
}

const namesIn =
  ({ coverage }: CaseJudge) =>
  (code: string): Named => {
    const { name, nameEn } = coverage.areas.get(code) ?? { name: code, nameEn: code };
    return { code, name, nameEn };
  };
