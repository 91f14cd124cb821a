import type { Footprint } from '../../geodata/footprint.ts';
import { type Coverage, ownersOf } from '../../geodata/jurisdiction/coverage.ts';
import { measure } from '../../geodata/jurisdiction/overlap.ts';
import { resolve } from '../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../geodata/jurisdiction/rules.ts';
import { type Amounts, findDisagreement, onGeography, onPlane, type Tolerance } from './agreement.ts';
import type { Bench } from './bench.ts';
import { type Drawn, drawLines, drawPolygons, type Size, sizes } from './footprints.ts';
import type { Measure, Measured } from './measure.ts';
import { createGeos } from './peers/geos.ts';
import { leavesOf, type Peer } from './peers/peer.ts';
import { createPolygonClipping } from './peers/polygon-clipping.ts';
import { askNothing, createPostgis, createPostgisLines } from './peers/postgis.ts';
import { createTurf } from './peers/turf.ts';
import { median, milliseconds, percentile, rounded, timeInTurn, timeRuns } from './statistics.ts';

/** Footprints of each size; slow peers are asked about fewer, while patience lasts. */
const counts: Readonly<Record<Size, number>> = { block: 300, quarter: 200, district: 60, metro: 12 };
const checkFor = { seconds: 10, atLeast: 2 };
const timeFor = { seconds: 20, atLeast: 3 };

type Peers = Readonly<Record<string, (bench: Bench) => Promise<Peer<unknown>>>>;

const peers: Peers = {
  postgis: (bench) => bench.keep('postgis', () => postgisOf(bench, createPostgis)),
  turf: async (bench) => bench.keep('turf', () => createTurf(leaves(bench))),
  geos: (bench) => bench.keep('geos', () => createGeos(leaves(bench))),
  polyclip: async (bench) => bench.keep('polyclip', () => createPolygonClipping(leaves(bench))),
};

/** Whose is this shape, and how much of it: `verdict.SIZE.PEER` and `verdict.line.postgis`, milliseconds a footprint. */
export const verdictMeasures: readonly Measure[] = [
  ...(Object.keys(sizes) as Size[]).flatMap((size) =>
    Object.entries(peers).map(
      ([name, peerOf]): Measure => ({
        name: `verdict.${size}.${name}`,
        unit: 'ms',
        run: async (bench) => {
          const drawn = polygons(bench, size);
          const tolerance = name === 'postgis' ? onGeography : onPlane;
          return compare(bench, drawn, await peerOf(bench), tolerance, await resolving(bench, size, drawn));
        },
      }),
    ),
  ),
  {
    name: 'verdict.line.postgis',
    unit: 'ms',
    run: async (bench) => {
      const drawn = drawLines(200, bench.places(), bench.coverage().extent);
      const peer = await postgisOf(bench, createPostgisLines);
      return compare(bench, drawn, peer, onGeography, await resolving(bench, 'line', drawn));
    },
  },
];

/** Compares the answers first, then the times. Throws where the two disagree. */
async function compare<Shape>(
  bench: Bench,
  drawn: readonly Drawn[],
  peer: Peer<Shape>,
  tolerance: Tolerance,
  also: string,
): Promise<Measured> {
  const coverage = bench.coverage();
  const items = drawn.map(({ footprint }) => ({ footprint, shape: peer.read(footprint) }));
  let checked = 0;
  const until = performance.now() + checkFor.seconds * 1000;
  for (const { footprint, shape } of items) {
    if (checked >= checkFor.atLeast && performance.now() > until) break;
    const whole = footprint.length ?? footprint.area;
    const found = findDisagreement(amountsOf(coverage, footprint), await peer.check(shape), whole, tolerance);
    if (found) throw new Error(`footprint ${checked}: ${found}`);
    checked++;
  }
  for (const { footprint } of items) amountsOf(coverage, footprint);
  const times = await timeInTurn(
    items,
    ({ footprint }) => amountsOf(coverage, footprint),
    ({ shape }) => peer.ask(shape),
    timeFor,
  );
  const met = median(drawn.map(({ footprint }) => amountsOf(coverage, footprint).size));
  const corners = median(drawn.map(({ footprint }) => cornersOf(footprint)));
  return {
    ours: median(times.ours),
    peer: median(times.peer),
    n: times.peer.length,
    note: `${peer.about}; ${bench.size()} areas; ${corners} corners, ${met} finest areas met (medians); ours p95 ${rounded(percentile(times.ours, 95))} ms; ${also}; ${checked} answers agreed`,
  };
}

/** How much of a footprint lies in each finest area: the question that every peer is asked. */
function amountsOf(coverage: Coverage, footprint: Footprint): Amounts {
  const amounts = new Map<string, number>();
  for (const { face, amount } of measure(coverage, footprint).extent.faces)
    for (const leaf of ownersOf(coverage.arrangement, face)) {
      const code = coverage.leaves[leaf] ?? '';
      amounts.set(code, (amounts.get(code) ?? 0) + amount);
    }
  return amounts;
}

/** What the whole verdict takes, from the GeoJSON Feature to the parties with their shapes and reasons, in words. */
const resolving = (bench: Bench, name: string, drawn: readonly Drawn[]): Promise<string> =>
  bench.keep(`resolving ${name}`, async () => {
    const times: number[] = [];
    const judge = ({ feature }: Drawn) =>
      resolve(bench.coverage(), feature, { rules: defaultRules, duties: () => [] });
    for (const one of drawn) judge(one);
    for (const one of drawn) times.push(await milliseconds(() => judge(one)));
    return `whole resolve ${rounded(median(times))} ms, p95 ${rounded(percentile(times, 95))} ms`;
  });

async function postgisOf(
  bench: Bench,
  create: (
    sql: Awaited<ReturnType<Bench['stored']>>['database']['sql'],
    edition: number,
    engine: string,
  ) => Peer<string>,
): Promise<Peer<string>> {
  const { database, edition, engine } = await bench.stored();
  const nothing = await timeRuns(50, 20, () => askNothing(database.sql));
  return create(
    database.sql,
    edition,
    `${engine}, of which asking nothing takes ${rounded(median(nothing))} ms`,
  );
}

const leaves = (bench: Bench) => bench.keep('leaves', () => leavesOf(bench.edition().edition.boundaries));

const polygons = (bench: Bench, size: Size) =>
  bench.keep(`polygons ${size}`, () =>
    drawPolygons(size, counts[size], bench.places(), bench.coverage().extent),
  );

const cornersOf = ({ polygons: shapes, lines }: Footprint): number =>
  [...shapes.flat(), ...lines].reduce((sum, line) => sum + line.length, 0);
