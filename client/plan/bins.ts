import { type Calendar, dayAt, hourOfWeek, midnightOf } from '../../geodata/analysis/calendar.ts';
import { type Choice, chooseRows, maskOf } from '../../geodata/analysis/choice.ts';
import { type Density, densityOf } from '../../geodata/analysis/density.ts';
import { hexagonsOf } from '../../geodata/analysis/hexagons.ts';
import { hoursOf } from '../../geodata/analysis/hours.ts';
import {
  type IncidentColumns,
  kinds,
  outcomes,
  sources,
  unitsPerDegree,
} from '../../geodata/analysis/incidents.ts';
import { earlierSpan, type Span, spanOf } from '../../geodata/analysis/span.ts';
import { tally } from '../../geodata/analysis/tally.ts';
import type { Wire } from '../../geodata/analysis/wire.ts';
import type { PlanSearch } from './url.ts';

/** Points of a sparkline. */
export const sparkPoints = 24;
/** Metres of the kernel’s standard deviation. */
export const bandwidth = 400;

/** What the pictures of the desk are drawn from. */
export interface Bins {
  readonly edition: number;
  /** Whether incidents beyond an area are kept from the reader, near its line too. */
  readonly partly: boolean;
  readonly span: Span;
  readonly total: number;
  readonly outside: number;
  /** Codes of the groups that the counts are of: areas of a level, or hexagons. */
  readonly codes: readonly string[];
  readonly counts: Uint32Array;
  /** `sparkPoints` counts a group. */
  readonly series: Uint32Array;
  readonly hours: Uint32Array;
  /** First day of `days`. */
  readonly first: string;
  readonly days: Uint32Array;
  /** By category of `categories`. */
  readonly byCategory: Uint32Array;
  readonly categories: Wire['header']['categories'];
  readonly earlier: {
    readonly span: Span;
    readonly total: number;
    readonly counts: Uint32Array;
    readonly byCategory: Uint32Array;
    /** Whether there are incidents from the whole of that time. */
    readonly complete: boolean;
  } | null;
  readonly density: Density | null;
}

/** Counts what a state of the desk shows. An area that is not among those of the wire has nothing in it. */
export function countBins(wire: Wire, calendar: Calendar, search: PlanSearch): Bins {
  const { header, columns } = wire;
  const span = spanOf(search, calendar);
  const choice = choiceOf(wire, search, span);
  const level = search.level ?? 'subdistrict';
  const { codes, grouping } =
    level === 'hexagon'
      ? hexagonsOf(columns)
      : {
          codes: header.levels[level] ?? [],
          grouping: {
            groupOf: wire.groupOf[level] ?? new Int32Array(),
            groups: header.levels[level]?.length ?? 0,
          },
        };
  const place = search.selected === undefined ? -1 : codes.indexOf(search.selected);
  const pointed = { group: place < 0 ? null : place, hours: hoursOf(search.hours) };
  const sizes = { buckets: sparkPoints, categories: header.categories.length };
  const now = tally(columns, calendar, choice, grouping, pointed, sizes);
  const before = search.compare === undefined ? null : earlierSpan(span, search.compare);
  const then =
    before === null
      ? null
      : tally(
          columns,
          calendar,
          { ...choice, ...instants(before, header.timeZone) },
          grouping,
          pointed,
          sizes,
        );
  return {
    edition: header.edition,
    partly: header.within !== null,
    span,
    total: now.total,
    outside: now.outside,
    codes,
    counts: now.groups,
    series: now.series,
    hours: now.hours,
    first: calendar.first,
    days: now.days,
    byCategory: now.categories,
    categories: header.categories,
    earlier:
      before === null || then === null
        ? null
        : {
            span: before,
            total: then.total,
            counts: then.groups,
            byCategory: then.categories,
            complete: before.from >= calendar.first,
          },
    density: search.draw === 'density' ? drawDensity(columns, calendar, choice, pointed.hours) : null,
  };
}

function choiceOf({ header, groupOf }: Wire, search: PlanSearch, span: Span): Choice {
  const one = <T>(list: readonly T[], value: T | undefined) =>
    value === undefined ? null : maskOf(list.length, [list.indexOf(value)]);
  const chosen = search.category?.split(',');
  return {
    ...instants(span, header.timeZone),
    categories:
      chosen === undefined
        ? null
        : maskOf(
            256,
            header.categories.flatMap(({ code }, index) => (chosen.includes(code) ? [index] : [])),
          ),
    kinds: one(kinds, search.kind),
    sources: one(sources, search.source),
    outcomes: one(outcomes, search.outcome),
    areas: areaMask(header.levels, groupOf, header.leaves, search.area),
  };
}

const instants = ({ from, to }: Span, timeZone: string) => ({
  from: midnightOf(from, timeZone),
  until: midnightOf(to, timeZone),
});

function areaMask(
  levels: Wire['header']['levels'],
  groupOf: Wire['groupOf'],
  leaves: number,
  area: string | undefined,
): Uint8Array | null {
  if (area === undefined) return null;
  const [level, codes] = Object.entries(levels).find(([, list]) => list.includes(area)) ?? ['', []];
  const place = codes.indexOf(area);
  const mask = new Uint8Array(leaves);
  groupOf[level]?.forEach((group, leaf) => {
    if (group === place) mask[leaf] = 1;
  });
  return mask;
}

/**
 * Over the extent of all incidents, so that no choice moves it; whichever area is chosen, so that what lies beyond its line
 * counts near it.
 */
function drawDensity(
  columns: IncidentColumns,
  calendar: Calendar,
  choice: Choice,
  hours: Uint8Array | null,
): Density {
  const rows = chooseRows(columns, { ...choice, areas: null });
  const kept =
    hours === null
      ? rows
      : rows.filter((row) => {
          const at = columns.time[row] ?? 0;
          return hours[hourOfWeek(calendar, dayAt(calendar, at), at)] === 1;
        });
  return densityOf(columns, kept, extentOf(columns), bandwidth);
}

const extents = new WeakMap<IncidentColumns, Density['bounds']>();

function extentOf(columns: IncidentColumns): Density['bounds'] {
  const known = extents.get(columns);
  if (known !== undefined) return known;
  let [west, south, east, north] = [
    180 * unitsPerDegree,
    90 * unitsPerDegree,
    -180 * unitsPerDegree,
    -90 * unitsPerDegree,
  ];
  for (let row = 0; row < columns.count; row++) {
    if ((columns.area[row] ?? -1) < 0) continue;
    const [x, y] = [columns.longitude[row] ?? 0, columns.latitude[row] ?? 0];
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  if (west > east) [west, south, east, north] = [0, 0, 0, 0];
  // Room for the kernel of what lies at the edge.
  const margin = 0.015;
  const made = [
    west / unitsPerDegree - margin,
    south / unitsPerDegree - margin,
    east / unitsPerDegree + margin,
    north / unitsPerDegree + margin,
  ] as const;
  extents.set(columns, made);
  return made;
}
