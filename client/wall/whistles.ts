import type { SideView, SummonsView, Whistle } from '../api.ts';

/** How one whistle stands at a moment, as the wall shows it. Times in milliseconds since 1970. */
export interface Muster {
  readonly whistle: Whistle;
  /** Bodies called, those that have come, and those that have not. */
  readonly called: number;
  readonly arrived: number;
  readonly missing: number;
  readonly overdue: boolean;
  /** The next deadline of a body that is missing; once all are there, null. */
  readonly dueAt: number | null;
  /** When the last body came; null while one is missing. */
  readonly completeAt: number | null;
  /** The sides that a body was called for, each with its bodies, in the order of the verdict. */
  readonly sides: readonly { readonly side: SideView; readonly summonses: readonly SummonsView[] }[];
}

export function muster(whistle: Whistle, now: number): Muster {
  const missing = whistle.summonses.filter((summons) => summons.checkedInAt === null);
  const arrivals = whistle.summonses.flatMap((summons) =>
    summons.checkedInAt === null ? [] : [Date.parse(summons.checkedInAt)],
  );
  const dueAt =
    missing.length === 0 ? null : Math.min(...missing.map((summons) => Date.parse(summons.dueAt)));
  return {
    whistle,
    called: whistle.summonses.length,
    arrived: arrivals.length,
    missing: missing.length,
    overdue: dueAt !== null && now > dueAt,
    dueAt,
    completeAt: missing.length === 0 ? Math.max(Date.parse(whistle.blownAt), ...arrivals) : null,
    sides: whistle.sides
      .map((side) => ({
        side,
        summonses: whistle.summonses.filter((summons) => summons.areaCode === side.areaCode),
      }))
      .filter(({ summonses }) => summonses.length > 0),
  };
}

/**
 * Open whistles in the order of the board: an emergency that somebody is missing from, overdue, least time left; those
 * where all are there last, the latest to be complete first among them.
 */
export function musters(whistles: Iterable<Whistle>, now: number): readonly Muster[] {
  return [...whistles]
    .filter((whistle) => whistle.closedAt === null)
    .map((whistle) => muster(whistle, now))
    .sort(
      (a, b) =>
        urgency(a) - urgency(b) ||
        (a.dueAt ?? 0) - (b.dueAt ?? 0) ||
        (b.completeAt ?? 0) - (a.completeAt ?? 0) ||
        a.whistle.id.localeCompare(b.whistle.id),
    );
}

function urgency(of: Muster): number {
  if (of.dueAt === null) return of.whistle.kind === 'emergency' ? 3 : 4;
  if (of.whistle.kind === 'emergency') return 0;
  return of.overdue ? 1 : 2;
}

/** What the left of the wall counts, out of the open whistles themselves. */
export function figures(of: readonly Muster[]) {
  const kinds = { enforcement: 0, priority: 0, emergency: 0 };
  for (const { whistle } of of) kinds[whistle.kind] += 1;
  return {
    open: of.length,
    overdue: of.filter(({ overdue }) => overdue).length,
    /** Bodies that have come and have not been released. */
    onSite: of
      .flatMap(({ whistle }) => whistle.summonses)
      .filter((summons) => summons.checkedInAt !== null && summons.releasedAt === null).length,
    missing: of.reduce((sum, { missing }) => sum + missing, 0),
    mustering: of.filter(({ missing }) => missing > 0).length,
    byKind: kinds,
  };
}

/** An area's name without its rank, for names side by side: 广安门外 for 广安门外街道. A name of two characters stays whole. */
export const shortName = (name: string): string => {
  const short = name.replace(/(街道|地区办事处|地区|镇|乡)$/u, '');
  return short.length >= 2 ? short : name;
};
