import type { Footprint } from '../../geodata/footprint.ts';
import { type AreaAmount, createAreaAmounts } from '../../geodata/jurisdiction/area-amounts.ts';
import { resolve } from '../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../geodata/jurisdiction/rules.ts';
import { findDisagreement, onGeography, onPlane, type Tolerance } from './agreement.ts';
import type { Bench } from './bench.ts';
import { type Drawn, drawLines, drawPolygons, type Outline, type Size, sizes } from './footprints.ts';
import type { Measure, Measured } from './measure.ts';
import { createGeos } from './peers/geos.ts';
import { areasOf, type Peer } from './peers/peer.ts';
import { createPolygonClipping } from './peers/polygon-clipping.ts';
import { createPostgis, createPostgisLines, type Rows } from './peers/postgis.ts';
import { createTurf } from './peers/turf.ts';
import { median, milliseconds, percentile, rounded, timeInTurn, timeRuns, warmUp } from './statistics.ts';

/** Footprints of each size; slow peers are asked about fewer, while patience lasts. */
const counts: Readonly<Record<Size, number>> = { block: 300, quarter: 200, district: 60, metro: 12 };
const checkFor = { seconds: 10, atLeast: 1 };
const timeFor = { seconds: 20, atLeast: 1 };
const warmFor = { seconds: 2 };

/** What is asked: how much lies in each finest area, or in each party of a verdict, which are subdistricts. */
type Depth = Rows['areas'];

const peers: Readonly<Record<string, (bench: Bench, depth: Depth) => Promise<Peer<unknown>>>> = {
  postgis: async (bench, depth) => createPostgis(await rows(bench, depth)),
  turf: async (bench, depth) => createTurf(areas(bench, depth)),
  geos: (bench, depth) => createGeos(areas(bench, depth)),
  polyclip: async (bench, depth) => createPolygonClipping(areas(bench, depth)),
};
/** The fastest two are asked about parties too: fewer and larger areas. */
const askedAboutParties = ['postgis', 'geos'];

/**
 * Whose is this shape, and how much of it, milliseconds a footprint: `verdict.SIZE.PEER` by finest areas,
 * `verdict.SIZE.PEER.parties` by parties, `verdict.line.postgis`. Both sides are asked the same: which areas a shape read
 * before meets, and how much of it lies in each. What we take for the whole verdict, reading and reasons and parts to draw
 * included, is in the note.
 */
export const verdictMeasures: readonly Measure[] = [
  ...(Object.keys(sizes) as Size[]).flatMap((size) => [
    ...Object.keys(peers).map((peer) => verdictMeasure(size, peer, 'finest')),
    ...askedAboutParties.map((peer) => verdictMeasure(size, peer, 'parties')),
  ]),
  verdictMeasure('district', 'postgis', 'finest', 'jagged'),
  {
    name: 'verdict.line.postgis',
    unit: 'ms',
    run: async (bench) => {
      const drawn = drawLines(200, bench.places(), bench.coverage().extent);
      const peer = createPostgisLines(await rows(bench, 'finest'));
      return compare(bench, 'finest', drawn, peer, onGeography, await resolving(bench, 'line', drawn));
    },
  },
];

function verdictMeasure(size: Size, name: string, depth: Depth, outline: Outline = 'wavy'): Measure {
  const endings = [depth === 'parties' ? ['parties'] : [], outline === 'jagged' ? ['jagged'] : []].flat();
  return {
    name: ['verdict', size, name, ...endings].join('.'),
    unit: 'ms',
    run: async (bench) => {
      const drawn = polygons(bench, size, outline);
      const peer = await bench.keep(`${name} ${depth}`, async () => peers[name]?.(bench, depth));
      if (!peer) throw new Error(`there is no peer ${name}`);
      const tolerance = name === 'postgis' ? onGeography : onPlane;
      return compare(
        bench,
        depth,
        drawn,
        peer,
        tolerance,
        await resolving(bench, `${size} ${outline}`, drawn),
      );
    },
  };
}

