import type { MultiLineString } from 'geojson';
import type { Sql } from 'postgres';
import { type Friction, frictionOf, type Settled } from '../../../geodata/analysis/friction/friction.ts';
import type { Level } from '../../../geodata/area.ts';
import type { Bounds } from '../../../geodata/geometry.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import type { Basis } from '../../../geodata/jurisdiction/records.ts';
import { type Rate, rateOf } from '../../assess/wilson.ts';
import { sideIn } from '../../seam/find.ts';
import type { SideView } from '../../seam/view.ts';
import type { IncidentAtSeam, SeamBook, SeamPages } from './book.ts';
import { readFirst, readSeams, type SeamRow, type SettledRow, type Traits, type Wanted } from './store.ts';

/** A seam with what it costs. */
export interface SeamCost extends Omit<Friction, 'joint' | 'returned'> {
  readonly key: string;
  readonly level: Level;
  readonly left: SideView;
  readonly right: SideView;
  /** Metres. */
  readonly length: number;
  /** What the line follows; null where nobody has recorded it. */
  readonly basis: Basis | null;
  readonly bounds: Bounds;
  /** The line, drawn within two metres. */
  readonly shape: MultiLineString;
  readonly joint: Rate;
  readonly returned: Rate;
  /** Whether there is enough to rank it by: five incidents, two of them settled, and a hundred metres. */
  readonly ranked: boolean;
}

/** Seams that cost most first; those with too little to rank them by follow, by their number of incidents. */
export interface Costs {
  readonly edition: number;
  /** Metres within which an incident is at a seam. */
  readonly distance: number;
  readonly from: string;
  readonly to: string;
  /** When the time looked at begins in fact: not before the first incident; and ends: not after now. */
  readonly since: string;
  readonly until: string;
  readonly years: number;
  readonly seams: readonly SeamCost[];
}

/** An incident at a seam as friction looks at it. */
export interface IncidentRow extends Omit<IncidentAtSeam, 'joint'> {
  /** The one party it is for; null where several are, or none. */
  readonly party: string | null;
  /** Whether it calls both sides of this seam. */
  readonly joint: boolean;
}

/** What it is worked out from, kept for whoever looks at one seam next. */
export interface Ranking {
  readonly costs: Costs;
  readonly incidents: ReadonlyMap<string, readonly IncidentRow[]>;
}

export interface Asked extends Wanted {
  readonly distance: number;
}

const yearInDays = 365.25;
const dayInMilliseconds = 86_400_000;
const fewest = { incidents: 5, settled: 2, length: 100 };

/** Rankings kept at hand: the one on the screen, the one before, and the wall's. */
const kept = 6;

/** Works rankings out, each once for as long as no incident or step comes in. */
export function createRankings(
  sql: Sql,
  book: SeamBook,
): (coverage: Coverage, asked: Asked, now: Date) => Promise<Ranking> {
  const atHand = new Map<string, Promise<Ranking>>();
  return async (coverage, asked, now) => {
    // The day stands for now: what time has run moves by days, not by requests.
    const day = Math.floor(now.getTime() / dayInMilliseconds);
    const pages = await book.pages(coverage.edition, asked.distance);
    const name = JSON.stringify([coverage.edition, asked, day, pages.version]);
    const found = atHand.get(name) ?? rank(sql, pages, coverage, asked, now);
    atHand.delete(name);
    atHand.set(name, found);
    for (const oldest of atHand.keys()) {
      if (atHand.size <= kept) break;
      atHand.delete(oldest);
    }
    return found.catch((error: unknown) => {
      atHand.delete(name);
      throw error;
    });
  };
}

async function rank(
  sql: Sql,
  pages: SeamPages,
  coverage: Coverage,
  asked: Asked,
  now: Date,
): Promise<Ranking> {
  const [seams, first] = await Promise.all([readSeams(sql, coverage.edition), readFirst(sql)]);
  const takes = taking(asked);
  const rows = rowsAt(seams, pages.atSeams.filter(takes));
  const since = new Date(Math.max(asked.from.getTime(), first?.getTime() ?? 0));
  const until = new Date(Math.min(asked.until.getTime(), now.getTime()));
  const years = Math.max(0, until.getTime() - since.getTime()) / dayInMilliseconds / yearInDays;
  const incidents = grouped(rows);
  const interior = interiorOf(pages.settled.filter(takes), rows);
  const costs = years === 0 ? [] : seams.map((seam) => costOf(coverage, seam, incidents, interior, years));
  costs.sort(
    (a, b) =>
      Number(b.ranked) - Number(a.ranked) ||
      (a.ranked ? (b.friction?.value ?? 0) - (a.friction?.value ?? 0) : b.incidents - a.incidents) ||
      (a.key < b.key ? -1 : 1),
  );
  return {
    incidents,
    costs: {
      edition: coverage.edition,
      distance: asked.distance,
      from: asked.from.toISOString(),
      to: asked.until.toISOString(),
      since: since.toISOString(),
      until: until.toISOString(),
      years,
      seams: costs,
    },
  };
}

