import { type Area, type Level, rank } from '../../geodata/area.ts';
import type { Bounds } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { type AreaDifference, type Change, type Known, type Move, tellAreas } from './difference-areas.ts';
import { type Piece, piecesBetween, pieceThreshold, type Units, unitsAt } from './difference-pieces.ts';
import { levelsIn } from './register.ts';

/** What changed from one edition to another. */
export interface EditionDifference {
  readonly base: number;
  readonly edition: number;
  /** Level whose outlines were compared; null where none could be, and only names, parents and codes were. */
  readonly level: Level | null;
  readonly threshold: typeof pieceThreshold;
  /** Of the level compared. */
  readonly summary: Summary;
  readonly byLevel: Readonly<Partial<Record<Level, Summary>>>;
  /** Finer levels that both editions have: lines redrawn between areas of these alone are not told. */
  readonly notCompared: readonly Level[];
  /** Changed areas of the level compared and those above; of finer levels those that came, went, or were renamed by themselves. */
  readonly areas: readonly AreaDifference[];
  /** Changed areas of finer levels that are only counted, because they came, went or lost their parent with all of it, or are too many. */
  readonly unlisted: Readonly<Partial<Record<Level, number>>>;
}

/** Areas by what happened to them, one under each that did; square metres that changed hands. */
export type Summary = Readonly<Record<Change | 'unchanged' | 'areaMoved', number>>;

/** Areas of one level that are compared by their outlines. */
const mostAreas = 10_000;
/** Changed areas of a finer level that are listed. */
const mostFiner = 500;

/**
 * Compares two editions: by outlines at the level of subdistricts (or the finest level that both have and that is not
 * finer, and not more than 10,000 areas strong), rolled up to the levels above; by codes, names and parents below it.
 */
export function compareEditions(
  base: EditionGeography,
  edition: EditionGeography,
): { readonly difference: EditionDifference; readonly pieces: readonly Piece[] } {
  const known = [byCode(base), byCode(edition)] as const;
  const compared = compareOutlines(base, edition);
  const areas: AreaDifference[] = [];
  const byLevel: Partial<Record<Level, Summary>> = {};
  const unlisted: Partial<Record<Level, number>> = {};
  for (const level of levelsIn([...base.areas, ...edition.areas])) {
    const flows = compared && rank(level) <= rank(compared.level) ? flowsAt(level, compared) : null;
    const [old, now] = [ofLevel(known[0], level, flows, 0), ofLevel(known[1], level, flows, 1)];
    const told = tellAreas(level, old, now, flows?.moves ?? []);
    const listed = compared && !flows ? byThemselves(told.areas, old, now).slice(0, mostFiner) : told.areas;
    areas.push(...listed);
    if (listed.length < told.areas.length) unlisted[level] = told.areas.length - listed.length;
    byLevel[level] = { ...told.counts, areaMoved: flows?.total ?? 0 };
  }
  const level = compared?.level ?? null;
  const shown = level ?? levelsIn(edition.areas).at(0);
  return {
    difference: {
      base: base.edition,
      edition: edition.edition,
      level,
      threshold: pieceThreshold,
      summary: (shown && byLevel[shown]) ?? nothing,
      byLevel,
      notCompared: level === null ? [] : levelsInBoth(base, edition).filter((one) => rank(one) > rank(level)),
      areas,
      unlisted,
    },
    pieces: compared?.pieces ?? [],
  };
}

/** Areas without those that came, went or were moved only because their parent, or all that it had below it, did. */
function byThemselves(areas: readonly AreaDifference[], old: Known, now: Known): readonly AreaDifference[] {
  const [parentsBefore, parentsNow] = [parentsOf(old), parentsOf(now)];
  return areas.filter(({ kinds, before, after }) => {
    if (after === null) return parentsNow.has(before?.parent ?? null);
    if (before === null) return parentsBefore.has(after.parent);
    return kinds.some((kind) => kind !== 'reparented') || parentsNow.has(before.parent);
  });
}

const parentsOf = (areas: Known): ReadonlySet<string | null> =>
  new Set([...areas.values()].map(({ parent }) => parent));

const levelsInBoth = (base: EditionGeography, edition: EditionGeography): readonly Level[] => {
  const there = new Set(levelsIn(edition.areas));
  return levelsIn(base.areas).filter((level) => there.has(level));
};

