import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { SideView, Whistle } from '../api.ts';
import { calledAreas } from './bodies.ts';

/** An area by its names, in either language. */
export interface Named {
  readonly name: string;
  readonly nameEn: string;
}

/** Whom a new verdict would keep, call and let go, as far as it can be told before the server has spoken. */
export interface ChangeAhead {
  readonly kept: readonly Named[];
  readonly added: readonly Named[];
  /** Fall out, but bodies of theirs have come. */
  readonly leaving: readonly Named[];
  readonly left: readonly Named[];
  /** Null where the same one leads; `held` where somebody has come and only a common superior may change it. */
  readonly lead: { readonly from: Named; readonly to: Named; readonly held: boolean } | null;
}

/**
 * What becomes of a whistle's sides under another verdict. `area` is the area the reader acts for: whoever acts for the
 * common superior may change the lead under those who have come.
 */
export function changeAhead(whistle: Whistle, verdict: Verdict, area: string | null): ChangeAhead {
  const sides = whistle.sides.filter(({ role, state }) => role !== 'inform' && state !== 'leaving');
  const reached = new Set([...verdict.parties, ...verdict.touched].map((part) => part.jurisdiction.code));
  const byHand = sides.map(({ areaCode }) => areaCode).filter((code) => reached.has(code));
  const called = calledAreas(verdict, new Set(byHand));
  const codes = new Set(called.map(({ code }) => code));
  const wanted = verdict.parties.find(({ role }) => role === 'lead')?.jurisdiction;
  const leads = sides.find(({ role }) => role === 'lead');
  const anyHere = whistle.summonses.some(({ checkedInAt }) => checkedInAt !== null);
  const superior = area !== null && (verdict.coordinator?.path ?? []).includes(area);
  const lead =
    leads === undefined || wanted === undefined || wanted.code === leads.areaCode
      ? null
      : { from: leads, to: wanted, held: anyHere && !superior };
  // Who keeps the lead stays, whatever the footprint.
  const stays = (side: SideView) =>
    codes.has(side.areaCode) || (lead?.held === true && side.areaCode === leads?.areaCode);
  const here = (side: SideView) =>
    whistle.summonses.some(
      ({ areaCode, checkedInAt, releasedAt }) =>
        areaCode === side.areaCode && checkedInAt !== null && releasedAt === null,
    );
  const fallen = sides.filter((side) => !stays(side));
  return {
    kept: sides.filter(stays),
    added: called.filter(({ code }) => !sides.some(({ areaCode }) => areaCode === code)),
    leaving: fallen.filter(here),
    left: fallen.filter((side) => !here(side)),
    lead,
  };
}