/** Whether the planner's filter takes an incident. */
function taking({ from, until, categories, kind, source, outcome }: Wanted): (incident: Traits) => boolean {
  const [first, end] = [from.getTime() / 1000, until.getTime() / 1000];
  const chosen = categories && new Set(categories);
  return (incident) =>
    incident.time >= first &&
    incident.time < end &&
    (chosen === null || chosen.has(incident.category)) &&
    (kind === null || incident.kind === kind) &&
    (source === null || incident.source === source) &&
    (outcome === null || incident.outcome === outcome);
}

function rowsAt(seams: readonly SeamRow[], incidents: readonly IncidentAtSeam[]): IncidentRow[] {
  const sides = new Map(seams.map(({ key, left, right }) => [key, [left, right]]));
  return incidents
    .map(({ joint, across, ...row }) => ({
      ...row,
      across,
      party: row.areas.length === 1 ? (row.areas[0] ?? null) : null,
      joint: joint && (across || (sides.get(row.key) ?? ['']).every((side) => row.areas.includes(side))),
    }))
    .sort((a, b) => a.id - b.id);
}

function costOf(
  coverage: Coverage,
  { record: _record, left, right, ...seam }: SeamRow,
  incidents: ReadonlyMap<string, readonly IncidentRow[]>,
  interior: ReadonlyMap<string, ReadonlyMap<string, Settled>>,
  years: number,
): SeamCost {
  const here = incidents.get(seam.key) ?? [];
  const inside = merged([interior.get(left), interior.get(right)]);
  const found = frictionOf(here, inside, { length: seam.length, years });
  return {
    ...seam,
    ...found,
    left: sideIn(coverage, left),
    right: sideIn(coverage, right),
    joint: rateOf(found.joint, found.incidents),
    returned: rateOf(found.returned, found.incidents),
    ranked:
      found.incidents >= fewest.incidents &&
      found.settled >= fewest.settled &&
      seam.length >= fewest.length &&
      found.friction !== null,
  };
}

function grouped(rows: readonly IncidentRow[]): ReadonlyMap<string, readonly IncidentRow[]> {
  const byKey = new Map<string, IncidentRow[]>();
  for (const row of rows) {
    const list = byKey.get(row.key);
    if (list) list.push(row);
    else byKey.set(row.key, [row]);
  }
  return byKey;
}

/** What was settled inside each party: all of it, less what lies at a seam. */
function interiorOf(
  settled: readonly SettledRow[],
  atSeams: readonly IncidentRow[],
): ReadonlyMap<string, Map<string, Settled>> {
  const byParty = new Map<string, Map<string, Settled>>();
  const add = (party: string, category: string, { count, days, squares }: Settled): void => {
    const categories = byParty.get(party) ?? new Map<string, Settled>();
    byParty.set(party, categories);
    const before = categories.get(category);
    categories.set(category, {
      count: (before?.count ?? 0) + count,
      days: (before?.days ?? 0) + days,
      squares: (before?.squares ?? 0) + squares,
    });
  };
  for (const { party, category, days } of settled)
    add(party, category, { count: 1, days, squares: days * days });
  const seen = new Set<number>();
  for (const { id, party, category, days } of atSeams) {
    if (party === null || days === null || seen.has(id)) continue;
    seen.add(id);
    add(party, category, { count: -1, days: -days, squares: -days * days });
  }
  return byParty;
}

function merged(parts: readonly (ReadonlyMap<string, Settled> | undefined)[]): Map<string, Settled> {
  const all = new Map<string, Settled>();
  for (const part of parts)
    for (const [category, { count, days, squares }] of part ?? []) {
      if (count <= 0) continue;
      const before = all.get(category) ?? { count: 0, days: 0, squares: 0 };
      all.set(category, {
        count: before.count + count,
        days: before.days + days,
        squares: before.squares + squares,
      });
    }
  return all;
}
