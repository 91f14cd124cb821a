import type { OnSite } from '../../geodata/jurisdiction/decide.ts';
import { refuseDoubtful } from './blow.ts';
import { type ChangeView, changeParties, type PartyParts, refuseOutdated } from './parties.ts';
import { type Stepping, take, write } from './taking.ts';
import type { WhistleView } from './view.ts';

export interface Redraw {
  readonly geometry: unknown;
  readonly accuracy?: unknown;
  readonly width?: unknown;
  readonly crs?: unknown;
  /** Number of the verdict that the drawer had before them. */
  readonly verdict: string;
  readonly reason: string;
}

/**
 * Draws the footprint of a whistle anew: a new verdict under the same edition, and the parties it calls. What was there
 * stays in its verdict.
 * @throws Problem 409 where somebody else was quicker, the work is verified, or the new footprint calls nobody for certain;
 * 422 where it cannot be judged.
 */
export async function redraw(
  asked: Stepping,
  parts: PartyParts & { readonly timeZone: string },
  input: Redraw,
): Promise<WhistleView & { readonly change: ChangeView }> {
  const changes: ChangeView[] = [];
  const whistle = await take(asked, 'redraw', null, async ({ tx, whistle, step }) => {
    const { judge, duties } = parts;
    refuseOutdated(input.verdict, await judge.inUse(tx, whistle.incidentId), parts.timeZone);
    const { verdict: _, ...drawing } = input;
    const judged = await judge.redrawn(
      tx,
      whistle.incidentId,
      { ...drawing, by: step.account.name, at: step.now },
      { duties, kind: whistle.kind, blower: whistle.blownFor.code, onSite: onSite(whistle) },
    );
    refuseDoubtful(judged, whistle.kind, []);
    await write(tx, step, 'incident.redrawn', whistle, step.account.areaCode, {
      ...whoActs(step, parts),
      text: input.reason,
    });
    changes.push(await changeParties(tx, step, parts, whistle, judged));
  });
  const change = changes.at(-1);
  if (!change) throw new Error(`whistle ${asked.id} was redrawn without a change of parties`);
  return { ...whistle, change };
}

/** The area the account acts for, as the log names it; the account itself where it acts for none. */
export function whoActs({ account }: Stepping, { judge }: PartyParts) {
  const area = account.areaCode === null ? undefined : judge.coverage.areas.get(account.areaCode);
  const { name, nameEn } = area ?? { name: account.displayName, nameEn: account.displayNameEn };
  return { whoCode: account.areaCode ?? account.name, whoName: name, whoNameEn: nameEn };
}

/** The first body of each side that came to the place itself. */
function onSite({ summonses }: WhistleView): OnSite[] {
  const first = new Map<string, string>();
  for (const { areaCode, checkedInAt, checkIn } of summonses) {
    if (checkedInAt === null || !checkIn?.onSite) continue;
    const known = first.get(areaCode);
    if (known === undefined || checkedInAt < known) first.set(areaCode, checkedInAt);
  }
  return [...first].map(([code, at]) => ({ code, at }));
}
