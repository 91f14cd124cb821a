import type { Boundaries } from './boundaries.ts';
import { type Row, readRows, roundedBox, smooth } from './curves.ts';
import { headlineCodes } from './headline.ts';
import { neighbourhoodLanes } from './neighbourhood.ts';
import { avenues, ringRoads } from './places/avenues.ts';
import { core } from './places/core.ts';
import { east } from './places/east.ts';
import { firstSyllables, knownBorders, knownLanes, secondSyllables } from './places/lane-names.ts';
import { outline } from './places/outline.ts';
import { readPlaces } from './places/places.ts';
import { west } from './places/west.ts';
import { contains, distance, type Point, toLonlat, toPlane } from './plane.ts';
import { createRandom, pick, type Random } from './random.ts';
import { chineseNumber, romaniseStreet, stemOf } from './romanise.ts';

/** A street or alley: `lines` are lists of longitude and latitude, `width` is in metres, kerb to kerb. */
export interface CityLane {
  readonly name: string;
  readonly nameEn: string;
  readonly class: 'arterial' | 'secondary' | 'lane';
  readonly width: number;
  readonly lines: number[][][];
}

/** A lane on the plane, and the subdistrict it was drawn for ('' for a main road). */
export interface DrawnLane {
  readonly name: string;
  readonly nameEn: string;
  readonly class: CityLane['class'];
  readonly width: number;
  readonly line: readonly Point[];
  readonly subdistrict: string;
}

/** The same before it has its English name. */
export type NamedCourse = Omit<DrawnLane, 'nameEn'>;

/** Old city: alleys rather than streets. */
const oldCity = /^11010(10(0[1-8]|11)|20(01|03|1[1-5]))/;
const shortest = 120;

/** Main roads by hand; in town, streets along the lines between subdistricts and between communities. */
export function drawLanes(boundaries: Boundaries, seed: number): DrawnLane[] {
  return drawCourses(boundaries, seed).map((lane) => ({ ...lane, nameEn: romaniseStreet(lane.name) }));
}

function drawCourses({ borders, cuts, places, headline }: Boundaries, seed: number): NamedCourse[] {
  const named = createNames(seed, new Map(places.map(({ code, name }) => [code, stemOf(name)])));
  const isOurs = ownGround(places);
  const lanes = [
    ...readRows(avenues, true).map(drawAvenue),
    ...ringRoads.trim().split('\n').flatMap(drawRing),
  ].flatMap((road) => runsWithin(road.line, isOurs).map((line): NamedCourse => ({ ...road, line })));
  const codes: readonly string[] = Object.values(headlineCodes);
  for (const { left, right, line } of borders) {
    if (!left || !right || !inTown(left) || !inTown(right) || lengthOf(line) < shortest) continue;
    // The three lines that meet by the headline building are walls and a kerb, not streets.
    if (codes.includes(left) && codes.includes(right)) continue;
    const [low = ''] = [left, right].sort();
    const known = borderName(left, right);
    const name = known ?? named(low, line, ['大街', '路'], false);
    lanes.push({
      name,
      class: known ? 'arterial' : 'secondary',
      width: known ? 40 : 22,
      line,
      subdistrict: low,
    });
  }
  for (const { subdistrict, line } of cuts) {
    const near = line.some((p) => distance(p, headline.centre) < 240);
    if (near || lengthOf(line) < shortest || !(inTown(subdistrict) || isStreetTown(places, subdistrict)))
      continue;
    const wide = lengthOf(line) > 900;
    const name = named(
      subdistrict,
      line,
      oldCity.test(subdistrict) ? ['胡同', '胡同', '巷', '街'] : wide ? ['路', '街'] : ['路', '街', '巷'],
    );
    lanes.push({ name, class: wide ? 'secondary' : 'lane', width: wide ? 16 : 9, line, subdistrict });
  }
  lanes.push(...neighbourhoodLanes(headline.centre));
  return lanes;
}

/** The street that the line between two subdistricts is known to be. */
export const borderName = (left: string, right: string): string | undefined =>
  knownBorders[[left, right].sort().join('-')];

/** One row a name, class and width, with all its pieces. */
export function publishLanes(drawn: readonly DrawnLane[]): CityLane[] {
  const lanes = new Map<string, CityLane>();
  for (const { name, nameEn, class: rank, width, line, subdistrict } of drawn) {
    const key = `${name} ${rank} ${subdistrict.slice(0, 6)}`;
    const lane = lanes.get(key) ?? { name, nameEn, class: rank, width, lines: [] };
    lane.lines.push(line.map((p) => [...toLonlat(p)]));
    lanes.set(key, lane);
  }
  return [...lanes.values()];
}

