import { rank } from '../../geodata/area.ts';
import type { AreaChange, ChangeKind, Differences } from './contract.ts';
import { changeKinds } from './contract.ts';

/**
 * Changed areas by what matters most of what happened to them; within a kind those of the finest level first, then those
 * that moved most land, then by code.
 */
export function groupChanges({ areas }: Pick<Differences, 'areas'>): readonly {
  readonly kind: ChangeKind;
  readonly areas: readonly AreaChange[];
}[] {
  const turnover = ({ gained, lost }: AreaChange) => gained + lost;
  return changeKinds.map((kind) => ({
    kind,
    areas: areas
      .filter((area) => area.kind === kind)
      .sort(
        (a, b) => rank(b.level) - rank(a.level) || turnover(b) - turnover(a) || (a.code < b.code ? -1 : 1),
      ),
  }));
}

/** How many areas of the level compared are not as they were. */
export const changedCount = ({ areas, level }: Pick<Differences, 'areas' | 'level'>): number =>
  areas.filter((area) => level === null || area.level === level).length;

/** Names of areas by code, of both editions, as far as a difference speaks of them; for a language. */
export function namesIn(
  { areas }: Pick<Differences, 'areas'>,
  nameOf: (named: { readonly name: string; readonly nameEn: string }) => string,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { from, to } of areas)
    for (const share of [...from, ...to]) if (share.code !== null) names.set(share.code, nameOf(share));
  for (const area of areas) names.set(area.code, nameOf(area));
  return names;
}
