import type { Boundaries } from './boundaries.ts';
import type { DrawnLane } from './lanes.ts';
import { along, distance, type Point, toLonlat } from './plane.ts';
import { createRandom, normal, type Random } from './random.ts';
import { callSource, type Habit, habitOf, hourOfDay, type Source, weekdayWeight } from './rhythm.ts';
import { stemOf } from './romanise.ts';

/** One past incident. Times are instants; null where it has not come to that. */
export interface CityIncident {
  readonly lon: number;
  readonly lat: number;
  readonly category: string;
  readonly source: Source;
  readonly place: string;
  readonly placeEn: string;
  readonly occurredAt: Date;
  readonly respondedAt: Date | null;
  readonly closedAt: Date | null;
  /** Asked afterwards; null for those not asked. */
  readonly satisfied: boolean | null;
}

export interface IncidentOptions {
  readonly count: number;
  readonly days: number;
  /** None is later than this. */
  readonly until: Date;
  /** Codes of categories to draw from. */
  readonly categories: readonly string[];
}

/** A place where incidents happen: along a line, this far from it, and slower to be settled on a seam. */
interface Spot {
  readonly line: readonly Point[];
  readonly spread: number;
  /** Every third lies further off: in the yards and estates behind. */
  readonly loose: boolean;
  readonly weight: number;
  readonly slow: boolean;
  readonly place: string;
  readonly placeEn: string;
  /** The habit that rules here, '' for any. */
  readonly category: string;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Beijing has kept this offset, with no summer time, since 1992. */
const beijing = 8 * 60 * minute;

/** Makes up incidents of the last days: by day and hour as people live, thick at hot spots and along some seams. */
export function createIncidents(
  boundaries: Boundaries,
  lanes: readonly DrawnLane[],
  seed: number,
): (options: IncidentOptions) => CityIncident[] {
  let spots: readonly Spot[] | null = null;
  return ({ count, days, until, categories }) => {
    if (categories.length === 0) throw new Error('incidents: got no categories, wanted at least one code');
    spots ??= [...seamSpots(boundaries, seed), ...laneSpots(lanes, seed)];
    const random = createRandom(seed, 'incidents');
    const chooseSpot = weighted(spots, ({ weight }) => weight);
    const habits = categories.map(habitOf);
    const chooseHabit = weighted(habits, ({ weight }) => weight);
    const rows: CityIncident[] = [];
    while (rows.length < count) {
      const spot = chooseSpot(random);
      const ruling =
        spot.category === '' || random() < 0.45 ? null : habits.find(({ code }) => code === spot.category);
      const habit = ruling ?? chooseHabit(random);
      const occurredAt = timeOf(habit, until.getTime(), days, random);
      rows.push(tell(spot, habit, occurredAt, until.getTime(), random));
    }
    return rows;
  };
}

/** Lines that are always among the worst. */
const troubled = new Set(['110102020-110106002', '110101002-110101006', '110102010-110108008']);

/** Lines between subdistricts; a few of them, mostly between districts, have much more trouble than the rest. */
function seamSpots({ borders, properties }: Boundaries, seed: number): Spot[] {
  return borders.flatMap(({ left, right, line }): Spot[] => {
    const one = properties.get(left);
    const other = properties.get(right);
    if (!one || !other) return [];
    const [low, high] = [one, other].sort((a, b) => (a.code < b.code ? -1 : 1)) as [typeof one, typeof other];
    const random = createRandom(seed, `seam ${low.code} ${high.code}`);
    const town = isTown(low.code) && isTown(high.code);
    const district = low.parent !== high.parent;
    const hot = troubled.has(`${low.code}-${high.code}`) || (town && random() < (district ? 0.3 : 0.06));
    const perMetre = hot ? (district ? 0.28 : 0.2) : town ? 0.012 : 0.0006;
    return [
      {
        line,
        spread: 22,
        loose: false,
        weight: perMetre * Math.min(1500, lengthOf(line)) * (0.5 + random()),
        slow: true,
        place: `${stemOf(low.name)}与${stemOf(high.name)}交界`,
        placeEn: `between ${low.nameEn} and ${high.nameEn}`,
        category: hot ? (['01-03', '05-02', '01-01', '05-01'][Math.floor(random() * 4)] ?? '') : '',
      },
    ];
  });
}

/** Streets: most with a little, one in fourteen with a place on it that never rests. */
function laneSpots(lanes: readonly DrawnLane[], seed: number): Spot[] {
  const troubles = ['01-02', '01-04', '03-01', '05-01', '05-02', '06-01', '02-01', '01-03'];
  return lanes.flatMap(({ name, nameEn, line, subdistrict, class: rank }): Spot[] => {
    const random = createRandom(seed, `lane ${name} ${subdistrict}`);
    const town = subdistrict === '' ? 0.4 : isTown(subdistrict) ? 1 : 0.7;
    const perMetre = (rank === 'arterial' ? 0.01 : 0.035) * town * (0.4 + 1.2 * random());
    const length = subdistrict === '' ? Math.min(8000, lengthOf(line)) : lengthOf(line);
    const whole: Spot = {
      line,
      spread: 32,
      loose: true,
      weight: perMetre * length,
      slow: false,
      place: name,
      placeEn: nameEn,
      category: '',
    };
    if (subdistrict === '' || random() > 1 / 14) return [whole];
    const at = line[Math.floor(random() * line.length)] as Point;
    const hot: Spot = {
      ...whole,
      line: [at, at],
      spread: 45,
      loose: false,
      weight: 40 + 170 * random() ** 2,
      category: troubles[Math.floor(random() * troubles.length)] ?? '',
    };
    return [whole, hot];
  });
}

/** An instant of the last days, with the weights of weekday and hour where the people are. */
function timeOf(habit: Habit, until: number, days: number, random: Random): number {
  for (;;) {
    const midnight = Math.floor((until + beijing - random() * days * day) / day) * day;
    // The epoch began on a Thursday.
    if (random() > weekdayWeight((midnight / day + 4) % 7, habit)) continue;
    const at = midnight - beijing + Math.floor(hourOfDay(habit, random) * 60 * minute);
    if (at <= until && at > until - days * day) return at;
  }
}

/** Where it lay and what came of it by now: most are answered, nearly all are settled, those on a seam later and less often. */
function tell(spot: Spot, habit: Habit, occurred: number, until: number, random: Random): CityIncident {
  const { line } = spot;
  const spread = spot.loose && random() < 0.35 ? spot.spread * 4 : spot.spread;
  const piece = Math.floor(random() * (line.length - 1));
  const [x, y] = along(line[piece] as Point, line[piece + 1] as Point, random());
  const [lon, lat] = toLonlat([x + normal(random) * spread, y + normal(random) * spread]);
  const delay = spot.slow ? 1.7 : 1;
  const answered = occurred + habit.answer * delay * Math.exp(0.55 * normal(random)) * minute;
  const settled = answered + habit.settle * delay * Math.exp(0.8 * normal(random)) * 60 * minute;
  const missed = random() < (spot.slow ? 0.015 : 0.006);
  const never = random() < (spot.slow ? 0.008 : 0.003);
  const closed = settled <= until && !missed && !never;
  const asked = closed && random() < 0.55;
  return {
    lon,
    lat,
    category: habit.code,
    source: callSource(random),
    place: spot.place,
    placeEn: spot.placeEn,
    occurredAt: new Date(occurred),
    respondedAt: answered <= until && !missed ? new Date(answered) : null,
    closedAt: closed ? new Date(settled) : null,
    satisfied: asked ? random() < (spot.slow ? 0.86 : 0.94) : null,
  };
}

/** Draws items as often as their weights say, by bisection of the running sum. */
function weighted<T>(items: readonly T[], weightOf: (item: T) => number): (random: Random) => T {
  const sums = new Float64Array(items.length);
  let total = 0;
  items.forEach((item, i) => {
    total += weightOf(item);
    sums[i] = total;
  });
  return (random) => {
    const wanted = random() * total;
    let [low, high] = [0, items.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return items[low] as T;
  };
}

const isTown = (code: string): boolean => /^11010[1-8]/.test(code);

const lengthOf = (line: readonly Point[]): number =>
  line.reduce((sum, p, i) => sum + (i > 0 ? distance(line[i - 1] as Point, p) : 0), 0);