interface Compared {
  readonly level: Level;
  readonly before: Units;
  readonly after: Units;
  readonly pieces: readonly Piece[];
}

/** At the finest level that can be compared; layers that fall to dust at one may still hold at the one above. */
function compareOutlines(base: EditionGeography, edition: EditionGeography): Compared | null {
  const both = levelsInBoth(base, edition);
  const coarse = both.filter((level) => rank(level) <= rank('subdistrict'));
  const candidates = (coarse.length > 0 ? coarse : both.slice(0, 1)).toReversed();
  for (const level of candidates) {
    const [before, after] = [unitsAt(base, level), unitsAt(edition, level)];
    if (Math.max(before.shapes.size, after.shapes.size) > mostAreas) continue;
    const pieces = piecesBetween(before, after);
    if (pieces) return { level, before, after, pieces };
  }
  return null;
}

interface Flows {
  readonly moves: readonly Move[];
  readonly total: number;
  readonly sizes: readonly [ReadonlyMap<string, number>, ReadonlyMap<string, number>];
  readonly bounds: readonly [ReadonlyMap<string, Bounds>, ReadonlyMap<string, Bounds>];
}

/** What changed hands at a level at or above the one compared: pieces, and units that went over as a whole. */
function flowsAt(level: Level, { level: own, before, after, pieces }: Compared): Flows {
  const up = (units: Units, code: string | null): string | null =>
    code === null ? null : level === own ? code : (units.hierarchy.ancestor(code, level) ?? null);
  const moves = pieces.flatMap(({ polygon: _polygon, ...piece }): Move[] => {
    const [from, to] = [up(before, piece.from), up(after, piece.to)];
    return from === to ? [] : [{ ...piece, from, to }];
  });
  if (level !== own) {
    const lost = new Map<string, number>();
    for (const { from, area } of pieces) if (from !== null) lost.set(from, (lost.get(from) ?? 0) + area);
    for (const [code, { area }] of before.shapes) {
      if (!after.shapes.has(code)) continue;
      const [from, to] = [up(before, code), up(after, code)];
      const kept = area - (lost.get(code) ?? 0);
      if (from !== to && kept > 0) moves.push({ from, to, area: kept, lost: true, gained: true });
    }
  }
  return {
    moves,
    total: moves.reduce((sum, { area }) => sum + area, 0),
    sizes: [sizesAt(before, up), sizesAt(after, up)],
    bounds: [boundsAt(before, up), boundsAt(after, up)],
  };
}

type Up = (units: Units, code: string) => string | null;

function sizesAt(units: Units, up: Up): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const [code, { area }] of units.shapes) {
    const unit = up(units, code);
    if (unit !== null) sizes.set(unit, (sizes.get(unit) ?? 0) + area);
  }
  return sizes;
}

function boundsAt(units: Units, up: Up): ReadonlyMap<string, Bounds> {
  const bounds = new Map<string, Bounds>();
  for (const [code, { polygons }] of units.shapes) {
    const unit = up(units, code);
    if (unit === null) continue;
    let [west, south, east, north] = bounds.get(unit) ?? [Infinity, Infinity, -Infinity, -Infinity];
    for (const [shell = []] of polygons)
      for (const [x, y] of shell) {
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
    bounds.set(unit, [west, south, east, north]);
  }
  return bounds;
}

const byCode = ({ areas }: EditionGeography): ReadonlyMap<string, Area> =>
  new Map(areas.map((area) => [area.code, area]));

const ofLevel = (areas: ReadonlyMap<string, Area>, level: Level, flows: Flows | null, which: 0 | 1): Known =>
  new Map(
    [...areas.values()]
      .filter((area) => area.level === level)
      .map((area) => [
        area.code,
        {
          ...area,
          size: flows?.sizes[which].get(area.code) ?? null,
          bounds: flows?.bounds[which].get(area.code) ?? null,
        },
      ]),
  );

const nothing: Summary = {
  split: 0,
  merged: 0,
  added: 0,
  removed: 0,
  moved: 0,
  reparented: 0,
  renamed: 0,
  unchanged: 0,
  areaMoved: 0,
};
