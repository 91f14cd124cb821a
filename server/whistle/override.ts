import { mayOn } from '../access/session.ts';
import { forbidden, notFound } from '../errors.ts';
import { setAreas } from '../incident/areas.ts';
import { type AskedParty, called, type OverrideView, standingsOf } from '../incident/override.ts';
import { append, lockLog } from '../live/log.ts';
import { steadyNow } from '../live/steady.ts';
import { type ChangeView, changeParties, type PartyParts, refuseOutdated } from './parties.ts';
import { whoActs } from './redraw.ts';
import { findWhistleOf } from './store.ts';
import { begin, type Stepping } from './taking.ts';

export interface Override {
  readonly parties: readonly AskedParty[];
  readonly reason: string;
  /** Number of the verdict it is made against. */
  readonly verdict: string;
}

export interface Overridden {
  readonly override: OverrideView;
  readonly change: ChangeView | null;
}

/**
 * Puts a coordinator's decision beside the verdict of an incident, `id` of the step; where a whistle has been blown its
 * parties follow, as after a new footprint. Answers the decision, and what became of them: null before the whistle.
 * @throws Problem 403 for who acts for no party; 409 where the verdict is another by now, or the work is verified.
 */
export async function override(
  asked: Stepping,
  parts: PartyParts & { readonly timeZone: string },
  input: Override,
): Promise<Overridden> {
  const { sql, account, id: incidentId } = asked;
  const { judge } = parts;
  return (await sql.begin(async (tx) => {
    await lockLog(tx);
    const step = { ...asked, now: await steadyNow(tx, incidentId, asked.now) };
    const made = {
      verdictId: input.verdict,
      parties: input.parties,
      reason: input.reason,
      by: account.name,
      at: step.now,
    };
    const whistleId = await findWhistleOf(tx, incidentId);
    const whistle =
      whistleId === null ? null : (await begin(tx, { ...step, id: whistleId }, 'override', null)).whistle;
    const inUse = await judge.inUse(tx, incidentId);
    if (!whistle) {
      const paths = [...inUse.verdict.parties, ...inUse.verdict.touched].map((p) => p.jurisdiction.path);
      if (!mayOn(account, 'incident.see', paths)) throw notFound({ zh: '事件', en: 'incident' }, incidentId);
      if (!mayOn(account, 'verdict.override', paths)) throw notTheirs(step);
    }
    refuseOutdated(input.verdict, inUse, parts.timeZone);
    const judged = await judge.overridden(tx, incidentId, made);
    await append(tx, {
      at: step.now,
      step: 'incident.overridden',
      incidentId,
      whistleId,
      areaCode: account.areaCode,
      actor: account.name,
      body: { ...whoActs(step, parts), text: input.reason },
    });
    if (!judged.override) throw new Error(`the override on incident ${incidentId} is not in force`);
    if (whistle)
      return {
        override: judged.override,
        change: await changeParties(tx, { ...step, id: whistle.id }, parts, whistle, judged),
      };
    const areas = called(standingsOf(judged.verdict, judged.override));
    await setAreas(
      tx,
      incidentId,
      areas.map(({ jurisdiction }) => jurisdiction.code),
    );
    return { override: judged.override, change: null };
  })) as Overridden;
}

const notTheirs = ({ account }: Stepping) =>
  forbidden({
    zh: `只有涉及辖区的协调员可以改派；“${account.displayName}”不在其中`,
    en: `Only a coordinator of a party may override the verdict; "${account.displayNameEn}" is none`,
  });
