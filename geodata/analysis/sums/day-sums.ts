// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Calendar, dayAt, hourOfWeek } from '../calendar.ts';
import { type IncidentColumns, kinds, outcomes, sources } from '../incidents.ts';

/** What of the columns can be asked for by prefix sums alone: everything, or values of one of these. */
export type Facet = 'category' | 'kind' | 'source' | 'outcome';

/**
 * Running totals by day. There is a plane for all incidents and one for each value of each facet; a plane has a row for
 * each midnight, with how many of its incidents lie before it by area, by hour of the week and by category, side by side:
 * what lies between two midnights is the difference of two rows, however far apart they are.
 */
export interface DaySums {
  readonly days: number;
  /** Entries of a row: areas, then hours of the week from `hoursAt` on, then categories from `categoriesAt` on. */
  readonly width: number;
  readonly areas: number;
  readonly hoursAt: number;
  readonly categoriesAt: number;
  /** Number of the plane of a facet's first value; the plane of all is 0. */
  readonly planeOf: Readonly<Record<Facet, number>>;
  /** Plane by plane, midnight by midnight. */
  readonly rows: Uint32Array;
  /** Incidents of each day, plane by plane: no sums. */
  readonly perDay: Uint32Array;
}

/** Adds up columns by their days and by coarse areas: `areaOf` is that of each finest area, the last one outside the city. */
export function* sumDays(
  columns: IncidentColumns,
  calendar: Calendar,
  { areaOf, areas }: { readonly areaOf: Int32Array; readonly areas: number },
  categories: number,
): Generator<void, DaySums> {
  const { days } = calendar;
  const [hoursAt, categoriesAt] = [areas, areas + 168];
  const width = categoriesAt + categories;
  const planeOf = {
    category: 1,
    kind: 1 + categories,
    source: 1 + categories + kinds.length,
    outcome: 1 + categories + kinds.length + sources.length,
  };
  const planes = planeOf.outcome + outcomes.length;
  const rows = new Uint32Array(planes * (days + 1) * width);
  const perDay = new Uint32Array(planes * days);
  const { time, category, kind, source, outcome, area, count } = columns;
  const plane = (days + 1) * width;
  let day = count > 0 ? dayAt(calendar, time[0]!) : 0;
  for (let row = 0; row < count; row++) {
    if (row % pause === pause - 1) yield;
    while (day < days - 1 && time[row]! >= calendar.starts[day + 1]!) day++;
    const [place, hour] = [
      area[row]! < 0 ? areas - 1 : areaOf[area[row]!]!,
      hourOfWeek(calendar, day, time[row]!),
    ];
    const of = category[row]!;
    for (let which = 0; which < 5; which++) {
      const on =
        which === 0
          ? 0
          : which === 1
            ? planeOf.category + of
            : which === 2
              ? planeOf.kind + kind[row]!
              : which === 3
                ? planeOf.source + source[row]!
                : planeOf.outcome + outcome[row]!;
      const at = on * plane + (day + 1) * width;
      rows[at + place]!++;
      rows[at + hoursAt + hour]!++;
      rows[at + categoriesAt + of]!++;
      perDay[on * days + day]!++;
    }
  }
  for (let at = 0; at < planes; at++) {
    if (at % 8 === 7) yield;
    for (let i = at * plane + width; i < (at + 1) * plane; i++) rows[i]! += rows[i - width]!;
  }
  return { days, width, areas, hoursAt, categoriesAt, planeOf, rows, perDay };
}

/** Rows that are added up at a stretch, before others have their turn: some milliseconds. */
const pause = 100_000;

/** Planes that make up a choice of values together, each added or taken away. */
export type Planes = readonly { readonly plane: number; readonly sign: 1 | -1 }[];

/** The planes of a mask of a facet's values: those chosen, or all without those that are not, whichever are fewer. */
export function planesOf(sums: DaySums, facet: Facet | null, mask: Uint8Array | null): Planes {
  if (facet === null || mask === null) return [{ plane: 0, sign: 1 }];
  const values = sizeOf(sums, facet);
  const first = sums.planeOf[facet];
  const chosen = Array.from({ length: values }, (_, value) => value).filter((value) => mask[value] === 1);
  if (chosen.length <= values / 2) return chosen.map((value) => ({ plane: first + value, sign: 1 }));
  const rest = Array.from({ length: values }, (_, value) => value).filter((value) => mask[value] !== 1);
  return [{ plane: 0, sign: 1 }, ...rest.map((value) => ({ plane: first + value, sign: -1 }) as const)];
}

function sizeOf(sums: DaySums, facet: Facet): number {
  if (facet === 'category') return sums.planeOf.kind - sums.planeOf.category;
  return { kind: kinds, source: sources, outcome: outcomes }[facet].length;
}

/** Adds `first` to `end` of the row at a midnight, of all planes, to `into` (or takes it away). */
export function addRow(
  { days, width, rows }: DaySums,
  planes: Planes,
  midnight: number,
  part: { readonly first: number; readonly end: number },
  sign: 1 | -1,
  into: Int32Array,
): void {
  for (const { plane, sign: own } of planes) {
    const at = (plane * (days + 1) + midnight) * width + part.first;
    const size = part.end - part.first;
    if (own === sign) for (let i = 0; i < size; i++) into[i]! += rows[at + i]!;
    else for (let i = 0; i < size; i++) into[i]! -= rows[at + i]!;
  }
}