/** Compares the answers first, then the times. Throws where the two disagree. */
async function compare<Shape>(
  bench: Bench,
  depth: Depth,
  drawn: readonly Drawn[],
  peer: Peer<Shape>,
  tolerance: Tolerance,
  also: string,
): Promise<Measured> {
  const ask = amountsIn(bench, depth);
  const items = drawn.map(({ footprint }) => ({ footprint, shape: peer.read(footprint) }));
  let checked = 0;
  const until = performance.now() + checkFor.seconds * 1000;
  for (const { footprint, shape } of items) {
    if (checked >= checkFor.atLeast && performance.now() > until) break;
    const ours = new Map(ask(footprint).map(({ code, amount }) => [code, amount]));
    const whole = footprint.length ?? footprint.area;
    const found = findDisagreement(ours, await peer.check(shape), whole, tolerance);
    if (found) throw new Error(`footprint ${checked}: ${found}`);
    checked++;
  }
  await warmUp(items, ({ footprint }) => ask(footprint), warmFor.seconds);
  await warmUp(items, ({ shape }) => peer.ask(shape), warmFor.seconds);
  const times = await timeInTurn(
    items,
    ({ footprint }) => ask(footprint),
    ({ shape }) => peer.ask(shape),
    timeFor,
  );
  const met = median(drawn.map(({ footprint }) => ask(footprint).length));
  const corners = median(drawn.map(({ footprint }) => cornersOf(footprint)));
  return {
    ours: median(times.ours.clock),
    peer: median(times.peer.clock),
    n: times.peer.clock.length,
    note: `both: code and amount of every area met, of a shape read before; peer: ${peer.about}; ${bench.size()} areas; ${corners} corners, ${met} ${depth === 'finest' ? 'finest areas' : 'parties'} met (medians); ours p95 ${rounded(percentile(times.ours.clock, 95))} ms; ${also}; processor time ${ofProcessor(times.ours)} and ${ofProcessor(times.peer)} ms (means); ${checked} answers agreed; both warmed up, asked in groups and in turn`,
  };
}

const ofProcessor = ({
  clock,
  processor,
}: {
  readonly clock: readonly number[];
  readonly processor: number;
}) => rounded(processor / clock.length);

/** How much of a footprint lies in each area: the question that every peer is asked. */
const amountsIn = (bench: Bench, depth: Depth): ((footprint: Footprint) => readonly AreaAmount[]) =>
  bench.keep(`amounts ${depth}`, () =>
    createAreaAmounts(depth === 'finest' ? bench.coverage() : bench.coverage().byParty(), null),
  );

/** What the whole verdict takes, from the GeoJSON Feature to the parties with their shapes and reasons, in words. */
const resolving = (bench: Bench, name: string, drawn: readonly Drawn[]): Promise<string> =>
  bench.keep(`resolving ${name}`, async () => {
    const times: number[] = [];
    const judge = ({ feature }: Drawn) =>
      resolve(bench.coverage(), feature, { rules: defaultRules, duties: () => [] });
    await warmUp(drawn, judge, warmFor.seconds);
    for (const one of drawn) times.push(await milliseconds(() => judge(one)));
    return `whole resolve ${rounded(median(times))} ms, p95 ${rounded(percentile(times, 95))} ms`;
  });

async function rows(bench: Bench, depth: Depth): Promise<Rows> {
  const { database, edition, engine } = await bench.stored();
  const { sql } = database;
  const nothing = await timeRuns(50, 20, () => sql`select 1`);
  const about = `${engine}, of which asking nothing takes ${rounded(median(nothing))} ms`;
  return { sql, edition, areas: depth, engine: about };
}

const areas = (bench: Bench, depth: Depth) =>
  bench.keep(`areas ${depth}`, () => {
    const { boundaries } = bench.edition().edition;
    const wanted = new Set(bench.coverage().parties.map(({ code }) => code));
    return areasOf(
      boundaries.filter(({ leaf, area }) => (depth === 'finest' ? leaf !== null : wanted.has(area.code))),
    );
  });

const polygons = (bench: Bench, size: Size, outline: Outline) =>
  bench.keep(`polygons ${size} ${outline}`, () =>
    drawPolygons(size, outline, counts[size], bench.places(), bench.coverage().extent),
  );

const cornersOf = ({ polygons: shapes, lines }: Footprint): number =>
  [...shapes.flat(), ...lines].reduce((sum, line) => sum + line.length, 0);