/** Whether a point lies in the city, or in the part of it that is drawn: its nearest place does. */
function ownGround(own: Boundaries['places']): (p: Point) => boolean {
  const edge = outline.map(([lon, lat]) => toPlane(lon, lat));
  const codes = new Set(own.map(({ code }) => code));
  const places = [...core, ...west, ...east]
    .flatMap(readPlaces)
    .map(({ code, lon, lat }) => ({ ours: codes.has(code), at: toPlane(lon, lat) }));
  return (p) => {
    let [ours, nearest] = [false, Number.POSITIVE_INFINITY];
    for (const place of places) {
      const away = (place.at[0] - p[0]) ** 2 + (place.at[1] - p[1]) ** 2;
      if (away < nearest) [ours, nearest] = [place.ours, away];
    }
    return ours && contains(edge, p);
  };
}

/** The pieces of a line that keep to where `isOurs`. */
function runsWithin(line: readonly Point[], isOurs: (p: Point) => boolean): Point[][] {
  const runs: Point[][] = [[]];
  for (const p of line)
    if (isOurs(p)) runs.at(-1)?.push(p);
    else if (runs.at(-1)?.length) runs.push([]);
  return runs.filter((run) => run.length > 1);
}

const inTown = (code: string): boolean => /^1101(0[1-8])/.test(code);

const isStreetTown = (places: Boundaries['places'], code: string): boolean =>
  places.some((place) => place.code === code && place.name.endsWith('街道'));

const drawAvenue = ({ name, size, places }: Row): NamedCourse => ({
  name,
  class: 'arterial',
  width: size,
  line: smooth(places, 250),
  subdistrict: '',
});

/** A ring as four roads, one a side, cut at its corners. */
function drawRing(row: string): NamedCourse[] {
  const [ordinal, width = 0, west = 0, south = 0, east = 0, north = 0] = row
    .split(' ')
    .map((cell, i) => (i === 0 ? cell : Number(cell))) as [string, number, number, number, number, number];
  const [a, b] = [toPlane(west, south), toPlane(east, north)];
  const count = 160;
  const centre: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const ring = roundedBox(centre, b[0] - a[0], b[1] - a[1], count, 0.3).map(([x, y]): Point => {
    const sway = 0.012 * (b[0] - a[0]);
    return [x + sway * Math.sin(y / (sway * 18) + 1), y + sway * Math.sin(x / (sway * 15))];
  });
  return ['东', '北', '西', '南'].map((side, i) => ({
    name: `${side}${ordinal}环路`,
    class: 'arterial' as const,
    width,
    line: Array.from({ length: count / 4 + 1 }, (_, j) => ring[(i * 40 - 20 + j + count) % count] as Point),
    subdistrict: '',
  }));
}

/** Names for new streets: inside a subdistrict its known ones first, then made-up ones, none twice in the city. */
function createNames(
  seed: number,
  stems: ReadonlyMap<string, string>,
): (subdistrict: string, line: readonly Point[], endings: readonly string[], inside?: boolean) => string {
  const taken = new Set<string>(readRows(avenues, true).map(({ name }) => name));
  const left = new Map(Object.entries(knownLanes).map(([code, names]) => [code, names.split(' ')]));
  return (subdistrict, line, endings, inside = true) => {
    const known = inside ? left.get(subdistrict)?.shift() : undefined;
    if (known && !taken.has(known)) {
      taken.add(known);
      return known;
    }
    const [x, y] = line[0] as Point;
    const random = createRandom(seed, `${subdistrict} ${Math.round(x)} ${Math.round(y)}`);
    for (;;) {
      const name = invent(stems.get(subdistrict) ?? '', line, endings, random);
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}

function invent(stem: string, line: readonly Point[], endings: readonly string[], random: Random): string {
  const ending = pick(random, endings);
  if (random() < 0.45) {
    const [a, b] = [line[0] as Point, line.at(-1) as Point];
    const sides = Math.abs(b[0] - a[0]) > Math.abs(b[1] - a[1]) ? ['南', '北', '中'] : ['东', '西', '中'];
    const serial = random() < 0.4 ? chineseNumber(1 + Math.floor(random() * 6)) : '';
    return `${stem}${pick(random, sides)}${serial}${ending === '大街' ? '街' : ending}`;
  }
  return (
    pick(random, [...firstSyllables]) +
    pick(random, [...secondSyllables]) +
    pick(random, ['', '', '里', '东', '西', '南', '北']) +
    ending
  );
}

const lengthOf = (line: readonly Point[]): number =>
  line.reduce((sum, p, i) => sum + (i > 0 ? distance(line[i - 1] as Point, p) : 0), 0);
