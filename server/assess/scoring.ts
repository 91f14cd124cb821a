import type { Sql } from 'postgres';
import { type Account, grant, mayOn } from '../access/session.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import type { WhistleView } from '../whistle/view.ts';
import { insertScoring, readItems, readScorings, type ScoreItem, type Scoring } from './store.ts';

/** One scoring that is, or was, the reader's to make. */
export interface ScoringDue {
  readonly direction: 'area' | 'body';
  readonly from: Named;
  readonly to: Named;
  /** What was given; null while it is still to be done. */
  readonly given: Scoring | null;
}

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface ScoringInput {
  readonly from: string;
  readonly to: string;
  readonly items: Readonly<Record<string, number>>;
  readonly word: string;
}

/**
 * The scorings a reader may make in a case: who acts for the area that blew scores each body called; who acts for a body
 * scores that area. An office acts for its area, so it does not score itself.
 */
export function scoringsOf(account: Account, whistle: WhistleView, given: readonly Scoring[]): ScoringDue[] {
  const blower: Named = whistle.blownFor;
  const sides = new Map([...whistle.sides, ...whistle.leftSides].map((side) => [side.areaCode, side]));
  const others = whistle.summonses.filter(({ bodyCode }) => bodyCode !== blower.code);
  const pathOf = (code: string) => sides.get(code)?.path ?? [code];
  const commands =
    grant(account, 'assessment.score') !== 'body' &&
    mayOn(account, 'assessment.score', [pathOf(blower.code)]);
  const found = (from: string, to: string) => given.find((one) => one.from === from && one.to === to) ?? null;
  return others.flatMap((summons) => {
    const body = { code: summons.bodyCode, name: summons.bodyName, nameEn: summons.bodyNameEn };
    const isOffice = summons.bodyCode === summons.areaCode;
    const speaks =
      account.bodyCode === body.code
        ? mayOn(account, 'assessment.score', [], [body.code])
        : isOffice && mayOn(account, 'assessment.score', [pathOf(summons.areaCode)]);
    return [
      ...(commands ? [{ direction: 'body' as const, from: blower, to: body }] : []),
      ...(speaks ? [{ direction: 'area' as const, from: body, to: blower }] : []),
    ].map((due) => ({ ...due, given: found(due.from.code, due.to.code) }));
  });
}

/**
 * Scores another party of a closed case, once.
 * @throws Problem 409 not closed yet, or scored already; 403 not the reader's to score; 400 items that are not asked for.
 */
export async function giveScore(
  sql: Sql,
  scoring: { readonly account: Account; readonly whistle: WhistleView; readonly now: Date },
  input: ScoringInput,
): Promise<void> {
  const { account, whistle, now } = scoring;
  if (!whistle.closedAt)
    throw conflict('not-yet', {
      zh: `哨 ${whistle.number} 还没有结案，结案后才能评分`,
      en: `Whistle ${whistle.number} is not closed yet; parties score each other after it is`,
    });
  await sql.begin(async (tx) => {
    await lockLog(tx);
    const due = scoringsOf(account, whistle, await readScorings(tx, whistle.id));
    const one = due.find(({ from, to }) => from.code === input.from && to.code === input.to);
    if (!one)
      throw forbidden({
        zh: `“${account.displayName}”不能代表“${input.from}”给“${input.to}”评分`,
        en: `"${account.displayNameEn}" cannot score "${input.to}" for "${input.from}"`,
      });
    if (one.given)
      throw conflict('already-done', {
        zh: `已经给${one.to.name}评过分，没有重复登记`,
        en: `${one.to.nameEn} has been scored already; nothing was entered twice`,
      });
    refuseOtherItems(await readItems(tx), one.direction, input.items);
    const { items, word, from, to } = input;
    const made = { by: account.name, at: now };
    await insertScoring(tx, whistle.id, { direction: one.direction, from, to, items, word }, made);
    await append(tx, {
      at: now,
      step: 'side.scored',
      incidentId: whistle.incidentId,
      whistleId: whistle.id,
      areaCode: whistle.blownFor.code,
      actor: account.name,
      body: { whoCode: one.from.code, whoName: one.from.name, whoNameEn: one.from.nameEn, of: one.to.code },
    });
  });
}

/** What a reader may see of a case's scorings: their own, and those of what they stand for. */
export async function readScoringsFor(sql: Sql, account: Account, whistle: WhistleView) {
  const [items, given] = await Promise.all([readItems(sql), readScorings(sql, whistle.id)]);
  const scorings = whistle.closedAt ? scoringsOf(account, whistle, given) : [];
  const mine = new Set(scorings.flatMap(({ from }) => from.code));
  return {
    closed: whistle.closedAt !== null,
    items: items satisfies readonly ScoreItem[],
    scorings,
    /** What the other side gave those the reader acts for. */
    received: given.filter(({ to }) => mine.has(to)),
  };
}

/** An unknown whistle, or one that is not the reader's to see. */
export const noWhistle = (id: string): Error => notFound({ zh: '哨', en: 'whistle' }, id);

function refuseOtherItems(
  items: readonly ScoreItem[],
  direction: string,
  given: ScoringInput['items'],
): void {
  const wanted = items.filter((item) => item.direction === direction).map(({ code }) => code);
  const got = Object.keys(given);
  if (wanted.length === got.length && wanted.every((code) => got.includes(code))) return;
  const detail = {
    zh: `须对这些项目各评 1–5 分：${wanted.join('、')}；得到：${got.join('、') || '无'}`,
    en: `Each of these items needs 1 to 5 points: ${wanted.join(', ')}; got: ${got.join(', ') || 'none'}`,
  };
  throw invalid(detail, [{ pointer: '#/items', got: got.join(','), detail }]);
}
